with

statements as (
    select * from {{ ref('int_identity_statements') }}
    where stance_group in ('result', 'target')
),

pairs as (
    select * from {{ ref('int_identity_pairs') }}
),

averages as (
    select * from statements
    where measure = 'growth_rate' and basis = 'avg_annual'
),

multiples as (
    select * from statements
    where measure in ('growth_multiple', 'growth_rate') and basis = 'vs_base' and base_period is not null
),

paired as (
    select
        multiples.statement_key as judged_statement_key,
        averages.statement_key as other_statement_key,
        {{ years_between('multiples.base_period', 'multiples.period_end') }} as years,
        averages.value_low as average_low,
        averages.value_high as average_high,
        averages.is_low_included as is_expected_low_included,
        averages.is_high_included as is_expected_high_included,
        {{ growth_factor('multiples.measure', 'multiples.value_low') }} as found_low,
        {{ growth_factor('multiples.measure', 'multiples.value_high') }} as found_high,
        multiples.is_low_included as is_found_low_included,
        multiples.is_high_included as is_found_high_included
    from multiples
    inner join pairs
        on multiples.statement_key = pairs.comparison_statement_key
    inner join averages
        on pairs.statement_key = averages.statement_key
    -- 年均 of another stretch of years is another growth; one that names no years is that of its sentence.
    where
        year(averages.period_start) = year(multiples.base_period) + 1
        or (
            year(averages.period_start) = year(averages.period_end)
            and averages.sentence_start = multiples.sentence_start
        )
),

powered as (
    select
        'multiple_agrees_with_average_growth' as identity_code,
        *,
        cast(null as string) as third_statement_key,
        '倍' as unit,
        power(1 + average_low / 100, years) as expected_low,
        power(1 + average_high / 100, years) as expected_high,
        true as is_firm
    from paired
    where years > 0
),

final as (
    select
        {{ identity_columns() }}
    from powered
)

select * from final
