with

statements as (
    select * from {{ ref('fct_statements') }}
),

profiles as (
    select * from {{ ref('dim_statement_profile') }}
),

periods as (
    select * from {{ ref('dim_period') }}
),

dates as (
    select * from {{ ref('dim_date') }}
),

grown as (
    select
        pairs.growth_statement_key,
        series.series_key
    from {{ ref('int_identity_grown') }} as pairs
    inner join {{ ref('int_statement_series') }} as series
        on pairs.level_statement_key = series.statement_key
),

growth as (
    select
        statements.*,
        profiles.stance,
        profiles.measure,
        profiles.basis,
        dates.date_day as base_on,
        case
            when profiles.basis = 'vs_base' and dates.date_day is not null
                then {{ years_between('dates.date_day', 'periods.period_end') }}
            -- Growth over a plan period with no base named starts from the year before it.
            when profiles.basis in ('vs_base', 'unspecified') and periods.month_count > 12
                then periods.month_count / 12.0
            when profiles.basis in ('yoy', 'avg_annual') then 1.0
        end as span_years
    from statements
    inner join profiles
        on statements.statement_profile_key = profiles.statement_profile_key
    inner join periods
        on statements.period_key = periods.period_key
    inner join dates
        on statements.base_date_key = dates.date_key
    where profiles.measure in ('growth_rate', 'growth_points', 'growth_multiple', 'growth_amount')
),

derived as (
    select
        *,
        case
            when span_years is null or span_years <= 0 then 'not_derivable'
            when measure = 'growth_rate' and basis in ('yoy', 'avg_annual') then 'as_stated'
            when measure = 'growth_rate' then 'compound_of_rate'
            when measure = 'growth_multiple' and basis in ('yoy', 'avg_annual') then 'multiple_of_year'
            when measure = 'growth_multiple' then 'compound_of_multiple'
            else 'not_derivable'
        end as derivation
    from growth
),

-- Each as the factor by which the thing grew over the whole span. A factor below zero is no growth of anything.
factors as (
    select
        *,
        {{ growth_factor('measure', 'cast(value as double)') }} as factor,
        {{ growth_factor('measure', 'cast(value_low as double)') }} as factor_low,
        {{ growth_factor('measure', 'cast(value_high as double)') }} as factor_high
    from derived
),

final as (
    select
        factors.statement_key,
        factors.document_key,
        factors.sentence_key,
        factors.indicator_key,
        factors.series_key,
        coalesce(grown.series_key, {{ member_key('not_applicable') }}) as grown_series_key,
        factors.region_key,
        factors.period_key,
        factors.period_end_date_key,
        factors.base_date_key,
        factors.unit_key,
        factors.statement_profile_key,

        factors.span_text,
        factors.region_text,
        factors.interval_text,
        factors.stance,
        factors.measure,
        factors.basis,
        factors.derivation,

        factors.value,
        factors.value_low,
        factors.value_high,
        cast(
            case when factors.derivation <> 'not_derivable' then factors.span_years end as double
        ) as span_years,
        {{ yearly_rate('factors.factor', 'factors.span_years', 'factors.derivation') }} as yearly_rate_pct,
        {{ yearly_rate('factors.factor_low', 'factors.span_years', 'factors.derivation') }}
            as yearly_rate_low_pct,
        {{ yearly_rate('factors.factor_high', 'factors.span_years', 'factors.derivation') }}
            as yearly_rate_high_pct,

        factors.is_low_included,
        factors.is_high_included,
        factors.is_part,
        factors.is_repeat,
        factors.is_estimate,
        factors.is_inferred,
        factors.is_current
    from factors
    left join grown
        on factors.statement_key = grown.growth_statement_key
)

select * from final
