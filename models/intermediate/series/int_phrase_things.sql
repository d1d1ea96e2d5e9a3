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

fillers as (
    select * from {{ ref('series_fillers') }}
),

bare_nouns as (
    select term from fillers
    where place = 'alone'
    union
    select term from {{ ref('stg_cues') }}
    where cue = 'generic_noun'
),

heads as (
    select distinct head_said from phrases
    where not is_catalogued
),

-- The longest word at either end of a head that says nothing of the thing.
trims as (
    select
        heads.head_said,
        max(case
            when fillers.place = 'front' and left(heads.head_said, length(fillers.term)) = fillers.term
                then length(fillers.term)
        end) as front_length,
        max(case
            when fillers.place = 'end' and right(heads.head_said, length(fillers.term)) = fillers.term
                then length(fillers.term)
        end) as end_length
    from heads
    inner join fillers
        on
            fillers.place in ('front', 'end')
            and length(heads.head_said) > length(fillers.term) + 1
    group by heads.head_said
),

headed as (
    select
        phrases.phrase_key,
        phrases.indicator_code,
        phrases.is_catalogued,
        case when phrases.has_tiers or not phrases.is_catalogued then tiers.tier end as tier,
        coalesce(qualifiers.qualifiers, '') as qualifiers,
        coalesce(qualifiers.qualifier_zh, '') as qualifier_zh,
        coalesce(qualifiers.qualifier_en, '') as qualifier_en,
        qualifiers.name_zh,
        qualifiers.name_en,
        case
            when phrases.is_catalogued then ''
            else substr(
                phrases.head_said,
                coalesce(trims.front_length, 0) + 1,
                greatest(length(phrases.head_said) - coalesce(trims.front_length, 0) - coalesce(trims.end_length, 0), 0)
            )
        end as head_text,
        coalesce(case when phrases.is_catalogued then restrictions.restriction_text end, '') as restriction_text
    from phrases
    left join tiers on phrases.phrase = tiers.phrase
    left join qualifiers on phrases.phrase_key = qualifiers.phrase_key
    left join restrictions on phrases.phrase_rest = restrictions.phrase_rest
    left join trims on phrases.head_said = trims.head_said
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
