with

statements as (
    select * from {{ ref('int_identity_statements') }}
    where measure in ('level', 'flow')
),

lists as (
    select * from {{ ref('int_identity_lists') }}
),

words as (
    select * from {{ ref('total_words') }}
),

-- Parts that the text calls so: 其中, brackets. Those of other places stand beside the whole and not within it.
marked as (
    select
        wholes.statement_key as whole_statement_key,
        parts.statement_key as part_statement_key
    from statements as parts
    inner join statements as wholes
        on
            parts.whole_statement_key = wholes.statement_key
            and parts.region_text = wholes.region_text
            and parts.unit_group = wholes.unit_group
            and parts.stance_group = wholes.stance_group
    -- A semicolon or a full stop ends what 其中 began.
    where regexp_replace({{ text_between('wholes', 'parts') }}, '[;；。]', '') = {{ text_between('wholes', 'parts') }}
),

-- 其中甲类3个,乙类2个: the word is said once, and the next of a kind in the next few words is a part as well.
following as (
    select
        marked.whole_statement_key,
        next_ones.statement_key as part_statement_key
    from marked
    inner join lists
        on marked.part_statement_key = lists.before_key
    inner join statements as next_ones
        on lists.statement_key = next_ones.statement_key
    inner join statements as wholes
        on
            marked.whole_statement_key = wholes.statement_key
            and next_ones.indicator_code = wholes.indicator_code
            and next_ones.unit = wholes.unit
            and next_ones.measure = wholes.measure
            and next_ones.region_text = wholes.region_text
    where
        next_ones.whole_statement_key is null
        and length(lists.text_between) <= 12
        and lists.text_between = regexp_replace(lists.text_between, '[;；。:：]', '')
),

called as (
    select * from marked
    union all
    select * from following
),

totals as (
    select distinct
        statements.statement_key,
        statements.document_id,
        statements.sentence_start,
        statements.span_start
    from statements
    inner join words
        on contains(statements.clause_before, words.term)
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
        parts.whole_statement_key is null
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

together as (
    select
        'listed_parts_make_total' as identity_code,
        whole_statement_key,
        part_statement_key,
        is_before as is_complete
    from complete
    where part_count >= 2
    union all
    select
        'parts_within_whole' as identity_code,
        whole_statement_key,
        part_statement_key,
        false as is_complete
    from called
),

placed as (
    select
        together.*,
        -- 其中科技型中小企业6000家、高新技术企业3000家: kinds with an indicator of their own overlap, so they are held
        -- against the whole one by one; of one indicator they add up.
        max(case when parts.indicator_code = wholes.indicator_code then 1 else 0 end) over (
            partition by together.identity_code, together.whole_statement_key
        ) = 1 as is_summed,
        row_number() over (
            partition by together.identity_code, together.whole_statement_key
            order by parts.span_start asc, parts.ordinal asc, together.part_statement_key asc
        ) as part_position
    from together
    inner join statements as parts
        on together.part_statement_key = parts.statement_key
    inner join statements as wholes
        on together.whole_statement_key = wholes.statement_key
),

final as (
    select
        identity_code,
        whole_statement_key,
        part_statement_key,
        case
            when is_summed
                then min_by(part_statement_key, part_position) over (partition by identity_code, whole_statement_key)
            else part_statement_key
        end as first_part_statement_key,
        cast(part_position as integer) as part_position,
        is_complete
    from placed
)

select * from final
