-- Every fact shows its source: the document, cut at the offsets, is the text that is shown.
with

documents as (
    select * from {{ ref('dim_document') }}
),

shown as (
    select
        document_key,
        statement_key as shown_key,
        span_text as shown_text,
        span_start as shown_start,
        span_end as shown_end
    from {{ ref('rpt_statements') }}
    union all
    select
        document_key,
        numeral_key as shown_key,
        numeral_text as shown_text,
        numeral_start as shown_start,
        numeral_end as shown_end
    from {{ ref('fct_numerals') }}
    union all
    select
        document_key,
        sentence_key as shown_key,
        sentence_text as shown_text,
        sentence_start as shown_start,
        sentence_end as shown_end
    from {{ ref('dim_sentence') }}
    where section_kind <> 'not_applicable' and sentence_end > 0
)

select
    shown.shown_key,
    shown.shown_text,
    substr(documents.document_text, shown.shown_start + 1, shown.shown_end - shown.shown_start) as source_text
from shown
inner join documents
    on shown.document_key = documents.document_key
where
    shown.shown_text
    <> substr(documents.document_text, shown.shown_start + 1, shown.shown_end - shown.shown_start)
