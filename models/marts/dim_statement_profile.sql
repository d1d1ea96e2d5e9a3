with

statements as (
    select * from {{ ref('int_statements') }}
    where disposition = 'fact'
),

labels as (
    select * from {{ ref('labels') }}
),

profiles as (
    select distinct
        {{ statement_profile_key('statements') }} as statement_profile_key,
        coalesce(statements.stance, 'unknown') as stance,
        coalesce(statements.measure, 'unknown') as measure,
        coalesce(statements.comparator, 'unknown') as comparator,
        coalesce(statements.basis, 'not_applicable') as basis
    from statements
),

described as (
    select
        profiles.statement_profile_key,
        profiles.stance,
        stances.label_zh as stance_zh,
        stances.label_en as stance_en,
        profiles.measure,
        measures.label_zh as measure_zh,
        measures.label_en as measure_en,
        profiles.comparator,
        comparators.label_zh as comparator_zh,
        comparators.label_en as comparator_en,
        profiles.basis,
        bases.label_zh as basis_zh,
        bases.label_en as basis_en,
        -- The indicator says what its level or flow allows; of what is neither, nothing is ever summed.
        profiles.measure in ('level', 'flow') as is_summable
    from profiles
    left join labels as stances
        on
            stances.attribute in ('stance', 'member')
            and profiles.stance = stances.code
    left join labels as measures
        on
            measures.attribute in ('measure', 'member')
            and profiles.measure = measures.code
    left join labels as comparators
        on
            comparators.attribute in ('comparator', 'member')
            and profiles.comparator = comparators.code
    left join labels as bases
        on
            bases.attribute in ('basis', 'member')
            and profiles.basis = bases.code
),

members as (
    {{ special_members() }}
),

special as (
    select
        {{ surrogate_key(['member_code']) }} as statement_profile_key,
        member_code as stance,
        label_zh as stance_zh,
        label_en as stance_en,
        member_code as measure,
        label_zh as measure_zh,
        label_en as measure_en,
        member_code as comparator,
        label_zh as comparator_zh,
        label_en as comparator_en,
        member_code as basis,
        label_zh as basis_zh,
        label_en as basis_en,
        false as is_summable
    from members
),

final as (
    select * from described
    union all
    select * from special
)

select * from final
