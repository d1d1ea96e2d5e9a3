with

statements as (
    select * from {{ ref('int_identity_statements') }}
    where
        measure in ('level', 'flow')
        and not {{ is_lower_better('measure', 'comparator', 'value') }}
),

targets as (
    select * from statements
    where stance = 'target'
),

results as (
    select * from statements
    where stance_group = 'result' and is_first
),

kinds as (
    select * from {{ ref('int_identity_kinds') }}
),

{% for reach in ['own', 'others'] -%}
    levels_of_{{ reach }} as (
        select
            targets.statement_key as target_statement_key,
            results.statement_key
        from results
        inner join kinds
            on results.statement_key = kinds.statement_key
        inner join targets
            on
                kinds.counted_in = targets.counted_as
                and results.region_text = targets.region_text
                and results.measure = targets.measure
                and results.unit_group = targets.unit_group
                and results.period_end < targets.period_start
                and {{ is_within_reach(reach, 'targets', 'results') }}
        where targets.measure = 'level'
    ),

{% endfor -%}
levels as (
    select * from levels_of_own
    union all
    select * from levels_of_others
),

-- A level that is planned to grow is not planned below what there is already.
before as (
    select
        'target_above_last_level' as identity_code,
        targets.statement_key as judged_statement_key,
        results.statement_key as other_statement_key,
        cast(null as string) as third_statement_key,
        targets.unit,
        {{ stated_interval('expected', 'results') }},
        {{ stated_interval('found', 'targets') }},
        true as is_firm,
        row_number() over (
            partition by targets.statement_key
            order by
                case when results.thing_key = targets.thing_key then 0 else 1 end asc,
                results.period_end desc,
                results.reported_on desc,
                results.statement_key asc
        ) as preference
    from levels
    inner join targets
        on levels.target_statement_key = targets.statement_key
    inner join results
        on levels.statement_key = results.statement_key
),

goal_words as (
    select
        term,
        value as list
    from {{ ref('meanings') }}
    where value = 'completing' or value = 'goal_named'
),

said as (
    {{ words_within('targets', 'sentence_text', 'goal_words', 'term') }}
),

-- 全面完成年度目标: said of the target outright.
called_met as (
    select said.sentence_text
    from said
    inner join goal_words on said.term = goal_words.term
    group by said.sentence_text
    having count(distinct goal_words.list) = 2
),

-- A target that a report's results look back on, as fulfilled.
looked_back as (
    select
        'target_called_met_is_met' as identity_code,
        results.statement_key as judged_statement_key,
        targets.statement_key as other_statement_key,
        cast(null as string) as third_statement_key,
        results.unit,
        {{ stated_interval('expected', 'targets') }},
        {{ stated_interval('found', 'results') }},
        called_met.sentence_text is not null as is_firm,
        1 as preference
    from targets
    inner join results
        on
            targets.document_id = results.document_id
            and targets.sentence_start = results.sentence_start
            and targets.thing_key = results.thing_key
            and targets.region_text = results.region_text
            and targets.measure = results.measure
            and targets.unit_group = results.unit_group
            and targets.period_end = results.period_end
    left join called_met on targets.sentence_text = called_met.sentence_text
    where targets.section_kind = 'results'
),

together as (
    select * from before
    union all
    select * from looked_back
),

final as (
    select
        {{ identity_columns() }}
    from together
    where preference = 1
)

select * from final
