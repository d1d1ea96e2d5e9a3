-- A wording of an indicator counts for numbers of the kind of unit that the indicator has.
with

synonyms as (
    select * from {{ ref('indicator_synonyms') }}
),

indicators as (
    select * from {{ ref('indicators') }}
),

units as (
    select * from {{ ref('units') }}
),

final as (
    select
        synonyms.term,
        synonyms.indicator_code,
        synonyms.units,
        synonyms.context,
        synonyms.priority,
        case
            when synonyms.indicator_code = 'other' then 'any'
            when indicators.unit = '元' then 'money'
            when indicators.unit = '%' then 'ratio'
            when units.unit_group like 'power%' then 'power'
            else 'count'
        end as unit_kind
    from synonyms
    left join indicators on synonyms.indicator_code = indicators.code
    left join units on indicators.unit = units.unit
)

select * from final
