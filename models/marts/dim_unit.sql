with

units as (
    select * from {{ ref('units') }}
),

statements as (
    select * from {{ ref('int_statements') }}
    where disposition = 'fact'
),

met as (
    select distinct unit
    from statements
    where unit is not null
),

-- A unit met in a text before anyone listed it still needs its row: every such unit is a group of its own.
catalogue as (
    select
        coalesce(units.unit, met.unit) as unit,
        coalesce(units.unit_group, 'unlisted: ' || met.unit) as unit_group,
        coalesce(units.unit_group_name_zh, met.unit) as unit_group_zh,
        coalesce(units.unit_group_name_en, 'Unlisted: ' || met.unit) as unit_group_en,
        coalesce(units.name_en, met.unit) as name_en,
        cast(units.ten_thousands_from as double) as ten_thousands_from,
        cast(units.hundred_millions_from as double) as hundred_millions_from,
        coalesce(units.is_counted, false) as is_counted,
        units.unit is not null as is_listed
    from units
    full outer join met
        on units.unit = met.unit
),

described as (
    select
        {{ surrogate_key(['unit']) }} as unit_key,
        unit,
        name_en,
        unit_group,
        unit_group_zh,
        unit_group_en,
        ten_thousands_from,
        hundred_millions_from,
        is_counted,
        is_listed
    from catalogue
),

members as (
    {{ special_members() }}
),

special as (
    select
        {{ surrogate_key(['member_code']) }} as unit_key,
        member_code as unit,
        label_en as name_en,
        member_code as unit_group,
        label_zh as unit_group_zh,
        label_en as unit_group_en,
        cast(null as double) as ten_thousands_from,
        cast(null as double) as hundred_millions_from,
        false as is_counted,
        true as is_listed
    from members
),

final as (
    select * from described
    union all
    select * from special
)

select * from final
