-- One row per text beside an indicator that restricts it: its letters that no word of a seed covers.
with

inner_fillers as (
    select term from {{ ref('series_fillers') }}
    where place in ('anywhere', 'counting')
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

rests as (
    select phrase_rest from {{ ref('int_series_phrases') }}
    where is_catalogued and phrase_rest <> ''
),

fillers_of_rests as (
    {{ words_within('rests', 'phrase_rest', 'inner_fillers', 'term') }}
),

letters as (
    {{ letters_of('rests', 'phrase_rest') }}
),

covered as (
    {{ letters_covered('letters', 'fillers_of_rests', 'phrase_rest', 'term') }}
),

final as (
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
)

select * from final
