-- One row per kind of units that may be added: 家 and 户 are numbers, 元 is money.
with

units as (
    select * from {{ ref('units') }}
),

unit_kinds as (
    select * from {{ ref('unit_kinds') }}
),

final as (
    select
        coalesce(unit_kinds.unit_kind, units.unit_group) as unit_kind,
        min(coalesce(unit_kinds.label_zh, units.unit_group_name_zh)) as unit_kind_zh,
        min(coalesce(unit_kinds.label_en, units.unit_group_name_en)) as unit_kind_en,
        min(coalesce(unit_kinds.nature, 'capacity')) as nature,
        min(unit_kinds.spared_endings) as spared_endings
    from units
    left join unit_kinds on units.unit_group = unit_kinds.unit_group
    group by coalesce(unit_kinds.unit_kind, units.unit_group)
)

select * from final
