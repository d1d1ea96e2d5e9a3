with

source as (
    {{ admitted('readings') }}
),

final as (
    select * from source
)

select * from final
