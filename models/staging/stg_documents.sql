with

source as (
    {{ admitted('documents') }}
),

final as (
    select * from source
)

select * from final
