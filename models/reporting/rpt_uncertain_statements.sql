with

statements as (
    select * from {{ ref('fct_statements') }}
    where is_current and not is_sure
),

profiles as (
    select * from {{ ref('dim_statement_profile') }}
),

indicators as (
    select * from {{ ref('dim_indicator') }}
),

units as (
    select * from {{ ref('dim_unit') }}
),

periods as (
    select * from {{ ref('dim_period') }}
),

sentences as (
    select * from {{ ref('dim_sentence') }}
),

documents as (
    select * from {{ ref('dim_document') }}
),

final as (
    select
        statements.statement_key,
        cast(
            row_number() over (order by statements.confidence asc, statements.statement_key asc) as integer
        ) as queue_position,
        statements.confidence,
        statements.doubts,
        statements.runner_up_code as runner_up,
        others.name_zh as runner_up_zh,
        documents.report,
        sentences.sentence_text,
        statements.span_text,
        statements.indicator_text,
        indicators.indicator_code as indicator,
        indicators.name_zh as indicator_zh,
        profiles.stance,
        profiles.measure,
        profiles.comparator,
        statements.value,
        statements.range_high as value_high,
        units.unit,
        statements.region_text as region,
        periods.period_start,
        periods.period_end,
        case when profiles.basis <> 'not_applicable' then profiles.basis end as basis,
        nullif(statements.reference_text, '') as reference,
        statements.suspect_reason
    from statements
    inner join profiles
        on statements.statement_profile_key = profiles.statement_profile_key
    inner join indicators
        on statements.indicator_key = indicators.indicator_key
    left join indicators as others
        on statements.runner_up_code = others.indicator_code
    inner join units
        on statements.unit_key = units.unit_key
    inner join periods
        on statements.period_key = periods.period_key
    inner join sentences
        on statements.sentence_key = sentences.sentence_key
    inner join documents
        on statements.document_key = documents.document_key
)

select * from final
order by queue_position
