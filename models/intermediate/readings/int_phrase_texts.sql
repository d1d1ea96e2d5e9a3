-- One row per distinct combination of noun phrase, verb, surroundings and unit, and text in which its indicator may be named.
with

readings as (
    select * from {{ ref('int_readings') }}
),

generic_nouns as (
    select term from {{ ref('stg_cues') }}
    where cue = 'generic_noun'
),

combinations as (
    select distinct
        coalesce(phrase, '') as phrase,
        coalesce(verb, '') as verb,
        coalesce(phrase_wide, '') as phrase_wide,
        coalesce(phrase_head, '') as phrase_head,
        coalesce(context, '') || '|' || coalesce(reference_text, '') as context_text,
        -- 智能网联类企业占科技型企业的2/5: a part goes by the name of its whole where both end in the same noun.
        case
            when right(phrase, 2) = right(reference_text, 2) and right(phrase, 2) not in ('产值', '投资', '收入')
                then reference_text
            else ''
        end as whole_text,
        coalesce(counted_unit, unit, '') as unit
    from readings
    where is_fact
),

-- 27家企业获批…: a noun as general as 企业 says little, so the words around it are read with it.
widened as (
    select
        combinations.*,
        case
            when
                generic_nouns.term is not null or combinations.phrase = ''
                then combinations.verb || combinations.phrase || combinations.phrase_wide
            -- 申请专利60件，其中发明12件: a word for a patent that is one only alone.
            when combinations.phrase = '发明' then combinations.verb || '发明专利'
            -- 重点研发计划（产业前瞻与关键技术）项目: what is in brackets only describes.
            else combinations.verb || regexp_replace(combinations.phrase, '[（(][^（）()]{5,}[）)]', '')
        end as own_text,
        combinations.verb || combinations.phrase || combinations.phrase_wide || combinations.phrase_head as own_words
    from combinations
    left join generic_nouns on combinations.phrase = generic_nouns.term
),

texts as (
    select
        *,
        10 as scope,
        own_text as text
    from widened
    union all
    select
        *,
        20 as scope,
        phrase_head as text
    from widened
    where phrase_head <> ''
    union all
    -- 科技创新中心（工程技术研究中心）: what the brackets call it, where nothing before them is known.
    select
        *,
        15 as scope,
        regexp_replace(regexp_replace(phrase, '[）)]$', ''), '^.*[（(]', '') as text
    from widened
    where {{ text_matches('phrase', '[（(][^（）()]{5,}[）)]$') }}
    union all
    select
        *,
        50 as scope,
        whole_text as text
    from widened
    where whole_text <> ''
)

select * from texts
