with

statements as (
    select * from {{ ref('int_identity_statements') }}
    where measure in ('level', 'flow')
),

lists as (
    select * from {{ ref('int_identity_lists') }}
),

bridged as (
    select * from {{ ref('int_statement_parts') }}
),

-- Parts of all that a list names follow its last number, and are weighed against the list elsewhere.
pointed as (
    select
        bridged.part_statement_key,
        min_by(statements.statement_key, -statements.span_start) as whole_statement_key
    from bridged
    inner join statements
        on bridged.whole_statement_key = statements.statement_key
    group by bridged.part_statement_key
),

-- Parts that the text calls so: 其中, brackets. Those of other places are beside the whole and not within it.
marked as (
    select
        wholes.statement_key as whole_statement_key,
        parts.statement_key as part_statement_key
    from statements as parts
    inner join pointed
        on parts.statement_key = pointed.part_statement_key
    inner join statements as wholes
        on
            pointed.whole_statement_key = wholes.statement_key
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
        not next_ones.is_part
        and length(lists.text_between) <= 12
        and lists.text_between = regexp_replace(lists.text_between, '[;；。:：]', '')
),

final as (
    select * from marked
    union all
    select * from following
)

select * from final
