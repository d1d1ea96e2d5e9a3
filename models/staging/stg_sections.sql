with

source as (
    {{ admitted('sections') }}
),

final as (
    select * from source
)

select * from final
