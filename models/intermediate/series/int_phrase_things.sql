-- One row per distinct combination of indicator and noun phrase, with the thing it names: tier, qualifiers, the head of a thing
-- without an indicator, and what restricts it in words that no seed lists.
with

phrases as (
    select * from {{ ref('int_series_phrases') }}
),

tiers as (
    select * from {{ ref('int_phrase_tiers') }}
),

qualifiers as (
    select * from {{ ref('int_phrase_qualifiers') }}
),

restrictions as (
    select * from {{ ref('int_phrase_restrictions') }}
),

heads as (
    select * from {{ ref('int_series_heads') }}
),

bare_nouns as (
    select term from {{ ref('series_fillers') }}
    where place = 'alone'
    union
    select term from {{ ref('stg_cues') }}
    where cue = 'generic_noun'
),

headed as (
    select
        phrases.phrase_key,
        phrases.indicator_code,
        phrases.is_catalogued,
        case when phrases.has_tiers or not phrases.is_catalogued then tiers.tier end as tier,
        coalesce(qualifiers.qualifiers, '') as qualifiers,
        -- 以上 is of the tier: where that tells nothing apart, neither does it.
        case
            when phrases.has_tiers then coalesce(qualifiers.qualifier_zh, '')
            else replace(coalesce(qualifiers.qualifier_zh, ''), '以上', '')
        end as qualifier_zh,
        case
            when phrases.has_tiers then coalesce(qualifiers.qualifier_en, '')
            else regexp_replace(coalesce(qualifiers.qualifier_en, ''), 'and above(, )?', '')
        end as qualifier_en,
        qualifiers.name_zh,
        qualifiers.name_en,
        -- What is said of a noun behind its number is all needed to tell which.
        case
            when phrases.is_catalogued then ''
            when phrases.noun_said is not null then phrases.head_said
            else coalesce(heads.head_text, '')
        end as head_text,
        case when not phrases.is_catalogued then phrases.noun_said end as noun_said,
        coalesce(case when phrases.is_catalogued then restrictions.restriction_text end, '') as restriction_text
    from phrases
    left join tiers on phrases.phrase = tiers.phrase
    left join qualifiers on phrases.phrase_key = qualifiers.phrase_key
    left join restrictions on phrases.phrase_rest = restrictions.phrase_rest
    left join heads on phrases.head_said = heads.head_said
),

final as (
    select
        headed.*,
        headed.indicator_code = 'other' and bare_nouns.term is not null as is_bare
    from headed
    left join bare_nouns
        on headed.head_text = bare_nouns.term
)

select * from final
