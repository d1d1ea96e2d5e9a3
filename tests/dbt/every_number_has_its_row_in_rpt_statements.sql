-- No number left behind: each numeral has a row of its span and its disposition, and lies inside that span. Chinese numerals
-- may run into a word (唯一一家), so that of them the row covers a part.
with

numerals as (
    select
        *,
        coalesce(span_start, numeral_start) as row_start,
        coalesce(span_end, numeral_end) as row_end,
        coalesce(disposition, 'other') as row_disposition
    from {{ ref('fct_numerals') }}
),

statements as (
    select * from {{ ref('rpt_statements') }}
)

select
    numerals.numeral_key,
    numerals.numeral_text
from numerals
left join statements
    on
        numerals.document_key = statements.document_key
        and numerals.row_start = statements.span_start
        and numerals.row_end = statements.span_end
        and numerals.row_disposition = statements.disposition
where
    statements.statement_key is null
    or not (
        (numerals.numeral_start >= statements.span_start and numerals.numeral_end <= statements.span_end)
        or (
            numerals.script <> 'arabic'
            and numerals.numeral_start < statements.span_end
            and numerals.numeral_end > statements.span_start
        )
    )
