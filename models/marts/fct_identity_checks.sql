with

checks as (
    select * from {{ ref('int_identity_checks') }}
),

explanations as (
    select * from {{ ref('int_identity_explanations') }}
),

statements as (
    select * from {{ ref('fct_statements') }}
),

final as (
    select
        checks.identity_check_key,
        {{ surrogate_key(['checks.identity_code']) }} as identity_key,
        checks.judged_statement_key as statement_key,
        statements.document_key,
        statements.indicator_key,
        statements.series_key,
        statements.region_key,
        statements.period_key,

        checks.result,
        coalesce(checks.unit, '') as unit,
        {{ interval_text(
            'checks.expected_low',
            'checks.expected_high',
            'checks.is_expected_low_included',
            'checks.is_expected_high_included'
        ) }} as expected_text,
        {{ interval_text(
            'checks.found_low', 'checks.found_high', 'checks.is_found_low_included', 'checks.is_found_high_included'
        ) }} as found_text,
        coalesce(explanations.explanation_zh, '') as explanation_zh,
        coalesce(explanations.explanation_en, '') as explanation_en,

        checks.expected_low,
        checks.expected_high,
        checks.found_low,
        checks.found_high,
        checks.difference,

        checks.is_expected_low_included,
        checks.is_expected_high_included,
        checks.is_found_low_included,
        checks.is_found_high_included
    from checks
    inner join statements
        on checks.judged_statement_key = statements.statement_key
    left join explanations
        on checks.identity_check_key = explanations.identity_check_key
)

select * from final
