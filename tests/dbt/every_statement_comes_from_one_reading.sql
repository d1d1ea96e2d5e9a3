-- Marts to raw: a statement is one reading, found again by its offsets.
with

statements as (
    select
        statements.statement_key,
        documents.document_id,
        statements.span_start,
        statements.span_end,
        statements.ordinal
    from {{ ref('fct_statements') }} as statements
    inner join {{ ref('dim_document') }} as documents
        on statements.document_key = documents.document_key
),

readings as (
    select * from {{ ref('stg_readings') }}
)

select
    statements.statement_key,
    count(readings.document_id) as reading_count
from statements
left join readings
    on
        statements.document_id = readings.document_id
        and statements.span_start = readings.span_start
        and statements.span_end = readings.span_end
        and statements.ordinal = readings.ordinal
group by statements.statement_key
having count(readings.document_id) <> 1
