with

implied as (
    select * from {{ ref('int_implied_values') }}
),

achievements as (
    select * from {{ ref('fct_achievements') }}
),

-- What a share or a gap tells of another place.
compared as (
    select
        implied.comparison_statement_key,
        implied.own_statement_key,
        achievements.document_key,
        achievements.indicator_key,
        achievements.series_key,
        implied.region_key,
        {{ period_key('implied.period_start', 'implied.period_end') }} as period_key,
        achievements.unit_key,

        implied.region_text,
        implied.reference_kind,
        implied.region_text as reference_text,
        implied.comparison_measure,
        achievements.measure,

        implied.value,
        implied.value_low,
        implied.value_high,

        achievements.is_current
    from implied
    inner join achievements
        on implied.own_statement_key = achievements.statement_key
),

-- What a number was before it grew. The period is one that nobody speaks of, often.
bases as (
    select
        based.growth_statement_key as comparison_statement_key,
        based.level_statement_key as own_statement_key,
        achievements.document_key,
        achievements.indicator_key,
        achievements.series_key,
        achievements.region_key,
        {{ period_key('based.period_start', 'based.period_end') }} as period_key,
        achievements.unit_key,

        achievements.region_text,
        'base' as reference_kind,
        '' as reference_text,
        growth_rates.measure as comparison_measure,
        achievements.measure,

        based.value,
        based.value_low,
        based.value_high,

        achievements.is_current
    from {{ ref('int_implied_bases') }} as based
    inner join achievements
        on based.level_statement_key = achievements.statement_key
    inner join {{ ref('fct_growth_rates') }} as growth_rates
        on based.growth_statement_key = growth_rates.statement_key
),

final as (
    select * from compared
    union all
    select * from bases
)

select * from final
