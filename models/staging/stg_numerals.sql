with

source as (
    {{ admitted('numerals') }}
),

final as (
    select * from source
)

select * from final
