with

source as (
    select * from {{ source('raw', 'readings') }}
),

final as (
    select * from source
)

select * from final
