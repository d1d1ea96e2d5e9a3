-- No number left behind: each numeral lies inside the span of at least one row, of its own disposition. Chinese numerals
-- may run into a word (唯一一家), so that of them the row covers a part.
with

numerals as (
    select * from {{ ref('fct_numerals') }}
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
        and (
            (numerals.numeral_start >= statements.span_start and numerals.numeral_end <= statements.span_end)
            or (
                numerals.script <> 'arabic'
                and numerals.numeral_start < statements.span_end
                and numerals.numeral_end > statements.span_start
            )
        )
        and coalesce(numerals.disposition, 'other') = statements.disposition
where statements.statement_key is null
