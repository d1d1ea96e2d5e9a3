-- One row per distinct combination of noun phrase, verb, surroundings and unit, with the indicator it names:
-- the longest synonym in the narrowest text that holds any, the last one where two are as long (Chinese heads come last).
with

texts as (
    select
        *,
        -- 电子信息增长21%, 工业增幅: the rate or rank of an industry that is only named is that of its size;
        -- 主要产品中，汽车增长17% is that of what was made. 新材料产业突破40亿元 is one too, or 新材料37亿元 behind an output.
        case
            when
                not is_of_goods
                and (
                    unit in ('%', '百分点', '位')
                    or (unit_group = 'money' and (is_of_output or verb = ''))
                )
                then 'named'
            when unit = '倍' or unit_group like 'money%' then 'amount'
        end as size_said
    from {{ ref('int_phrase_texts') }}
),

typed_synonyms as (
    select * from {{ ref('int_indicator_synonyms') }}
),

indicators as (
    select * from {{ ref('indicators') }}
),

generic_nouns as (
    select term from {{ ref('stg_cues') }}
    where cue = 'generic_noun'
),

industries as (
    select
        *,
        'named' as size_said
    from {{ ref('int_industry_phrases') }}
    union all
    select
        *,
        'amount' as size_said
    from {{ ref('int_industry_phrases') }}
    where is_amount
),

words_in_texts as (
    {{ words_within('texts', 'text', ref('indicator_synonyms'), 'term') }}
),

matches as (
    select
        texts.phrase,
        texts.verb,
        texts.phrase_wide,
        texts.phrase_head,
        texts.context_text,
        texts.unit,
        case
            when typed_synonyms.priority >= 5 then texts.scope
            -- A priority below 0 is a last resort: it gives way to whatever the surroundings name.
            when typed_synonyms.priority < 0 then 60
            -- What only the clause before says decides nothing that the phrase itself says.
            when
                typed_synonyms.context is not null
                and not contains(texts.own_words, typed_synonyms.context)
                -- 高新技术产业占工业总产值的31%: what it is a share of tells of what.
                and not contains(split_part(texts.context_text, '|', 2), typed_synonyms.context)
                then 20 + texts.scope
            -- 项目, 企业: so general a word gives way to what the whole it belongs to is called.
            when generic_nouns.term is not null and texts.scope = 10 then 25
            else texts.scope
        end as scope,
        typed_synonyms.term,
        typed_synonyms.indicator_code,
        indicators.category,
        length(typed_synonyms.term)
        + length(texts.text) - instr(reverse(texts.text), reverse(typed_synonyms.term))
        + 2 * typed_synonyms.priority
        + case when typed_synonyms.context is null then 0 else 2 end
        + case when typed_synonyms.units is null then 0 else 1 end as weight,
        length(texts.text) - instr(reverse(texts.text), reverse(typed_synonyms.term)) as term_end
    from texts
    inner join words_in_texts on texts.text = words_in_texts.text
    inner join typed_synonyms on words_in_texts.term = typed_synonyms.term
    left join generic_nouns on typed_synonyms.term = generic_nouns.term
    left join indicators on typed_synonyms.indicator_code = indicators.code
    where
        (
            typed_synonyms.context is null
            or contains(texts.own_words || texts.context_text, typed_synonyms.context)
        )
        and (
            typed_synonyms.units is null
            -- 台（套） is asked for as 台(套), and 人（次） as 人次
            or contains(
                ' ' || translate(typed_synonyms.units, '（）()', '') || ' ',
                ' ' || translate(texts.unit, '（）()', '') || ' '
            )
        )
        and (
            typed_synonyms.unit_kind = 'any'
            or typed_synonyms.units is not null
            or texts.unit in ('%', '百分点', '倍', '位')
            or (typed_synonyms.unit_kind = 'power' and texts.unit_group like 'power%')
            or (typed_synonyms.unit_kind = 'money' and texts.unit_group in ('money', 'money_usd'))
            or (
                typed_synonyms.unit_kind in ('count', 'people')
                -- 科普基地年接待18万人次: attendances count people, and no bases.
                and (typed_synonyms.unit_kind = 'people' or texts.unit_group <> 'person_time')
                and texts.unit <> ''
                and texts.unit_group not in ('money', 'money_usd', 'mass', 'duration', 'duration_day')
                and texts.unit_group not like 'area%'
                -- 中东欧17国的合作: places are counted, and none of what is done with them.
                and not texts.is_of_places
            )
        )
),

