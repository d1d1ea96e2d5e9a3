with

statements as (
    select * from {{ ref('int_identity_statements') }}
    -- Prizes of a list share a subject without being the same: what only its whole tells apart is left out.
    where stance <> 'provision' and not (is_part and tier is null and qualifier is null)
),

-- Two numbers of one sentence are a list or a comparison, never the same thing said twice.
paired as (
    select
        repeated.statement_key as judged_statement_key,
        firsts.statement_key as other_statement_key,
        repeated.unit,
        {{ stated_interval('expected', 'firsts') }},
        {{ stated_interval('found', 'repeated') }},
        -- Other words for it may count something else, and so may 推荐 and 列入 of the same projects: they can confirm
        -- and not contradict.
        repeated.wording = firsts.wording
        and (firsts.measure <> 'flow' or repeated.verb = firsts.verb) as is_firm
    from statements as firsts
    inner join statements as repeated
        on
            firsts.subject_key = repeated.subject_key
            and firsts.region_text = repeated.region_text
            and firsts.measure = repeated.measure
            and firsts.basis = repeated.basis
            and firsts.stance_group = repeated.stance_group
            and firsts.unit_group = repeated.unit_group
            and firsts.reference_text = repeated.reference_text
            and firsts.period_start = repeated.period_start
            and firsts.period_end = repeated.period_end
            and coalesce(firsts.base_period, firsts.period_end) = coalesce(repeated.base_period, repeated.period_end)
    where
        firsts.is_first
        and (firsts.wording = repeated.wording or (firsts.tier is null and firsts.qualifier is null))
        and (
            (
                firsts.document_id = repeated.document_id
                and firsts.sentence_start <> repeated.sentence_start
                and not repeated.is_first
                -- A target that results look back on and one of the plan are two, whatever year the plan names.
                and (firsts.stance <> 'target' or firsts.section_kind = repeated.section_kind)
            )
            or (firsts.document_id < repeated.document_id and repeated.is_first)
        )
),

named as (
    select
        'repeat' as identity_code,
        *,
        cast(null as string) as third_statement_key
    from paired
),

final as (
    select
        {{ identity_columns() }}
    from named
)

select * from final
