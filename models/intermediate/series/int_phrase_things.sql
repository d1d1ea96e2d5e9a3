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

fillers as (
    select * from {{ ref('series_fillers') }}
),

inner_fillers as (
    select term from fillers
    where place = 'anywhere'
    union
    select term from {{ ref('stg_cues') }}
    where cue in ('verb', 'nominal')
    union
    select term from {{ ref('tiers') }}
    where tier is not null
    union
    select term from {{ ref('qualifiers') }}
    where qualifier is not null
),

bare_nouns as (
    select term from fillers
    where place = 'alone'
    union
    select term from {{ ref('stg_cues') }}
    where cue = 'generic_noun'
),

rests as (
    select phrase_rest from phrases
    where is_catalogued and phrase_rest <> ''
),

fillers_of_rests as (
    {{ words_within('rests', 'phrase_rest', 'inner_fillers', 'term') }}
),

letters as (
    {{ letters_of('rests', 'phrase_rest') }}
),

covered as (
    select distinct
        letters.phrase_rest,
        letters.place
    from letters
    inner join fillers_of_rests
        on letters.phrase_rest = fillers_of_rests.phrase_rest
    inner join letters as firsts
        on
            letters.phrase_rest = firsts.phrase_rest
            and substr(firsts.phrase_rest, firsts.place, length(fillers_of_rests.term)) = fillers_of_rests.term
            and letters.place between firsts.place and firsts.place + length(fillers_of_rests.term) - 1
),

restrictions as (
    select
        letters.phrase_rest,
        {{ joined_text('letters.letter', '', 'letters.place') }} as restriction_text
    from letters
    left join covered
        on
            letters.phrase_rest = covered.phrase_rest
            and letters.place = covered.place
    where covered.place is null
    group by letters.phrase_rest
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
