with

source as (
    select * from {{ source('raw', 'tasks') }}
),

final as (
    select * from source
)

select * from final
