-- One row per comparison (a growth, share or gap) and number of its report that it may be a comparison of: said of the same
-- subject, or in one sentence of the same indicator, its words cut short.
with

statements as (
    select * from {{ ref('int_identity_statements') }}
    where period_end is not null
),

comparisons as (
    select * from statements
    where measure like 'growth%' or measure in ('share', 'gap')
),

numbers as (
    select * from statements
    where measure in ('level', 'flow', 'growth_rate')
),

final as (
    select
        comparisons.statement_key as comparison_statement_key,
        numbers.statement_key
    from comparisons
    inner join numbers
        on
            comparisons.document_id = numbers.document_id
            and comparisons.thing_key = numbers.thing_key
            and comparisons.region_text = numbers.region_text
            and comparisons.stance_group = numbers.stance_group
            and comparisons.period_end = numbers.period_end
    where comparisons.statement_key <> numbers.statement_key
    union all
    select
        comparisons.statement_key as comparison_statement_key,
        numbers.statement_key
    from comparisons
    inner join numbers
        on
            comparisons.document_id = numbers.document_id
            and comparisons.sentence_start = numbers.sentence_start
            and comparisons.indicator_code = numbers.indicator_code
            and comparisons.region_text = numbers.region_text
            and comparisons.stance_group = numbers.stance_group
            and comparisons.period_end = numbers.period_end
    where
        comparisons.indicator_code <> 'other'
        and comparisons.thing_key <> numbers.thing_key
)

select * from final
