-- One row per yearly growth that two values of one thing, a year apart, give though no report states it.
with

indicators as (
    select * from {{ ref('indicators') }}
),

-- Growth of the economy is stated at comparable prices and of a comparable scope, which amounts do not give.
statements as (
    select placed.*
    from {{ ref('int_statements_placed') }} as placed
    inner join indicators
        on placed.indicator_code = indicators.code
    where
        placed.stance in ('actual', 'estimate')
        and placed.measure in ('level', 'flow')
        and placed.is_current
        and not placed.is_part
        and placed.period_start is not null
        and placed.period_end is not null
        and indicators.category <> 'economy'
        and indicators.code <> 'other'
),

-- Where several say it, they must agree: growth from one of two numbers is no growth that is known.
agreed as (
    select
        *,
        row_number() over (
            partition by series_key, region_key, region_text, measure, unit_group, period_start, period_end
            order by is_estimate asc, reported_on desc nulls last, span_start asc, statement_key asc
        ) = 1 as is_first,
        min(value) over (
            partition by series_key, region_key, region_text, measure, unit_group, period_start, period_end
        ) = max(value) over (
            partition by series_key, region_key, region_text, measure, unit_group, period_start, period_end
        ) as is_agreed
    from statements
),

values_known as (
    select *
    from agreed
    where is_first and is_agreed and value_low is not null and value_high is not null
),

paired as (
    select
        laters.statement_key as result_statement_key,
        earlier.statement_key as base_statement_key,
        laters.document_id,
        laters.thing_key,
        laters.region_key,
        laters.region_text,
        laters.unit_group,
        laters.period_start,
        laters.period_end,
        laters.reported_on,
        laters.is_estimate or earlier.is_estimate as is_estimate,
        cast(laters.value as double) as value,
        cast(laters.value_low as double) as value_low,
        cast(laters.value_high as double) as value_high,
        cast(earlier.value as double) as base_value,
        cast(earlier.value_low as double) as base_low,
        cast(earlier.value_high as double) as base_high
    from values_known as laters
    inner join values_known as earlier
        on
            laters.series_key = earlier.series_key
            and laters.region_key = earlier.region_key
            and laters.region_text = earlier.region_text
            and laters.measure = earlier.measure
            and laters.unit_group = earlier.unit_group
            and year(laters.period_end) = year(earlier.period_end) + 1
            and month(laters.period_end) = month(earlier.period_end)
            and (
                laters.measure = 'level'
                or (
                    year(laters.period_start) = year(earlier.period_start) + 1
                    and month(laters.period_start) = month(earlier.period_start)
                )
            )
),

-- Growth of a percentage is a difference in points; of anything else a rate.
final as (
    select
        result_statement_key,
        base_statement_key,
        document_id,
        thing_key,
        region_key,
        region_text,
        case when unit_group = 'percent' then 'growth_points' else 'growth_rate' end as measure,
        period_start,
        period_end,
        reported_on,
        is_estimate,
        round(case
            when unit_group = 'percent' then value - base_value
            else (value / base_value - 1) * 100
        end, 6) as value,
        round(case
            when unit_group = 'percent' then value_low - base_high
            else (value_low / base_high - 1) * 100
        end, 6) as value_low,
        round(case
            when unit_group = 'percent' then value_high - base_low
            else (value_high / base_low - 1) * 100
        end, 6) as value_high
    from paired
    where base_low > 0
)

select * from final
