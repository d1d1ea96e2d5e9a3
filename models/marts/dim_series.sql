with

series as (
    select * from {{ ref('int_series') }}
),

labels as (
    select * from {{ ref('labels') }}
),

described as (
    select
        series.series_key,
        {{ surrogate_key(['series.indicator_code']) }} as indicator_key,
        series.thing_key,
        series.label_zh,
        series.label_en,
        coalesce(series.tier, 'not_applicable') as tier,
        tiers.label_zh as tier_zh,
        tiers.label_en as tier_en,
        series.qualifiers,
        series.head_text,
        series.unit_kind,
        series.unit_kind_zh,
        series.unit_kind_en,
        series.measure,
        measures.label_zh as measure_zh,
        measures.label_en as measure_en,
        series.is_catalogued
    from series
    left join labels as tiers
        on
            tiers.attribute in ('tier', 'member')
            and coalesce(series.tier, 'not_applicable') = tiers.code
    left join labels as measures
        on
            measures.attribute in ('measure', 'member')
            and series.measure = measures.code
),

members as (
    {{ special_members() }}
),

special as (
    select
        {{ surrogate_key(['member_code']) }} as series_key,
        {{ surrogate_key(['member_code']) }} as indicator_key,
        {{ surrogate_key(['member_code']) }} as thing_key,
        label_zh,
        label_en,
        member_code as tier,
        label_zh as tier_zh,
        label_en as tier_en,
        '' as qualifiers,
        '' as head_text,
        member_code as unit_kind,
        label_zh as unit_kind_zh,
        label_en as unit_kind_en,
        member_code as measure,
        label_zh as measure_zh,
        label_en as measure_en,
        false as is_catalogued
    from members
),

final as (
    select * from described
    union all
    select * from special
)

select * from final
