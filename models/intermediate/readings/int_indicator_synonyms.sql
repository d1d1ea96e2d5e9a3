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

-- 重大专项3项、1500万元: the money of science projects, by whatever name they go, is their funding.
worded as (
    select * from synonyms
    union
    select
        synonyms.term,
        'project_funding' as indicator_code,
        '元' as units,
        synonyms.context,
        -1 as priority
    from synonyms
    inner join indicators on synonyms.indicator_code = indicators.code
    where
        'sci_project' in (indicators.code, indicators.parent_code)
        and synonyms.context is null
        and synonyms.priority >= 0
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
            when units.unit_group like 'person%' then 'people'
            else 'count'
        end as unit_kind
    from worded as synonyms
    left join indicators on synonyms.indicator_code = indicators.code
    left join units on indicators.unit = units.unit
)

select * from final
