-- One row per distinct combination of indicator and noun phrase of a fact: what is looked at to tell the series apart.
with

statements as (
    select
        coalesce(indicator_code, 'other') as indicator_code,
        coalesce(phrase, '') as said_phrase,
        coalesce(phrase_rest, '') as said_rest,
        coalesce(phrase_wide, '') as said_wide
    from {{ ref('int_statements') }}
    where disposition = 'fact'
),

series_labels as (
    select * from {{ ref('series_labels') }}
),

generic_nouns as (
    select term from {{ ref('stg_cues') }}
    where cue = 'generic_noun'
),

combinations as (
    select distinct
        {{ series_phrase_key('statements') }} as phrase_key,
        statements.indicator_code,
        {{ bare_phrase('statements.said_phrase') }} as phrase,
        {{ bare_phrase('statements.said_rest') }} as phrase_rest,
        {{ bare_phrase('statements.said_wide') }} as phrase_wide
    from statements
),

final as (
    select
        combinations.phrase_key,
        combinations.indicator_code,
        combinations.phrase,
        combinations.phrase_rest,
        coalesce(series_labels.has_tiers, false) as has_tiers,
        -- Of an industry, a fund or an event the words say which; where they say no more than the catalogue, it says it.
        combinations.indicator_code <> 'other'
        and not (
            coalesce(series_labels.is_open, false)
            and combinations.phrase_rest <> ''
            and generic_nouns.term is null
        ) as is_catalogued,
        case
            when
                (generic_nouns.term is not null or length(combinations.phrase) < 2)
                and length(combinations.phrase_wide) between length(combinations.phrase) + 1 and 16
                then combinations.phrase_wide
            else combinations.phrase
        end as head_said
    from combinations
    left join series_labels on combinations.indicator_code = series_labels.indicator_code
    left join generic_nouns on combinations.phrase = generic_nouns.term
)

select * from final
