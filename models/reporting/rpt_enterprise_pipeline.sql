with

indicator_values as (
    select * from {{ ref('fct_indicator_values') }}
    where measure = 'level' and not is_part and not is_narrowed
),

indicators as (
    select * from {{ ref('dim_indicator') }}
    where pipeline_stage is not null
),

series as (
    select * from {{ ref('dim_series') }}
),

periods as (
    select * from {{ ref('dim_period') }}
),

-- Of several series of a stage, the one without tier or qualifier counts them all; failing that, the largest.
staged as (
    select
        indicator_values.region_key,
        indicator_values.region_text,
        periods.period_year,
        indicators.pipeline_stage,
        indicator_values.value,
        row_number() over (
            partition by
                indicator_values.region_key,
                indicator_values.region_text,
                periods.period_year,
                indicators.pipeline_stage
            order by
                periods.period_end desc,
                case when series.tier = 'not_applicable' and series.qualifiers = '' then 0 else 1 end asc,
                indicator_values.value desc,
                indicator_values.statement_key asc
        ) as preference
    from indicator_values
    inner join indicators
        on indicator_values.indicator_key = indicators.indicator_key
    inner join series
        on indicator_values.series_key = series.series_key
    inner join periods
        on indicator_values.period_key = periods.period_key
    where periods.period_year is not null
),

pivoted as (
    select
        region_key,
        region_text,
        period_year,
        max(case when pipeline_stage = 1 then value end) as tech_enterprises,
        max(case when pipeline_stage = 2 then value end) as tech_smes,
        max(case when pipeline_stage = 3 then value end) as high_tech_enterprises,
        max(case when pipeline_stage = 4 then value end) as eaglet_enterprises,
        max(case when pipeline_stage = 5 then value end) as gazelle_unicorn_enterprises
    from staged
    where preference = 1
    group by
        region_key,
        region_text,
        period_year
),

final as (
    select
        {{ surrogate_key(['region_key', 'region_text', 'period_year']) }} as pipeline_key,
        region_key,
        region_text as region,
        period_year,
        tech_enterprises,
        tech_smes,
        high_tech_enterprises,
        eaglet_enterprises,
        gazelle_unicorn_enterprises,
        {{ percentage('high_tech_enterprises', 'tech_enterprises') }}
            as high_tech_of_tech_pct,
        {{ percentage('eaglet_enterprises', 'high_tech_enterprises') }}
            as eaglet_of_high_tech_pct,
        {{ percentage('gazelle_unicorn_enterprises', 'eaglet_enterprises') }}
            as gazelle_of_eaglet_pct
    from pivoted
)

select * from final
