-- What the words of a number's noun phrase tell by themselves: lists of seeds/words held against the phrase.
with

readings as (
    select * from {{ ref('int_readings') }}
),

yearly_words as (
    select term from {{ ref('stg_cues') }}
    where cue = 'list' and value = 'yearly_quantity'
),

phrases_with_yearly_words as (
    {{ words_within('readings', 'phrase', 'yearly_words', 'term') }}
),

yearly_phrases as (
    select distinct phrase
    from phrases_with_yearly_words
    where phrase like '%' || term
),

division_words as (
    select term from {{ ref('stg_cues') }}
    where cue = 'list' and value = 'division'
),

phrases_with_divisions as (
    {{ words_within('readings', 'phrase', 'division_words', 'term') }}
),

-- 16个乡镇, 137个行政村全覆盖: there are as many as there are.
divisions as (
    select distinct readings.statement_key
    from readings
    inner join phrases_with_divisions as named
        on readings.phrase = named.phrase
    where
        readings.unit = '个'
        and (
            (readings.phrase_position = 'after' and readings.phrase = named.term)
            or (readings.phrase_position = 'after' and readings.phrase like named.term || '%全覆盖')
            or readings.phrase like '%的' || named.term
        )
),

noun_tails as (
    select
        term,
        split_part(value, ':', 2) as kind
    from {{ ref('stg_cues') }}
    where cue = 'list' and value like 'noun_tail:%'
),

state_words as (
    select term from {{ ref('stg_cues') }}
    where cue = 'list' and value = 'state_predicate'
),

phrases_with_states as (
    {{ words_within('readings', 'phrase_wide', 'state_words', 'term') }}
),

-- 12个盟市空气质量全部达标: counted to say in what state they are.
states as (
    select distinct readings.statement_key
    from readings
    inner join phrases_with_states as named
        on readings.phrase_wide = named.phrase_wide
    where
        readings.phrase_position = 'after'
        and not contains(readings.phrase, named.term)
),

final as (
    select
        readings.statement_key,
        divisions.statement_key is not null as is_division,
        yearly_phrases.phrase is not null as is_yearly_phrase,
        states.statement_key is not null as is_state,
        noun_tails.kind as noun_tail_kind
    from readings
    left join divisions on readings.statement_key = divisions.statement_key
    left join yearly_phrases on readings.phrase = yearly_phrases.phrase
    left join noun_tails on readings.noun_tail = noun_tails.term
    left join states on readings.statement_key = states.statement_key
)

select * from final
