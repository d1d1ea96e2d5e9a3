-- One row per growth that tells what the number was before: 2560家,增长39.43% says that it was 1836, 是2015年的6.2倍 that it was 413.
with

grown as (
    select * from {{ ref('int_identity_grown') }}
),

statements as (
    select * from {{ ref('int_identity_statements') }}
),

valued as (
    select
        grown.*,
        growth.value as growth_value,
        levels.value as level_value
    from grown
    inner join statements as growth
        on grown.growth_statement_key = growth.statement_key
    inner join statements as levels
        on grown.level_statement_key = levels.statement_key
    where year(grown.period_start) = year(grown.period_end)
),

based as (
    select
        growth_statement_key,
        level_statement_key,
        case
            when growth_measure = 'growth_amount' then level_value - growth_value
            else level_value / nullif({{ growth_factor('growth_measure', 'growth_value') }}, 0)
        end as value,
        case
            when growth_measure = 'growth_amount' then value_low - growth_high
            when growth_high is not null
                then value_low / nullif({{ growth_factor('growth_measure', 'growth_high') }}, 0)
        end as value_low,
        case
            when growth_measure = 'growth_amount' then value_high - growth_low
            when growth_low is not null
                then value_high / nullif({{ growth_factor('growth_measure', 'growth_low') }}, 0)
        end as value_high,
        case
            when basis = 'yoy' then {{ year_before('period_start') }}
            else make_date(year(base_period), 1, 1)
        end as period_start,
        case when basis = 'yoy' then {{ year_before('period_end') }} else base_period end as period_end
    from valued
    -- What is counted over a year was counted over the year that ends with the base.
    where
        basis = 'yoy'
        or measure = 'level'
        or (
            month(base_period) = 12
            and month(period_start) = 1
            and month(period_end) = 12
        )
),

final as (
    select
        growth_statement_key,
        level_statement_key,
        cast(round(value, 6) as double) as value,
        cast(round(value_low, 6) as double) as value_low,
        cast(round(value_high, 6) as double) as value_high,
        period_start,
        period_end
    from based
    where value >= 0 and period_start is not null and period_end is not null
)

select * from final
