with

source as (
    select * from {{ source('raw', 'rejects') }}
),

final as (
    select * from source
)

select * from final
