-- One row per distinct combination of noun phrase, verb, surroundings and unit, and text in which its indicator may be named.
with

readings as (
    select * from {{ ref('int_readings') }}
),

units as (
    select * from {{ ref('units') }}
),

meanings as (
    select * from {{ ref('meanings') }}
),

generic_nouns as (
    select term from {{ ref('stg_cues') }}
    where cue = 'generic_noun'
),

combinations as (
    select distinct
        coalesce(readings.phrase, '') as phrase,
        coalesce(readings.verb, '') as verb,
        coalesce(readings.phrase_wide, '') as phrase_wide,
        coalesce(readings.phrase_head, '') as phrase_head,
        coalesce(readings.context, '') || '|' || coalesce(readings.reference_text, '') as context_text,
        -- 智能网联类企业占科技型企业的2/5: a part goes by the name of its whole where both end in the same noun.
        case
            when right(readings.phrase, 2) = right(readings.reference_text, 2) and amounts.term is null
                then readings.reference_text
            else ''
        end as whole_text,
        coalesce(readings.counted_unit, readings.unit, '') as unit
    from readings
    left join meanings as amounts
        on
            amounts.value = 'amount_noun'
            and right(readings.phrase, 2) = amounts.term
    where readings.is_fact
),

goods_words as (
    select term from meanings
    where value = 'goods'
),

goods as (
    {{ words_within('combinations', 'context_text', 'goods_words', 'term') }}
),

output_words as (
    select term from meanings
    where value = 'output_value'
),

told_outputs as (
    {{ words_within('combinations', 'context_text', 'output_words', 'term') }}
),

outputs as (
    select distinct context_text from told_outputs
),

-- 27家企业获批…: a noun as general as 企业 says little, so the words around it are read with it.
widened as (
    select
        combinations.*,
        coalesce(units.unit_group, '') as unit_group,
        places.term is not null as is_of_places,
        goods.term is not null as is_of_goods,
        outputs.context_text is not null as is_of_output,
        case
            when
                generic_nouns.term is not null or combinations.phrase = ''
                -- 转化“蔬菜新品种示范”等成果2项: the name of an example says not what is counted
                then
                    combinations.verb || combinations.phrase
                    || regexp_replace(combinations.phrase_wide, '“[^”]{8,}”', '')
            -- 重点研发计划（产业前瞻与关键技术）项目: what is in brackets only describes.
            else combinations.verb || regexp_replace(combinations.phrase, '[（(][^（）()]{3,}[）)]', '')
        end as own_text,
        combinations.verb || combinations.phrase || combinations.phrase_wide || combinations.phrase_head as own_words
    from combinations
    left join generic_nouns on combinations.phrase = generic_nouns.term
    left join units on combinations.unit = units.unit
    left join meanings as places
        on
            places.value = 'place_unit'
            and combinations.unit = places.term
    left join goods on combinations.context_text = goods.context_text
    left join outputs on combinations.context_text = outputs.context_text
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
