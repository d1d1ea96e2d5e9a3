with

statements as (
    select * from {{ ref('fct_statements') }}
    where is_current
),

indicators as (
    select * from {{ ref('dim_indicator') }}
),

sentences as (
    select * from {{ ref('dim_sentence') }}
),

documents as (
    select * from {{ ref('dim_document') }}
),

unmapped as (
    select
        statements.statement_key,
        statements.indicator_text as phrase,
        statements.span_text,
        statements.span_start,
        sentences.sentence_text,
        documents.report,
        count(*) over (partition by statements.indicator_text) as statement_count,
        row_number() over (
            partition by statements.indicator_text
            order by documents.report asc, statements.span_start asc, statements.statement_key asc
        ) as example_position
    from statements
    inner join indicators
        on statements.indicator_key = indicators.indicator_key
    inner join sentences
        on statements.sentence_key = sentences.sentence_key
    inner join documents
        on statements.document_key = documents.document_key
    where indicators.indicator_code = 'other' and coalesce(statements.indicator_text, '') <> ''
),

examples as (
    select * from unmapped
    where example_position = 1
),

-- How much of the longer of the two texts has to be changed to make it the other.
near as (
    select
        examples.phrase,
        indicators.indicator_code,
        row_number() over (
            partition by examples.phrase
            order by
                levenshtein(examples.phrase, indicators.name_zh) * 1.0
                / greatest(length(examples.phrase), length(indicators.name_zh)) asc,
                indicators.indicator_code asc
        ) as nearness
    from examples
    cross join indicators
    where indicators.indicator_code not in ('other', 'unknown', 'not_applicable')
),

nearest as (
    select
        phrase,
        {{ joined_text('indicator_code', ', ', 'nearness') }} as nearest_indicators
    from near
    where nearness <= 3
    group by phrase
),

final as (
    select
        {{ surrogate_key(['examples.phrase']) }} as phrase_key,
        examples.statement_key as example_statement_key,
        examples.phrase,
        nearest.nearest_indicators,
        examples.report as example_report,
        examples.span_text as example_span,
        examples.sentence_text as example_sentence,
        cast(examples.statement_count as integer) as statement_count
    from examples
    inner join nearest
        on examples.phrase = nearest.phrase
)

select * from final
