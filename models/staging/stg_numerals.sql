with

source as (
    select * from {{ source('raw', 'numerals') }}
),

final as (
    select * from source
)

select * from final
