-- One row per indicator, with the name of its series and the kind of the units that it is counted in.
with

indicators as (
    select * from {{ ref('indicators') }}
),

series_labels as (
    select * from {{ ref('series_labels') }}
),

units as (
    select * from {{ ref('units') }}
),

unit_kinds as (
    select * from {{ ref('unit_kinds') }}
),

final as (
    select
        indicators.code as indicator_code,
        indicators.nature,
        coalesce(series_labels.label_zh, indicators.name_zh) as label_zh,
        coalesce(series_labels.label_en, indicators.name_en) as label_en,
        coalesce(unit_kinds.unit_kind, units.unit_group) as unit_kind
    from indicators
    left join series_labels on indicators.code = series_labels.indicator_code
    left join units on indicators.unit = units.unit
    left join unit_kinds on units.unit_group = unit_kinds.unit_group
)

select * from final
