-- One row per distinct combination of indicator and noun phrase of a fact: what is looked at to tell the series apart.
with

statements as (
    select
        coalesce(indicator_code, 'other') as indicator_code,
        {{ series_noun() }} as said_phrase,
        coalesce(phrase_rest, '') as said_rest,
        coalesce(phrase_wide, '') as said_wide
    from {{ ref('int_statements') }}
    where disposition = 'fact'
),

series_labels as (
    select * from {{ ref('series_labels') }}
),

-- 企业, 指标, 产值: alone they name nothing.
generic_nouns as (
    select term from {{ ref('stg_cues') }}
    where cue = 'generic_noun'
    union
    select term from {{ ref('series_fillers') }}
    where place = 'alone'
),

-- 16个领域细化任务, 5家企业挂牌: what follows the number says which of them are counted.
counted_nouns as (
    select term from {{ ref('series_fillers') }}
    where place = 'itself'
),

-- 省份保供煤炭超: what belongs to the number behind is no word of the phrase.
bounds as (
    select term from {{ ref('meanings') }}
    where value = 'bound_behind'
),

combinations as (
    select distinct
        {{ series_phrase_key('statements') }} as phrase_key,
        statements.indicator_code,
        {{ bare_phrase('statements.said_phrase') }} as phrase,
        {{ bare_phrase('statements.said_rest') }} as phrase_rest,
        left(
            {{ bare_phrase('statements.said_wide') }},
            length({{ bare_phrase('statements.said_wide') }}) - coalesce(length(words.term), length(letters.term), 0)
        ) as phrase_wide
    from statements
    left join bounds as words on right(statements.said_wide, 2) = words.term
    left join bounds as letters on right(statements.said_wide, 1) = letters.term
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
            and combinations.phrase <> ''
            and generic_nouns.term is null
        ) as is_catalogued,
        case
            when
                (generic_nouns.term is not null or length(combinations.phrase) < 2)
                and length(combinations.phrase_wide) between length(combinations.phrase) + 1 and 24
                and not (
                    counted_nouns.term is not null
                    and length(combinations.phrase_wide) < length(combinations.phrase) + 3
                    and left(combinations.phrase_wide, length(combinations.phrase)) = combinations.phrase
                )
                then combinations.phrase_wide
            else combinations.phrase
        end as head_said,
        case
            when
                length(combinations.phrase_wide) between length(combinations.phrase) + 3 and 24
                and left(combinations.phrase_wide, length(combinations.phrase)) = combinations.phrase
                then counted_nouns.term
        end as noun_said
    from combinations
    left join series_labels on combinations.indicator_code = series_labels.indicator_code
    left join generic_nouns on combinations.phrase = generic_nouns.term
    left join counted_nouns on combinations.phrase = counted_nouns.term
)

select * from final
