-- One row per series, with its name: the catalogue's short one or the text's own words, and what tells it from its like.
with

statements as (
    select * from {{ ref('int_statement_series') }}
),

catalogue as (
    select * from {{ ref('int_indicator_kinds') }}
),

words as (
    select * from {{ ref('int_series_words') }}
),

kinds as (
    select * from {{ ref('int_unit_kinds') }}
),

suffixes as (
    select * from {{ ref('series_suffixes') }}
),

-- 产量, 指标: what they are of is told by the sentence only.
bare_heads as (
    select * from {{ ref('labels') }}
    where attribute = 'series_head'
),

tiers as (
    select
        code,
        label_en
    from {{ ref('labels') }}
    where attribute = 'tier'
),

series as (
    select
        series_key,
        thing_key,
        indicator_code,
        tier,
        qualifiers,
        head_text,
        unit_kind,
        measure,
        is_catalogued,
        is_bare,
        is_of_share,
        min(qualifier_zh) as qualifier_zh,
        min(qualifier_en) as qualifier_en,
        min(name_zh) as name_zh,
        min(name_en) as name_en
    from statements
    group by
        series_key,
        thing_key,
        indicator_code,
        tier,
        qualifiers,
        head_text,
        unit_kind,
        measure,
        is_catalogued,
        is_bare,
        is_of_share
),

named as (
    select
        series.*,
        coalesce(kinds.unit_kind_zh, series.unit_kind) as unit_kind_zh,
        coalesce(kinds.unit_kind_en, series.unit_kind) as unit_kind_en,
        kinds.spared_endings as money_endings,
        case
            when series.is_catalogued and series.unit_kind = catalogue.unit_kind then catalogue.nature
            else coalesce(kinds.nature, 'capacity')
        end as nature,
        series.is_catalogued and series.unit_kind <> catalogue.unit_kind and series.measure in ('level', 'flow')
            as is_unusual_kind,
        case
            when series.is_catalogued then coalesce(series.name_zh, catalogue.label_zh)
            else series.head_text
        end || case when series.is_of_share then shares.suffix_zh else '' end as base_zh,
        case
            when series.is_catalogued then coalesce(series.name_en, catalogue.label_en)
            when words.is_whole then words.label_en
            when catalogue.label_en is not null then catalogue.label_en || ': ' || series.head_text
            when words.label_en is not null then words.label_en
            else
                upper(left(coalesce(kinds.unit_kind_en, 'quantity'), 1))
                || substr(coalesce(kinds.unit_kind_en, 'quantity'), 2)
                || ': '
                || series.head_text
        end || case when series.is_of_share then shares.suffix_en else '' end as base_en,
        case when series.is_catalogued then series.tier end as tier_to_say,
        case when series.is_bare then bare_heads.label_zh else '' end as bare_zh,
        case when series.is_bare then bare_heads.label_en else '' end as bare_en
    from series
    left join catalogue on series.indicator_code = catalogue.indicator_code
    left join kinds on series.unit_kind = kinds.unit_kind
    left join words on series.head_text = words.head_text
    left join bare_heads on bare_heads.code = 'bare'
    left join suffixes as shares on shares.measure = 'share'
),

suffixed as (
    select
        named.*,
        coalesce(tiers.label_en, '') as tier_en,
        case
            when named.is_unusual_kind then '（' || named.unit_kind_zh || '）'
            when
                not named.is_catalogued
                and named.bare_zh = ''
                and named.measure in ('level', 'flow')
                and {{ is_without_ending('named.base_zh', 'named.money_endings') }}
                then '（' || named.unit_kind_zh || '）'
            when {{ is_without_ending('named.base_zh', 'suffixes.spared_endings') }} then suffixes.suffix_zh
            when suffixes.spared_endings is null then suffixes.suffix_zh
        end as suffix_zh,
        case
            when named.is_unusual_kind then ', ' || named.unit_kind_en
            when
                not named.is_catalogued
                and named.bare_zh = ''
                and named.measure in ('level', 'flow')
                and {{ is_without_ending('named.base_zh', 'named.money_endings') }}
                then ', ' || named.unit_kind_en
            when {{ is_without_ending('named.base_zh', 'suffixes.spared_endings') }} then suffixes.suffix_en
            when suffixes.spared_endings is null then suffixes.suffix_en
        end as suffix_en
    from named
    left join suffixes
        on
            named.measure = suffixes.measure
            and (suffixes.nature = 'any' or named.nature = suffixes.nature)
    left join tiers
        on named.tier_to_say = tiers.code
),

final as (
    select
        series_key,
        thing_key,
        indicator_code,
        tier,
        qualifiers,
        head_text,
        unit_kind,
        unit_kind_zh,
        unit_kind_en,
        measure,
        is_catalogued,
        is_bare,
        coalesce(tier_to_say, '') || qualifier_zh || base_zh || coalesce(suffix_zh, '') || bare_zh as label_zh,
        base_en
        || case
            when tier_en <> '' or qualifier_en <> ''
                then ' (' || concat_ws(', ', nullif(lower(tier_en), ''), nullif(qualifier_en, '')) || ')'
            else ''
        end
        || coalesce(suffix_en, '')
        || bare_en as label_en
    from suffixed
)

select * from final