-- One number for several kinds of platform together is one of innovation platforms, of no kind in particular;
-- one for 孵化器、众创空间 is one of startup carriers. One for several kinds of firm (独角兽、单项冠军企业300家) is of
-- none; 雏鹰、瞪羚企业 have a code together.
kinds_together as (
    select
        phrase,
        verb,
        phrase_wide,
        phrase_head,
        context_text,
        unit,
        category,
        case
            when category = 'enterprise' then 'other'
            when
                count(case when indicator_code not in ('incubator', 'maker_space', 'startup_carrier') then 1 end) = 0
                then 'startup_carrier'
            else 'innovation_platform'
        end as indicator_code
    from matches
    where
        scope = 10
        and (
            category = 'platform'
            or (category = 'enterprise' and unit in ('家', '户'))
        )
        and (
            phrase like '%、%'
            or phrase like '%和%'
            or phrase like '%与%'
            -- 认定重点实验室、众创空间等平台1家: all of them go by the word behind 等.
            or phrase_wide like '%、%等' || phrase
        )
        and phrase not like '%“%'
    group by phrase, verb, phrase_wide, phrase_head, context_text, unit, category
    having
        count(distinct term_end - length(term)) > 1
        and count(distinct indicator_code) > 1
        and max(term_end) - min(term_end) > 4
        and count(
            case
                when
                    indicator_code
                    not in ('eaglet_enterprise', 'gazelle_unicorn_enterprise', 'eaglet_gazelle_enterprise')
                    then 1
            end
        ) > 0
),

coordinated as (
    select
        phrase,
        verb,
        phrase_wide,
        phrase_head,
        context_text,
        unit,
        coalesce(max(case when category = 'platform' then indicator_code end), 'other') as indicator_code
    from kinds_together
    group by phrase, verb, phrase_wide, phrase_head, context_text, unit
),

ranked as (
    select
        *,
        row_number() over (
            partition by phrase, verb, phrase_wide, phrase_head, context_text, unit
            order by scope asc, weight desc, term_end desc, indicator_code asc, term asc
        ) as preference
    from matches
),

final as (
    select
        combinations.phrase,
        combinations.verb,
        combinations.phrase_wide,
        combinations.phrase_head,
        combinations.context_text,
        combinations.unit,
        case
            when coordinated.phrase is not null then coordinated.indicator_code
            else coalesce(ranked.indicator_code, industries.indicator_code, 'other')
        end as indicator_code,
        coalesce(ranked.term, industries.term) as indicator_term,
        case
            when ranked.scope in (10, 15, 25) then 'phrase'
            when ranked.scope = 20 then 'head'
            when ranked.scope >= 50 then 'whole'
            when ranked.scope is not null then 'context'
            when industries.term is not null then 'phrase'
            else 'none'
        end as indicator_rule
    from texts as combinations
    left join ranked
        on
            combinations.phrase = ranked.phrase
            and combinations.verb = ranked.verb
            and combinations.phrase_wide = ranked.phrase_wide
            and combinations.phrase_head = ranked.phrase_head
            and combinations.context_text = ranked.context_text
            and combinations.unit = ranked.unit
            and ranked.preference = 1
    left join industries
        on
            combinations.phrase = industries.phrase
            and combinations.size_said = industries.size_said
    left join coordinated
        on
            combinations.phrase = coordinated.phrase
            and combinations.verb = coordinated.verb
            and combinations.phrase_wide = coordinated.phrase_wide
            and combinations.phrase_head = coordinated.phrase_head
            and combinations.context_text = coordinated.context_text
            and combinations.unit = coordinated.unit
    where combinations.scope = 10 -- the one text that each has
)

select * from final
