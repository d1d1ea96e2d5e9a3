with

statements as (
    select * from {{ ref('int_statements') }}
    where disposition = 'fact'
),

labels as (
    select * from {{ ref('labels') }}
),

subjects as (
    select distinct
        {{ subject_key('statements') }} as subject_key,
        {{ surrogate_key(["coalesce(statements.indicator_code, 'unknown')"]) }} as indicator_key,
        statements.subject_text,
        statements.tier,
        statements.qualifier
    from statements
),

described as (
    select
        subjects.subject_key,
        subjects.indicator_key,
        coalesce(subjects.subject_text, '') as subject_text,
        coalesce(subjects.tier, 'not_applicable') as tier,
        coalesce(tiers.label_zh, '不适用') as tier_zh,
        coalesce(tiers.label_en, 'Not applicable') as tier_en,
        coalesce(subjects.qualifier, '') as qualifier,
        -- The name to show: 国家级 · 科技奖励. It is no key; two subjects may well be shown alike.
        concat_ws(' · ', subjects.tier, subjects.qualifier, subjects.subject_text) as subject_label
    from subjects
    left join labels as tiers
        on
            tiers.attribute = 'tier'
            and subjects.tier = tiers.code
),

members as (
    {{ special_members() }}
),

special as (
    select
        {{ surrogate_key(['member_code']) }} as subject_key,
        {{ surrogate_key(['member_code']) }} as indicator_key,
        label_zh as subject_text,
        member_code as tier,
        label_zh as tier_zh,
        label_en as tier_en,
        '' as qualifier,
        label_zh as subject_label
    from members
),

final as (
    select * from described
    union all
    select * from special
)

select * from final
