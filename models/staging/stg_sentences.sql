with

source as (
    select * from {{ source('raw', 'sentences') }}
),

final as (
    select * from source
)

select * from final
