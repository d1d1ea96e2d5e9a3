with

source as (
    select * from {{ source('raw', 'sections') }}
),

final as (
    select * from source
)

select * from final
