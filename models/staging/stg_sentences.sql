with

source as (
    {{ admitted('sentences') }}
),

final as (
    select * from source
)

select * from final
