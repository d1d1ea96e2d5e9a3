with

source as (
    select * from {{ source('raw', 'documents') }}
),

final as (
    select * from source
)

select * from final
