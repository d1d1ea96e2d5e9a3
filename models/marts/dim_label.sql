with

labels as (
    select * from {{ ref('labels') }}
),

final as (
    select
        {{ surrogate_key(['attribute', 'code']) }} as label_key,
        attribute,
        code,
        label_zh,
        label_en,
        cast(position as integer) as label_position
    from labels
)

select * from final
