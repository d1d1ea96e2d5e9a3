with

checks as (
    select * from {{ ref('int_identity_checks') }}
    where result = 'violated'
),

identities as (
    select * from {{ ref('identities') }}
),

statements as (
    select * from {{ ref('int_identity_statements') }}
),

named as (
    select
        statement_key,
        region_text || '“' || wording || '”的“' || span_text || '”' as name_zh,
        '“' || span_text || '” (' || wording || ', ' || region_text || ')' as name_en
    from statements
),

worded as (
    select
        checks.identity_check_key,
        identities.explanation_zh,
        identities.explanation_en,
        coalesce(judged.name_zh, '') as judged_zh,
        coalesce(others.name_zh, '') as other_zh,
        coalesce(thirds.name_zh, '') as third_zh,
        coalesce(judged.name_en, '') as judged_en,
        coalesce(others.name_en, '') as other_en,
        coalesce(thirds.name_en, '') as third_en,
        {{ interval_text(
            'checks.expected_low',
            'checks.expected_high',
            'checks.is_expected_low_included',
            'checks.is_expected_high_included'
        ) }} as expected_text,
        {{ interval_text(
            'checks.found_low', 'checks.found_high', 'checks.is_found_low_included', 'checks.is_found_high_included'
        ) }} as found_text,
        {{ plain_number('checks.difference') }} as difference_text
    from checks
    inner join identities
        on checks.identity_code = identities.code
    left join named as judged
        on checks.judged_statement_key = judged.statement_key
    left join named as others
        on checks.other_statement_key = others.statement_key
    left join named as thirds
        on checks.third_statement_key = thirds.statement_key
),

final as (
    select
        identity_check_key,
        {{ filled_in('explanation_zh', 'judged_zh', 'other_zh', 'third_zh') }} as explanation_zh,
        {{ filled_in('explanation_en', 'judged_en', 'other_en', 'third_en') }} as explanation_en
    from worded
)

select * from final
