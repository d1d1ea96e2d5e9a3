with

statements as (
    select * from {{ ref('int_identity_statements') }}
    where measure in ('level', 'flow')
),

words as (
    {{ words_within('statements', 'clause_before', ref('total_words'), 'term') }}
),

totals as (
    select distinct
        statements.statement_key,
        statements.document_id,
        statements.sentence_start,
        statements.span_start
    from statements
    inner join words
        on statements.clause_before = words.clause_before
    where not statements.is_part
),

-- 共计 sums up what the sentence has listed before it; where nothing was listed, what it lists next.
listed as (
    select
        totals.statement_key as whole_statement_key,
        parts.statement_key as part_statement_key,
        parts.span_start < totals.span_start as is_before
    from totals
    inner join statements as wholes
        on totals.statement_key = wholes.statement_key
    inner join statements as parts
        on
            wholes.document_id = parts.document_id
            and wholes.sentence_start = parts.sentence_start
            and wholes.statement_key <> parts.statement_key
            and wholes.indicator_code = parts.indicator_code
            and wholes.measure = parts.measure
            and wholes.stance_group = parts.stance_group
            and wholes.unit = parts.unit
            and wholes.region_text = parts.region_text
            and wholes.period_end = parts.period_end
    left join totals as other_totals
        on parts.statement_key = other_totals.statement_key
    where
        not parts.is_part
        and other_totals.statement_key is null
        -- A second sum in other words (汇总梳理后共50项) is no part: parts are not said to be 共 anything.
        and not contains(parts.clause_before, '共')
),

counted as (
    select
        *,
        sum(case when is_before then 1 else 0 end) over (partition by whole_statement_key) as before_count
    from listed
),

complete as (
    select
        whole_statement_key,
        part_statement_key,
        is_before,
        count(*) over (partition by whole_statement_key) as part_count
    from counted
    where is_before = (before_count >= 2)
),

final as (
    select
        whole_statement_key,
        part_statement_key,
        is_before as is_complete
    from complete
    where part_count >= 2
)

select * from final
