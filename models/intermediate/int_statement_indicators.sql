-- The indicator of each stated number: the one that the rules name, unless another fits its words better by more than the
-- weight that the rules' word has.
with

readings as (
    select
        *,
        coalesce(phrase, '') as phrase_text,
        coalesce(verb, '') as verb_text,
        coalesce(phrase_wide, '') as wide_text,
        coalesce(phrase_head, '') as head_text,
        coalesce(context, '') || coalesce(reference_text, '') as context_text,
        coalesce(counted_unit, unit, '') as unit_text
    from {{ ref('int_readings') }}
    where is_fact
),

reading_words as (
    select * from {{ ref('int_reading_words') }}
),

phrase_indicators as (
    select * from {{ ref('int_phrase_indicators') }}
),

scores as (
    select * from {{ ref('int_indicator_scores') }}
),

rule_weight as (
    select
        slot,
        weight
    from {{ ref('weights') }}
    where scope = 'rule'
),

ranked as (
    select
        *,
        row_number() over (partition by words_key order by score desc, indicator_code asc) as preference
    from scores
),

named as (
    select
        readings.statement_key,
        reading_words.words_key,
        phrase_indicators.indicator_code,
        phrase_indicators.indicator_term,
        phrase_indicators.indicator_rule,
        phrase_indicators.is_certain
    from readings
    inner join reading_words on readings.statement_key = reading_words.statement_key
    inner join phrase_indicators
        on
            readings.phrase_text = phrase_indicators.phrase
            and readings.verb_text = phrase_indicators.verb
            and readings.wide_text = phrase_indicators.phrase_wide
            and readings.head_text = phrase_indicators.phrase_head
            and readings.context_text = phrase_indicators.context_text
            and readings.unit_text = phrase_indicators.unit
),

weighed as (
    select
        named.*,
        'indicator' as slot,
        best.indicator_code as best_code,
        -- What no word speaks for scores below everything that some word speaks for.
        best.score - coalesce(of_rules.score, -1) as lead
    from named
    left join ranked as best
        on
            named.words_key = best.words_key
            and best.preference = 1
    left join ranked as of_rules
        on
            named.words_key = of_rules.words_key
            and named.indicator_code = of_rules.indicator_code
),

judged as (
    select
        weighed.*,
        coalesce(weighed.lead > rule_weight.weight and not weighed.is_certain, false) as is_outweighed
    from weighed
    left join rule_weight on weighed.slot = rule_weight.slot
),

final as (
    select
        statement_key,
        case when is_outweighed then best_code else indicator_code end as indicator_code,
        indicator_code as named_code,
        is_certain,
        case when not is_outweighed then indicator_term end as indicator_term,
        case when is_outweighed then 'weights' else indicator_rule end as indicator_rule
    from judged
)

select * from final
