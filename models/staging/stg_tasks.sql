with

source as (
    {{ admitted('tasks') }}
),

final as (
    select * from source
)

select * from final
