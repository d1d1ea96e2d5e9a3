with

identities as (
    select * from {{ ref('identities') }}
),

final as (
    select
        {{ surrogate_key(['code']) }} as identity_key,
        code as identity_code,
        family,
        name_zh,
        name_en,
        assertion_zh,
        assertion_en,
        relation,
        tolerance_rule,
        severity,
        cast(position as integer) as identity_position,
        cast(coalesce(tolerance_share, 0) as double) as tolerance_share
    from identities
)

select * from final
