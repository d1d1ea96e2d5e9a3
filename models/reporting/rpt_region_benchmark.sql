with

indicator_values as (
    select * from {{ ref('fct_indicator_values') }}
    where not is_part and not is_narrowed
),

implied_values as (
    select * from {{ ref('fct_implied_values') }}
    where is_current and reference_kind <> 'base'
),

indicators as (
    select * from {{ ref('dim_indicator') }}
),

series as (
    select * from {{ ref('dim_series') }}
),

regions as (
    select * from {{ ref('dim_region') }}
    where region_level not in ('unknown', 'not_applicable', 'several')
),

periods as (
    select * from {{ ref('dim_period') }}
),

units as (
    select * from {{ ref('dim_unit') }}
),

-- An implied value is reckoned, not said: it is listed beside the stated ones and takes no rank among them.
compared as (
    select
        indicator_value_key as benchmark_key,
        statement_key,
        indicator_key,
        series_key,
        region_key,
        period_key,
        unit_key,
        measure,
        value,
        value_low,
        value_high,
        is_estimate,
        is_contested,
        false as is_implied
    from indicator_values
    union all
    select
        {{ surrogate_key(["'implied'", 'comparison_statement_key']) }} as benchmark_key,
        comparison_statement_key as statement_key,
        indicator_key,
        series_key,
        region_key,
        period_key,
        unit_key,
        measure,
        {{ exact('value') }} as value,
        {{ exact('value_low') }} as value_low,
        {{ exact('value_high') }} as value_high,
        false as is_estimate,
        false as is_contested,
        true as is_implied
    from implied_values
),

described as (
    select
        compared.*,
        indicators.indicator_code,
        indicators.name_zh as indicator_zh,
        indicators.name_en as indicator_en,
        series.label_zh as series_zh,
        series.label_en as series_en,
        regions.region_code,
        regions.name_zh as region,
        regions.name_en as region_en,
        regions.region_level,
        regions.province_name_zh,
        periods.label_zh as period_zh,
        periods.label_en as period_en,
        periods.period_year,
        units.unit,
        units.unit_group
    from compared
    inner join indicators
        on compared.indicator_key = indicators.indicator_key
    inner join series
        on compared.series_key = series.series_key
    inner join regions
        on compared.region_key = regions.region_key
    inner join periods
        on compared.period_key = periods.period_key
    inner join units
        on compared.unit_key = units.unit_key
),

-- Provinces are held against provinces, cities against cities; a region alone is held against nothing.
with_peers as (
    select
        *,
        sum(case when is_implied then 0 else 1 end) over (
            partition by series_key, period_key, measure, unit_group, region_level
        ) as stated_count,
        min(region_key) over (
            partition by series_key, period_key, measure, unit_group, region_level
        ) <> max(region_key) over (
            partition by series_key, period_key, measure, unit_group, region_level
        ) as has_peers
    from described
),

final as (
    select
        benchmark_key,
        statement_key,
        indicator_key,
        series_key,
        region_key,
        period_key,

        indicator_code as indicator,
        indicator_zh,
        indicator_en,
        series_zh,
        series_en,
        region_code,
        region,
        region_en,
        region_level,
        province_name_zh,
        period_zh,
        period_en,
        measure,
        unit,

        period_year,
        value,
        value_low,
        value_high,
        case
            when not is_implied and stated_count > 1
                then cast(rank() over (
                    partition by series_key, period_key, measure, unit_group, region_level, is_implied
                    order by value desc
                ) as integer)
        end as rank_among_peers,
        case when not is_implied and stated_count > 1 then cast(stated_count as integer) end as peer_count,

        is_estimate,
        is_contested,
        is_implied
    from with_peers
    where has_peers
)

select * from final
