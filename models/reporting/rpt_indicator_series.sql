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

series as (
    select * from {{ ref('dim_series') }}
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
        growth_rates.grown_series_key as series_key,
        growth_rates.region_key,
        growth_rates.region_text,
        growth_rates.period_key,
        growth_rates.value,
        row_number() over (
            partition by
                growth_rates.grown_series_key,
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
        dated.series_key,
        dated.region_key,
        dated.period_key,

        indicators.indicator_code as indicator,
        indicators.name_zh as indicator_zh,
        indicators.name_en as indicator_en,
        indicators.additivity,
        series.label_zh as series_zh,
        series.label_en as series_en,
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
    inner join series
        on dated.series_key = series.series_key
    inner join units
        on dated.unit_key = units.unit_key
    left join earlier as year_before
        on
            dated.series_key = year_before.series_key
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
            dated.series_key = stated_growth.series_key
            and dated.region_key = stated_growth.region_key
            and dated.region_text = stated_growth.region_text
            and dated.period_key = stated_growth.period_key
            and stated_growth.preference = 1
)

select * from final
