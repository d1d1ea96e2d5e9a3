-- What the words around a number are called in seeds/words: each cue word is looked up once, here.
with

readings as (
    select * from {{ ref('stg_readings') }}
    {{ where_undecided() }}
),

documents as (
    select * from {{ ref('stg_documents') }}
),

sections as (
    select * from {{ ref('stg_sections') }}
),

cues as (
    select * from {{ ref('stg_cues') }}
),

comparators_before as (
    select
        term,
        value as comparator
    from cues
    where cue = 'comparator_before'
),

comparators_after as (
    select
        term,
        value as comparator
    from cues
    where cue = 'comparator_after'
),

growth_words as (
    select
        term,
        value as direction
    from cues
    where cue = 'growth'
),

gap_words as (
    select
        term,
        case when cue = 'peer' then 'down' else value end as direction -- 少于
    from cues
    where cue in ('gap', 'peer')
),

basis_words as (
    select
        term,
        value as basis
    from cues
    where cue = 'basis'
),

lasting_plans as (
    select term from cues
    where cue = 'list' and value = 'lasting_plan'
),

final as (
    select
        {{ surrogate_key(['readings.document_id', 'readings.span_start', 'readings.span_end', 'readings.ordinal']) }}
            as statement_key,
        readings.*,
        documents.report,
        documents.document_kind,
        documents.region_code as document_region_code,
        documents.region_name as document_region_name,
        documents.region_rule as document_region_rule,
        documents.period_start as document_period_start,
        documents.period_end as document_period_end,
        coalesce(documents.published_on, documents.issued_on) as document_released_on,
        documents.plan_period_start,
        documents.plan_period_end,
        -- 力争到2025年达到60%, in a rule: what it is made for is a goal, and nothing that it grants or asks.
        case
            when
                sections.section_kind = 'provision' and readings.cue_provision is null
                and (
                    readings.cue_plan in (select lasting_plans.term from lasting_plans)
                    or readings.time_start > documents.period_end
                )
                then 'plan'
            else sections.section_kind
        end as section_kind,
        sections.period_start as section_period_start,
        sections.period_end as section_period_end,
        comparators_before.comparator as comparator_said_before,
        comparators_after.comparator as comparator_said_after,
        growth_words.direction as growth_direction,
        gap_words.direction as gap_direction,
        basis_words.basis as basis_said,
        readings.form in ('quantity', 'percent', 'points', 'multiple', 'rank', 'ratio')
        and readings.value is not null as is_fact,
        -- 翻120番: what is over 10^18 is counted by nobody, and has no value.
        case
            when readings.form in ('bare', 'quantity', 'percent', 'points', 'multiple', 'rank', 'ratio') then 'other'
            else readings.form
        end as silent_form,
        case
            when
                readings.form in ('quantity', 'percent', 'points', 'multiple', 'rank', 'ratio')
                and readings.value is null
                then 'too_large'
            else readings.form_rule
        end as disposition_rule
    from readings
    inner join documents on readings.document_id = documents.document_id
    inner join sections
        on
            readings.document_id = sections.document_id
            and readings.section_start = sections.section_start
    left join comparators_before on readings.comparator_before = comparators_before.term
    left join comparators_after on readings.comparator_after = comparators_after.term
    left join growth_words on readings.cue_growth = growth_words.term
    left join gap_words on readings.cue_gap = gap_words.term
    left join basis_words on readings.cue_basis = basis_words.term
)

select * from final
