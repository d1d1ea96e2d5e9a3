with

checks as (
    select * from {{ ref('fct_identity_checks') }}
    where result = 'violated'
),

identities as (
    select * from {{ ref('dim_identity') }}
),

members as (
    select * from {{ ref('bridge_identity_statements') }}
    where member_position <= 2
),

statements as (
    select * from {{ ref('fct_statements') }}
),

sentences as (
    select * from {{ ref('dim_sentence') }}
),

documents as (
    select * from {{ ref('dim_document') }}
),

regions as (
    select * from {{ ref('dim_region') }}
),

spoken as (
    select
        members.identity_check_key,
        members.member_position,
        documents.report,
        statements.statement_key,
        statements.span_text,
        statements.indicator_text,
        statements.span_start,
        sentences.sentence_text
    from members
    inner join statements
        on members.statement_key = statements.statement_key
    inner join sentences
        on statements.sentence_key = sentences.sentence_key
    inner join documents
        on statements.document_key = documents.document_key
),

final as (
    select
        checks.identity_check_key,
        checks.statement_key,
        others.statement_key as other_statement_key,

        identities.identity_code,
        identities.family,
        identities.severity,
        identities.name_zh,
        identities.name_en,
        regions.name_zh as region,
        regions.name_en as region_en,
        checks.explanation_zh,
        checks.explanation_en,
        checks.expected_text,
        checks.found_text,
        checks.unit,
        judged.report,
        judged.indicator_text,
        judged.span_text,
        judged.sentence_text as sentence,
        others.report as other_report,
        others.indicator_text as other_indicator_text,
        others.span_text as other_span_text,
        others.sentence_text as other_sentence,

        checks.difference,
        judged.span_start,
        others.span_start as other_span_start
    from checks
    inner join identities
        on checks.identity_key = identities.identity_key
    inner join regions
        on checks.region_key = regions.region_key
    inner join spoken as judged
        on
            checks.identity_check_key = judged.identity_check_key
            and judged.member_position = 1
    left join spoken as others
        on
            checks.identity_check_key = others.identity_check_key
            and others.member_position = 2
)

select * from final
