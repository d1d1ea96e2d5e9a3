with

comparisons as (
    select * from {{ ref('fct_comparisons') }}
),

achievements as (
    select * from {{ ref('fct_achievements') }}
),

statements as (
    select * from {{ ref('fct_statements') }}
),

series as (
    select * from {{ ref('dim_series') }}
),

-- Of several places that state the region's own figure, the nearest one before the comparison is what it speaks of.
paired as (
    select
        comparisons.statement_key as comparison_statement_key,
        achievements.statement_key as own_statement_key,
        comparisons.document_key,
        comparisons.indicator_key,
        achievements.series_key,
        comparisons.reference_region_key as region_key,
        comparisons.reference_text as region_text,
        comparisons.period_key,
        achievements.unit_key,
        comparisons.reference_kind,
        comparisons.reference_text,
        comparisons.measure as comparison_measure,
        achievements.measure,
        cast(comparisons.value as double) as comparison_value,
        cast(comparisons.value_low as double) as comparison_low,
        cast(comparisons.value_high as double) as comparison_high,
        cast(achievements.value as double) as own_value,
        cast(achievements.value_low as double) as own_low,
        cast(achievements.value_high as double) as own_high,
        comparisons.is_current,
        row_number() over (
            partition by comparisons.statement_key
            order by
                case when achieved_spans.span_start < compared_spans.span_start then 0 else 1 end asc,
                abs(compared_spans.span_start - achieved_spans.span_start) asc,
                achievements.statement_key asc
        ) as preference
    from comparisons
    inner join series as compared_things
        on comparisons.series_key = compared_things.series_key
    inner join achievements
        on
            comparisons.document_key = achievements.document_key
            and comparisons.region_key = achievements.region_key
            and comparisons.region_text = achievements.region_text
            and comparisons.period_key = achievements.period_key
    inner join series as achieved_things
        on
            achievements.series_key = achieved_things.series_key
            and compared_things.thing_key = achieved_things.thing_key
    inner join statements as compared_spans
        on comparisons.statement_key = compared_spans.statement_key
    inner join statements as achieved_spans
        on achievements.statement_key = achieved_spans.statement_key
    where
        comparisons.measure in ('share', 'gap')
        and comparisons.reference_kind in ('whole', 'peer')
        and comparisons.stance in ('actual', 'estimate')
        and (comparisons.measure = 'gap' or comparisons.value > 0)
),

compared as (
    select
        comparison_statement_key,
        own_statement_key,
        document_key,
        indicator_key,
        series_key,
        region_key,
        period_key,
        unit_key,

        region_text,
        reference_kind,
        reference_text,
        comparison_measure,
        measure,

        -- Six digits after the point are more than any report states; what follows is noise of the arithmetic.
        cast(round(
            case comparison_measure
                when 'share' then own_value / (comparison_value / 100)
                when 'gap' then own_value - comparison_value
            end, 6
        ) as double) as value,
        cast(round(
            case comparison_measure
                when 'share' then own_low / (comparison_high / 100)
                when 'gap' then own_low - comparison_high
            end, 6
        ) as double) as value_low,
        cast(round(
            case
                when comparison_measure = 'gap' then own_high - comparison_low
                when comparison_low > 0 then own_high / (comparison_low / 100)
            end, 6
        ) as double) as value_high,

        is_current
    from paired
    where preference = 1
),

-- What a number was before it grew. The period is one that nobody speaks of, often.
bases as (
    select
        implied.growth_statement_key as comparison_statement_key,
        implied.level_statement_key as own_statement_key,
        achievements.document_key,
        achievements.indicator_key,
        achievements.series_key,
        achievements.region_key,
        {{ period_key('implied.period_start', 'implied.period_end') }} as period_key,
        achievements.unit_key,

        achievements.region_text,
        'base' as reference_kind,
        '' as reference_text,
        growth_rates.measure as comparison_measure,
        achievements.measure,

        implied.value,
        implied.value_low,
        implied.value_high,

        achievements.is_current
    from {{ ref('int_implied_bases') }} as implied
    inner join achievements
        on implied.level_statement_key = achievements.statement_key
    inner join {{ ref('fct_growth_rates') }} as growth_rates
        on implied.growth_statement_key = growth_rates.statement_key
),

final as (
    select * from compared
    union all
    select * from bases
)

select * from final
