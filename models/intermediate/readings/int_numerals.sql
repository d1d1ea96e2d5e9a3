-- depends_on: {{ ref('stg_documents') }}
-- One row per numeral of the ledger, with what became of it: a fact where any reading of its span states one.
with

numerals as (
    select * from {{ ref('stg_numerals') }}
    {{ only_new('document_id') }}
),

statements as (
    select * from {{ ref('int_statements') }}
    {{ only_new('document_id') }}
),

ranked as (
    select
        document_id,
        span_start,
        span_end,
        span_text,
        sentence_start,
        disposition,
        disposition_rule,
        disposition_reason,
        row_number() over (
            partition by document_id, span_start, span_end
            order by case when disposition = 'fact' then 0 else 1 end, statement_key
        ) as preference
    from statements
),

final as (
    select
        numerals.document_id,
        numerals.numeral_start,
        numerals.numeral_end,
        numerals.text,
        numerals.script,
        numerals.span_start,
        numerals.span_end,
        ranked.span_text,
        ranked.sentence_start,
        ranked.disposition,
        ranked.disposition_rule,
        ranked.disposition_reason,
        row_number() over (
            partition by numerals.document_id, numerals.span_start, numerals.span_end
            order by numerals.numeral_start
        ) = 1 as is_first_in_span
    from numerals
    inner join ranked
        on
            numerals.document_id = ranked.document_id
            and numerals.span_start = ranked.span_start
            and numerals.span_end = ranked.span_end
            and ranked.preference = 1
)

select * from final
