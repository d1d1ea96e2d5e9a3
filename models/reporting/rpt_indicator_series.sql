with

indicator_values as (
    select * from {{ ref('fct_indicator_values') }}
),

implied_values as (
    select
        *,
        row_number() over (
            partition by series_key, region_key, region_text, period_key
            order by
                case when reference_kind = 'base' then 0 else 1 end asc,
                comparison_statement_key asc
        ) as preference
    from {{ ref('fct_implied_values') }}
    where is_current
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

-- Where nobody states a value and a growth or a share implies it, that one is taken, marked.
completed as (
    select
        indicator_value_key,
        statement_key,
        indicator_key,
        series_key,
        region_key,
        period_key,
        unit_key,
        region_text,
        measure,
        value,
        value_low,
        value_high,
        statement_count,
        is_estimate,
        is_part,
        is_narrowed,
        is_contested,
        false as is_implied
    from indicator_values
    union all
    select
        {{ surrogate_key(["'implied'", 'implied_values.comparison_statement_key']) }} as indicator_value_key,
        implied_values.comparison_statement_key as statement_key,
        implied_values.indicator_key,
        implied_values.series_key,
        implied_values.region_key,
        implied_values.period_key,
        implied_values.unit_key,
        implied_values.region_text,
        implied_values.measure,
        {{ exact('implied_values.value') }} as value,
        {{ exact('implied_values.value_low') }} as value_low,
        {{ exact('implied_values.value_high') }} as value_high,
        0 as statement_count,
        false as is_estimate,
        false as is_part,
        false as is_narrowed,
        false as is_contested,
        true as is_implied
    from implied_values
    left join indicator_values
        on
            implied_values.series_key = indicator_values.series_key
            and implied_values.region_key = indicator_values.region_key
            and implied_values.region_text = indicator_values.region_text
            and implied_values.period_key = indicator_values.period_key
    where
        implied_values.preference = 1
        and indicator_values.statement_key is null
),

dated as (
    select
        completed.*,
        periods.period_kind,
        periods.period_start,
        periods.period_end,
        periods.period_year,
        periods.label_zh as period_zh,
        periods.label_en as period_en
    from completed
    inner join periods
        on completed.period_key = periods.period_key
),

earlier as (
    select * from dated
    where not is_implied and period_kind in ('month', 'quarter', 'half', 'year_to_date', 'year')
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
        dated.is_narrowed,
        dated.is_contested,
        dated.is_implied,

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
