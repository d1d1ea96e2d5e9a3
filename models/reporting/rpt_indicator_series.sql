with

indicator_values as (
    select * from {{ ref('fct_indicator_values') }}
),

growth_rates as (
    select * from {{ ref('fct_growth_rates') }}
    where
        is_current
        and measure = 'growth_rate'
        and basis = 'yoy'
        and stance in ('actual', 'estimate')
),

statements as (
    select * from {{ ref('fct_statements') }}
),

indicators as (
    select * from {{ ref('dim_indicator') }}
),

subjects as (
    select * from {{ ref('dim_subject') }}
),

periods as (
    select * from {{ ref('dim_period') }}
),

units as (
    select * from {{ ref('dim_unit') }}
),

stated_growth as (
    select
        growth_rates.statement_key,
        growth_rates.subject_key,
        growth_rates.region_key,
        growth_rates.region_text,
        growth_rates.period_key,
        growth_rates.value,
        row_number() over (
            partition by
                growth_rates.subject_key,
                growth_rates.region_key,
                growth_rates.region_text,
                growth_rates.period_key
            order by
                growth_rates.is_estimate asc,
                growth_rates.document_key asc,
                statements.span_start asc,
                growth_rates.statement_key asc
        ) as preference
    from growth_rates
    inner join statements
        on growth_rates.statement_key = statements.statement_key
),

dated as (
    select
        indicator_values.*,
        periods.period_kind,
        periods.period_start,
        periods.period_end,
        periods.period_year,
        periods.label_zh as period_zh,
        periods.label_en as period_en
    from indicator_values
    inner join periods
        on indicator_values.period_key = periods.period_key
),

earlier as (
    select * from dated
    where period_kind in ('month', 'quarter', 'half', 'year_to_date', 'year')
),

final as (
    select
        dated.indicator_value_key,
        dated.statement_key,
        dated.indicator_key,
        dated.subject_key,
        dated.region_key,
        dated.period_key,

        indicators.indicator_code as indicator,
        indicators.name_zh as indicator_zh,
        indicators.name_en as indicator_en,
        indicators.additivity,
        subjects.subject_label,
        dated.region_text as region,
        dated.measure,
        units.unit,
        dated.period_kind,
        dated.period_zh,
        dated.period_en,

        dated.period_year,
        dated.value,
        dated.value_low,
        dated.value_high,
        year_before.value as value_year_before,
        cast(
            case
                when year_before.value > 0
                    then round((cast(dated.value as double) / cast(year_before.value as double) - 1) * 100, 4)
            end
            as double
        ) as change_pct,
        stated_growth.value as stated_growth_pct,
        cast(
            case
                when stated_growth.value > -100
                    then round(cast(dated.value as double) / (1 + cast(stated_growth.value as double) / 100), 4)
            end
            as double
        ) as implied_value_year_before,
        dated.statement_count,

        dated.is_estimate,
        dated.is_part,
        dated.is_contested,

        dated.period_start,
        dated.period_end
    from dated
    inner join indicators
        on dated.indicator_key = indicators.indicator_key
    inner join subjects
        on dated.subject_key = subjects.subject_key
    inner join units
        on dated.unit_key = units.unit_key
    left join earlier as year_before
        on
            dated.subject_key = year_before.subject_key
            and dated.region_key = year_before.region_key
            and dated.region_text = year_before.region_text
            and dated.measure = year_before.measure
            and dated.unit_group = year_before.unit_group
            and dated.period_kind = year_before.period_kind
            and dated.period_year - 1 = year_before.period_year
            and month(dated.period_start) = month(year_before.period_start)
            and month(dated.period_end) = month(year_before.period_end)
    left join stated_growth
        on
            dated.subject_key = stated_growth.subject_key
            and dated.region_key = stated_growth.region_key
            and dated.region_text = stated_growth.region_text
            and dated.period_key = stated_growth.period_key
            and stated_growth.preference = 1
)

select * from final
