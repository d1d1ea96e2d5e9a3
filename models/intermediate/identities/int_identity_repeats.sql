with

statements as (
    select * from {{ ref('int_identity_statements') }}
    -- Prizes of a list share a subject without being the same: what only its whole tells apart is omitted.
    where
        stance <> 'provision'
        and period_start is not null
        and period_end is not null
        and not (is_part and tier is null and qualifier is null)
),

-- Two numbers of one sentence are a list or a comparison, never the same thing said twice.
within as (
    select
        firsts.statement_key as other_statement_key,
        repeated.statement_key as judged_statement_key
    from statements as firsts
    inner join statements as repeated
        on
            firsts.matter_key = repeated.matter_key
            and firsts.document_id = repeated.document_id
            and firsts.sentence_start <> repeated.sentence_start
    where
        firsts.is_first
        and not repeated.is_first
        and (firsts.wording = repeated.wording or (firsts.tier is null and firsts.qualifier is null))
        -- A target that results look back on and one of the plan are two, whatever year the plan names.
        and (firsts.stance <> 'target' or firsts.section_kind = repeated.section_kind)
),

-- Of the reports that say a thing in one wording, the first of the value most often said represents that wording.
worded as (
    select
        *,
        first_value(statement_key) over (
            partition by matter_key, wording, case when measure = 'flow' then verb end
            order by is_representative desc, report_count desc, document_id asc
        ) as wording_statement_key
    from statements
    where is_first and is_located
),

-- Each is held against the one that represents its wording, and those against the one that represents the thing.
across as (
    select
        wording_statement_key as other_statement_key,
        statement_key as judged_statement_key
    from worded
    where statement_key <> wording_statement_key
    union all
    select
        representatives.statement_key as other_statement_key,
        worded.statement_key as judged_statement_key
    from worded
    inner join worded as representatives
        on worded.matter_key = representatives.matter_key
    where
        representatives.is_representative
        and worded.statement_key = worded.wording_statement_key
        and worded.statement_key <> representatives.statement_key
        and (worded.wording = representatives.wording or (worded.tier is null and worded.qualifier is null))
),

together as (
    select * from within
    union all
    select * from across
),

named as (
    select
        'repeat' as identity_code,
        together.judged_statement_key,
        together.other_statement_key,
        cast(null as string) as third_statement_key,
        repeated.unit,
        {{ stated_interval('expected', 'firsts') }},
        {{ stated_interval('found', 'repeated') }},
        -- Other words for it may count something else, and so may 推荐 and 列入 of the same projects: they can confirm
        -- and not contradict.
        repeated.wording = firsts.wording
        and (firsts.measure <> 'flow' or repeated.verb = firsts.verb) as is_firm
    from together
    inner join statements as firsts
        on together.other_statement_key = firsts.statement_key
    inner join statements as repeated
        on together.judged_statement_key = repeated.statement_key
),

final as (
    select
        {{ identity_columns() }}
    from named
)

select * from final
