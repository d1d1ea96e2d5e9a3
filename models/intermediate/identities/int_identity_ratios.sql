with

statements as (
    select * from {{ ref('int_identity_statements') }}
    where is_first and measure in ('level', 'flow') and stance_group = 'result'
),

ratios as (
    select * from {{ ref('identity_ratios') }}
),

-- Only where a text states all three: nothing is looked up elsewhere.
paired as (
    select
        'ratio_agrees_with_its_terms' as identity_code,
        quotients.statement_key as judged_statement_key,
        numerators.statement_key as other_statement_key,
        denominators.statement_key as third_statement_key,
        quotients.unit,
        numerators.value_low / nullif(denominators.value_high, 0) * ratios.factor as expected_low,
        numerators.value_high / nullif(denominators.value_low, 0) * ratios.factor as expected_high,
        numerators.is_low_included and denominators.is_high_included as is_expected_low_included,
        numerators.is_high_included and denominators.is_low_included as is_expected_high_included,
        {{ stated_interval('found', 'quotients') }},
        true as is_firm
    from statements as quotients
    inner join ratios
        on quotients.indicator_code = ratios.ratio_code
    inner join statements as numerators
        on
            ratios.numerator_code = numerators.indicator_code
            and quotients.document_id = numerators.document_id
            and quotients.region_text = numerators.region_text
            and quotients.period_end = numerators.period_end
    inner join statements as denominators
        on
            ratios.denominator_code = denominators.indicator_code
            and quotients.document_id = denominators.document_id
            and quotients.region_text = denominators.region_text
            and quotients.period_end = denominators.period_end
    where numerators.tier is null and denominators.tier is null
),

final as (
    select
        {{ identity_columns() }}
    from paired
)

select * from final
