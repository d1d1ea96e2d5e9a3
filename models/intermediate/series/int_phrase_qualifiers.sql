-- One row per distinct combination of indicator and noun phrase, with the qualifiers of seeds/qualifiers.csv that the phrase has.
with

series_phrases as (
    select * from {{ ref('int_series_phrases') }}
    where is_catalogued
),

share_words as (
    select term from {{ ref('meanings') }}
    where value = 'of_whole'
),

share_marks as (
    {{ words_within('series_phrases', 'phrase', 'share_words', 'term') }}
),

-- 高耗能制造业增加值占规上工业增加值比重: what the whole is narrowed by does not narrow the part.
phrases as (
    select
        phrases.phrase_key,
        phrases.indicator_code,
        case
            when phrases.phrase like '%比_' then split_part(phrases.phrase, coalesce(share_marks.term, ' '), 1)
            else phrases.phrase
        end as phrase,
        case
            when phrases.phrase like '%比_' then split_part(phrases.phrase_rest, coalesce(share_marks.term, ' '), 1)
            else phrases.phrase_rest
        end as phrase_rest
    from series_phrases as phrases
    left join share_marks on phrases.phrase = share_marks.phrase
),

qualifiers as (
    select
        *,
        indicator_codes is not null as is_of_indicator
    from {{ ref('qualifiers') }}
),

in_phrases as (
    {{ words_within('phrases', 'phrase', 'qualifiers', 'term') }}
),

-- What holds for every indicator is looked for beside the indicator's own words only: 海外 of 海外专家 says nothing more.
in_rests as (
    {{ words_within('phrases', 'phrase_rest', 'qualifiers', 'term') }}
),

matched as (
    select
        phrases.phrase_key,
        qualifiers.*
    from phrases
    inner join in_phrases on phrases.phrase = in_phrases.phrase
    inner join qualifiers
        on
            in_phrases.term = qualifiers.term
            and contains(' ' || qualifiers.indicator_codes || ' ', ' ' || phrases.indicator_code || ' ')
    union all
    select
        phrases.phrase_key,
        qualifiers.*
    from phrases
    inner join in_rests on phrases.phrase_rest = in_rests.phrase_rest
    inner join qualifiers
        on
            in_rests.term = qualifiers.term
            and not qualifiers.is_of_indicator
),

-- 产业民间投资 is not 民间投资 too: a word within a longer one of the phrase is no word of its own.
shadowed as (
    select distinct
        matched.phrase_key,
        matched.term
    from matched
    inner join matched as longer
        on matched.phrase_key = longer.phrase_key
    where length(matched.term) < length(longer.term) and contains(longer.term, matched.term)
),

standing as (
    select matched.*
    from matched
    left join shadowed
        on
            matched.phrase_key = shadowed.phrase_key
            and matched.term = shadowed.term
    where shadowed.phrase_key is null
),

-- 瞪羚企业、独角兽企业: of several that give the thing its name none does, for the number is of all of them.
counted as (
    select
        *,
        case
            when is_name
                then
                    min(case when is_name then qualifier end) over (partition by phrase_key)
                    = max(case when is_name then qualifier end) over (partition by phrase_key)
            else qualifier is not null
        end as is_told
    from standing
),

told as (
    select
        phrase_key,
        qualifier,
        min(label_zh) as label_zh,
        min(label_en) as label_en,
        max(case when is_name then 1 else 0 end) as is_name
    from counted
    where is_told and qualifier is not null
    group by phrase_key, qualifier
),

final as (
    select
        phrase_key,
        {{ joined_text('qualifier', ' ', 'qualifier') }} as qualifiers,
        {{ joined_text("case when is_name = 0 then label_zh end", '', 'qualifier') }} as qualifier_zh,
        {{ joined_text("case when is_name = 0 then label_en end", ', ', 'qualifier') }} as qualifier_en,
        max(case when is_name = 1 then label_zh end) as name_zh,
        max(case when is_name = 1 then label_en end) as name_en
    from told
    group by phrase_key
)

select * from final
