-- Both ways: raw numerals and the ledger are the same numbers.
with

numerals as (
    select
        document_id,
        numeral_start
    from {{ ref('stg_numerals') }}
),

ledger as (
    select
        documents.document_id,
        ledger.numeral_start
    from {{ ref('fct_numerals') }} as ledger
    inner join {{ ref('dim_document') }} as documents
        on ledger.document_key = documents.document_key
)

select
    coalesce(numerals.document_id, ledger.document_id) as document_id,
    coalesce(numerals.numeral_start, ledger.numeral_start) as numeral_start,
    numerals.document_id is null as is_unread,
    ledger.document_id is null as is_missing
from numerals
full outer join ledger
    on
        numerals.document_id = ledger.document_id
        and numerals.numeral_start = ledger.numeral_start
where numerals.document_id is null or ledger.document_id is null
