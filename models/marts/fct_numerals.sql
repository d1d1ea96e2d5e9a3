with

numerals as (
    select * from {{ ref('int_numerals') }}
),

documents as (
    select * from {{ ref('dim_document') }}
    {{ only_new('document_key') }}
),

final as (
    select
        {{ surrogate_key(['numerals.document_id', 'numerals.numeral_start']) }} as numeral_key,
        documents.document_key,
        case
            when numerals.sentence_start is null then {{ member_key('unknown') }}
            else {{ surrogate_key(['numerals.document_id', 'numerals.sentence_start']) }}
        end as sentence_key,

        numerals.text as numeral_text,
        numerals.script,
        numerals.disposition,
        numerals.disposition_rule,
        numerals.disposition_reason,
        numerals.span_text,

        cast(numerals.numeral_start as integer) as numeral_start,
        cast(numerals.numeral_end as integer) as numeral_end,
        cast(numerals.span_start as integer) as span_start,
        cast(numerals.span_end as integer) as span_end,

        numerals.disposition = 'fact' as is_fact,
        numerals.is_first_in_span,
        documents.is_current
    from numerals
    inner join documents
        on numerals.document_id = documents.document_id
)

select * from final
