-- Raw to marts: each reading is a statement, a counted reason in the ledger, or it is lost.
with

readings as (
    select * from {{ ref('stg_readings') }}
),

shown as (
    select
        documents.document_id,
        statements.span_start,
        statements.span_end
    from {{ ref('rpt_statements') }} as statements
    inner join {{ ref('dim_document') }} as documents
        on statements.document_key = documents.document_key
)

select
    readings.document_id,
    readings.span_start,
    readings.span_end,
    readings.ordinal
from readings
left join shown
    on
        readings.document_id = shown.document_id
        and readings.span_start = shown.span_start
        and readings.span_end = shown.span_end
where shown.document_id is null
