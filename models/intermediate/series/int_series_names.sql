-- One row per series, with the name of its thing: the catalogue's short one or the text's own words.
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
        is_of_growth,
        min(qualifier_zh) as qualifier_zh,
        min(qualifier_en) as qualifier_en,
        min(name_zh) as name_zh,
        min(name_en) as name_en,
        min(noun_said) as noun_said
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
        is_of_share,
        is_of_growth
),

final as (
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
            -- 项目进入名录: what is said of the noun stands before it.
            when series.head_text like series.noun_said || '_%'
                then substr(series.head_text, length(series.noun_said) + 1) || '的' || series.noun_said
            else series.head_text
        end || coalesce(rates.suffix_zh, '') as base_zh,
        case
            when series.is_catalogued then coalesce(series.name_en, catalogue.label_en)
            when words.is_whole then words.label_en
            when catalogue.label_en is not null then catalogue.label_en || ' “' || series.head_text || '”'
            when words.label_en is not null then words.label_en
            else '“' || series.head_text || '”'
        end || coalesce(rates.suffix_en, '') as base_en,
        case when series.is_catalogued then series.tier end as tier_to_say
    from series
    left join catalogue on series.indicator_code = catalogue.indicator_code
    left join kinds on series.unit_kind = kinds.unit_kind
    left join words on series.head_text = words.head_text
    left join suffixes as rates
        on rates.measure = case when series.is_of_share then 'share' when series.is_of_growth then 'growth_rate' end
)

select * from final
