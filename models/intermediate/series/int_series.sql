-- One row per series, with its name: that of its thing, and what tells it from its like.
with

names as (
    select * from {{ ref('int_series_names') }}
),

subjects as (
    select * from {{ ref('int_series_subjects') }}
),

suffixes as (
    select * from {{ ref('series_suffixes') }}
),

tiers as (
    select
        code,
        label_en
    from {{ ref('labels') }}
    where attribute = 'tier'
),

-- What tells a level from a flow of one name.
measures as (
    select * from {{ ref('labels') }}
    where attribute = 'series_measure'
),

each_words as (
    select term from {{ ref('meanings') }}
    where value = 'for_each'
),

said_of_each as (
    {{ words_within('names', 'base_zh', 'each_words', 'term') }}
),

-- 亩均产值, 人均经费, 每户增收
per_heads as (
    select base_zh from said_of_each
    union
    select base_zh from names
    where {{ text_matches('base_zh', '[人户家]均|^每') }}
),

-- 6家组织获得奖项，居第4位: a subject that ends in the noun says all of it.
of_subjects as (
    select
        names.*,
        subjects.subject_zh,
        subjects.subject_en,
        names.is_bare and coalesce(right(subjects.subject_zh, length(names.base_zh)) = names.base_zh, false) as is_said
    from names
    left join subjects on names.series_key = subjects.series_key
),

suffixed as (
    select
        names.*,
        coalesce(tiers.label_en, '') as tier_en,
        measures.label_zh as measure_zh,
        measures.label_en as measure_en,
        case when names.is_said then names.subject_zh else names.base_zh end as noun_zh,
        case
            when names.is_said and names.subject_en is not null
                then upper(left(names.subject_en, 1)) || substr(names.subject_en, 2)
            else names.base_en
        end as noun_en,
        -- 产量, 指标: what nothing names is told by the kind of its unit.
        case
            when not names.is_bare or names.is_said then ''
            when names.subject_zh is not null then '（' || names.subject_zh || '）'
            when names.measure in ('level', 'flow') and names.unit_kind <> 'percent'
                then '（' || names.unit_kind_zh || '）'
            else ''
        end as bare_zh,
        case
            when not names.is_bare or names.is_said then ''
            when names.subject_en is not null then ' (' || names.subject_en || ')'
            when names.measure in ('level', 'flow') and names.unit_kind <> 'percent' then ', ' || names.unit_kind_en
            else ''
        end as bare_en,
        names.is_unusual_kind
        or (
            not names.is_catalogued
            and not names.is_bare
            and names.measure in ('level', 'flow')
            and coalesce({{ is_without_ending('names.base_zh', 'names.money_endings') }}, false)
        ) as says_kind,
        case
            when {{ is_without_ending('names.base_zh', 'suffixes.spared_endings') }} then suffixes.suffix_zh
            when suffixes.spared_endings is null then suffixes.suffix_zh
        end as measure_suffix_zh,
        case
            when {{ is_without_ending('names.base_zh', 'suffixes.spared_endings') }} then suffixes.suffix_en
            when suffixes.spared_endings is null then suffixes.suffix_en
        end as measure_suffix_en
    from of_subjects as names
    left join per_heads on names.base_zh = per_heads.base_zh
    left join suffixes
        on
            names.measure = suffixes.measure
            and (suffixes.nature = 'any' or names.nature = suffixes.nature)
            -- an amount per head is neither summed over years nor a stock
            and not (names.measure = 'level' and per_heads.base_zh is not null)
    left join tiers on names.tier_to_say = tiers.code
    left join measures on names.measure = measures.code
),

labelled as (
    select
        *,
        coalesce(tier_to_say, '')
        || case when contains(base_zh, qualifier_zh) then '' else qualifier_zh end
        || noun_zh
        || case
            when says_kind then '（' || unit_kind_zh || '）'
            when bare_zh <> '' and measure in ('level', 'flow') then ''
            else coalesce(measure_suffix_zh, '')
        end
        || bare_zh as label_zh,
        noun_en
        || case
            when tier_en <> '' or (qualifier_en <> '' and not contains(base_zh, qualifier_zh))
                then ' (' || concat_ws(', ', nullif(lower(tier_en), ''), nullif(qualifier_en, '')) || ')'
            else ''
        end
        || case
            when says_kind then ', ' || unit_kind_en
            when bare_zh <> '' and measure in ('level', 'flow') then ''
            else coalesce(measure_suffix_en, '')
        end
        || bare_en as label_en
    from suffixed
),

-- Of two series with one name each says what tells them apart: the unit (班 in 期 and 人次), else whether it is of a day or a period.
shared as (
    select
        label_zh,
        count(distinct unit_kind) as unit_kinds,
        count(distinct measure) as measures
    from labelled
    where not is_bare
    group by label_zh
),

final as (
    select
        labelled.series_key,
        labelled.thing_key,
        labelled.indicator_code,
        labelled.tier,
        labelled.qualifiers,
        labelled.head_text,
        labelled.unit_kind,
        labelled.unit_kind_zh,
        labelled.unit_kind_en,
        labelled.measure,
        labelled.is_catalogued,
        labelled.is_bare,
        replace(
            labelled.label_zh
            || case when shared.unit_kinds > 1 then '（' || labelled.unit_kind_zh || '）' else '' end
            || case when shared.measures > 1 then coalesce(labelled.measure_zh, '') else '' end,
            '）（', '，'
        ) as label_zh,
        labelled.label_en
        || case when shared.unit_kinds > 1 then ', ' || lower(labelled.unit_kind_en) else '' end
        || case when shared.measures > 1 then coalesce(labelled.measure_en, '') else '' end as label_en
    from labelled
    left join shared
        on
            labelled.label_zh = shared.label_zh
            and not labelled.is_bare
)

select * from final
