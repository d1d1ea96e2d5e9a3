with

indicators as (
    select * from {{ ref('indicators') }}
),

labels as (
    select * from {{ ref('labels') }}
),

catalogue as (
    select
        code,
        name_zh,
        name_en,
        category,
        unit,
        parent_code,
        additivity,
        pipeline_stage,
        is_core
    from indicators
    union all
    select
        code,
        label_zh as name_zh,
        label_en as name_en,
        code as category,
        cast(null as string) as unit,
        cast(null as string) as parent_code,
        'non_additive' as additivity,
        cast(null as integer) as pipeline_stage,
        false as is_core
    from labels
    where attribute = 'indicator'
),

described as (
    select
        {{ surrogate_key(['catalogue.code']) }} as indicator_key,
        catalogue.code as indicator_code,
        case
            when catalogue.parent_code is null then {{ member_key('not_applicable') }}
            else {{ surrogate_key(['catalogue.parent_code']) }}
        end as parent_indicator_key,
        catalogue.parent_code,

        catalogue.name_zh,
        catalogue.name_en,
        parents.name_zh as parent_name_zh,
        parents.name_en as parent_name_en,
        catalogue.category,
        categories.label_zh as category_zh,
        categories.label_en as category_en,
        catalogue.unit as usual_unit,
        catalogue.additivity,
        additivities.label_zh as additivity_zh,
        additivities.label_en as additivity_en,

        cast(catalogue.pipeline_stage as integer) as pipeline_stage,
        catalogue.is_core
    from catalogue
    left join catalogue as parents
        on catalogue.parent_code = parents.code
    left join labels as categories
        on
            categories.attribute = 'category'
            and catalogue.category = categories.code
    left join labels as additivities
        on
            additivities.attribute = 'additivity'
            and catalogue.additivity = additivities.code
),

members as (
    select
        *,
        'non_additive' as additivity
    from ({{ special_members() }}) as members_of_all
),

special as (
    select
        {{ surrogate_key(['members.member_code']) }} as indicator_key,
        members.member_code as indicator_code,
        {{ member_key('not_applicable') }} as parent_indicator_key,
        cast(null as string) as parent_code,

        members.label_zh as name_zh,
        members.label_en as name_en,
        cast(null as string) as parent_name_zh,
        cast(null as string) as parent_name_en,
        members.member_code as category,
        members.label_zh as category_zh,
        members.label_en as category_en,
        cast(null as string) as usual_unit,
        additivities.code as additivity,
        additivities.label_zh as additivity_zh,
        additivities.label_en as additivity_en,

        cast(null as integer) as pipeline_stage,
        false as is_core
    from members
    inner join labels as additivities
        on
            additivities.attribute = 'additivity'
            and members.additivity = additivities.code
),

final as (
    select * from described
    union all
    select * from special
)

select * from final
