-- One row per noun phrase that names a thing without the catalogue, with what of it stands on a chart: no half of a list or
-- bracket, no predicate, no word at either end that says nothing of the thing.
with

phrases as (
    select distinct head_said from {{ ref('int_series_phrases') }}
    where not is_catalogued
),

fillers as (
    select * from {{ ref('series_fillers') }}
),

predicates as (
    select term from fillers
    where place = 'predicate'
),

-- （市）、旧管网: what closes a bracket that it does not open is the end of something else; so is what a comma
-- leaves before it; what opens one that does not close is one too.
unbracketed as (
    select
        head_said,
        {{
            kept_if_long(
                "regexp_replace(regexp_replace(head_said, '^(.*，)?([^（(]*[）)]、?)?', ''), '[（(][^）)]*$', '')",
                'head_said',
                2
            )
        }} as head
    from phrases
),

-- 在行业有影响力的龙头企业: what is as long as a sentence ends in the noun.
nouns as (
    select
        head_said,
        case
            when length(head) > 24 then {{ kept_if_long("regexp_replace(head, '^.*的', '')", 'head', 2) }}
            when length(head) > 12 then {{ kept_if_long("regexp_replace(head, '^.*的', '')", 'head', 4) }}
            else head
        end as noun
    from unbracketed
),

predicates_in_nouns as (
    {{ words_within('nouns', 'noun', 'predicates', 'term') }}
),

-- 品牌影响力持续扩大: how the thing does is no part of its name, unless a noun follows (持续扩大的市场; 可持续发展).
cuts as (
    select
        noun,
        min(instr(noun, term)) as place
    from predicates_in_nouns
    where
        instr(noun, term) > 2
        and instr(noun, '可' || term) = 0
        and instr(substr(noun, instr(noun, term)), '的') = 0
    group by noun
),

cut as (
    select
        nouns.head_said,
        case when cuts.place is null then nouns.noun else left(nouns.noun, cuts.place - 1) end as noun
    from nouns
    left join cuts on nouns.noun = cuts.noun
),

-- 煤制油和甲乙准东: what stands behind the last 和 and has no listed word in it is the name of something else.
joined as (
    select
        head_said,
        noun,
        {{ kept_if_long("regexp_replace(noun, '^.*[和与及]', '')", "''", 3) }} as name
    from cut
    where noun like '__%和%' or noun like '__%与%' or noun like '__%及%'
),

listed_words as (
    select term from {{ ref('series_words') }}
    where length(term) > 1
),

words_told as (
    {{ words_within('joined', 'name', 'listed_words', 'term') }}
),

names_told as (
    select distinct name from words_told
),

single as (
    select
        cut.head_said,
        case
            when joined.head_said is null or joined.name = '' or told.name is not null then cut.noun
            else left(cut.noun, length(cut.noun) - length(joined.name) - 1)
        end as noun
    from cut
    left join joined on cut.head_said = joined.head_said
    left join names_told as told on joined.name = told.name
),

-- The longest word at either end that says nothing of the thing.
trims as (
    select
        single.head_said,
        max(case
            when fillers.place = 'front' and left(single.noun, length(fillers.term)) = fillers.term
                then length(fillers.term)
        end) as front_length,
        max(case
            when fillers.place = 'end' and right(single.noun, length(fillers.term)) = fillers.term
                then length(fillers.term)
        end) as end_length
    from single
    inner join fillers
        on
            fillers.place in ('front', 'end')
            and length(single.noun) > length(fillers.term) + 1
    group by single.head_said
),

final as (
    select
        single.head_said,
        substr(
            single.noun,
            coalesce(trims.front_length, 0) + 1,
            greatest(length(single.noun) - coalesce(trims.front_length, 0) - coalesce(trims.end_length, 0), 0)
        ) as head_text
    from single
    left join trims on single.head_said = trims.head_said
)

select * from final
