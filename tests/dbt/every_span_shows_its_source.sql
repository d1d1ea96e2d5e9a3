-- Every fact shows its source: a sentence is what its document has at its offsets, a number what its sentence has. A text is
-- walked from its start to reach an offset, so that whole documents are cut for sentences only.
with

documents as (
    select * from {{ ref('dim_document') }}
),

sentences as (
    select * from {{ ref('dim_sentence') }}
),

numbers as (
    select
        sentence_key,
        statement_key as shown_key,
        span_text as shown_text,
        span_start as shown_start,
        span_end as shown_end
    from {{ ref('rpt_statements') }}
    union all
    select
        sentence_key,
        numeral_key as shown_key,
        numeral_text as shown_text,
        numeral_start as shown_start,
        numeral_end as shown_end
    from {{ ref('fct_numerals') }}
),

compared as (
    select
        sentences.sentence_key as shown_key,
        sentences.sentence_text as shown_text,
        substr(
            documents.document_text,
            sentences.sentence_start + 1,
            sentences.sentence_end - sentences.sentence_start
        ) as source_text
    from sentences
    inner join documents
        on sentences.document_key = documents.document_key
    where sentences.section_kind <> 'not_applicable' and sentences.sentence_end > 0
    union all
    select
        numbers.shown_key,
        numbers.shown_text,
        substr(
            sentences.sentence_text,
            numbers.shown_start - sentences.sentence_start + 1,
            numbers.shown_end - numbers.shown_start
        ) as source_text
    from numbers
    left join sentences
        on numbers.sentence_key = sentences.sentence_key
)

select
    shown_key,
    shown_text,
    source_text
from compared
where shown_text <> coalesce(source_text, '')
