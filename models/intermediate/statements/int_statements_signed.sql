-- The value, signed by what is stated of it: what falls is negative, and 增长n倍 is n + 1 times as much.
with

measured as (
    select * from {{ ref('int_statements_measured') }}
),

turned as (
    select
        *,
        measure = 'growth_multiple' and form_rule <> 'fold' and growth_direction = 'up' as is_raised,
        value > 0
        and (
            (
                measure in ('growth_rate', 'growth_points', 'growth_amount')
                and (growth_direction = 'down' or (cue_growth is null and verb_kind = 'cut'))
            )
            -- 降幅比全省大: worse, as what is less is
            or (measure = 'gap' and (gap_direction = 'down') <> (coalesce(growth_direction, '') = 'down'))
        ) as is_lowered
    from measured
),

final as (
    select
        *,
        -- 下降3%—5%: of what falls the larger number is the lower end.
        cast(case
            when is_raised then value + 1
            when is_lowered then -coalesce(value_high, value)
            else value
        end as decimal(38, 18)) as signed_value,
        cast(case
            when is_raised then value_high + 1
            when is_lowered and value_high is not null then -value
            else value_high
        end as decimal(38, 18)) as signed_value_high
    from turned
)

select * from final
