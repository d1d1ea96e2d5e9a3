-- One row per level or flow, with the words around it that may tell how far the thing counted has come.
with

statements as (
    select * from {{ ref('int_statements') }}
    where disposition = 'fact' and measure in ('level', 'flow') and stance <> 'provision'
),

readings as (
    select * from {{ ref('stg_readings') }}
),

sentences as (
    select * from {{ ref('stg_sentences') }}
),

units as (
    select * from {{ ref('units') }}
),

plain as (
    select * from {{ ref('int_plain_phrases') }}
),

levels as (
    select * from {{ ref('completion_levels') }}
),

final as (
    select
        statements.statement_key,
        statements.stance = 'target' as is_planned,
        statements.measure = 'level' as is_level,
        coalesce(units.is_counted, true) as is_count,
        coalesce(statements.verb, '') as verb,
        -- 建成38家: what tells a level may be what was done.
        case when neutral.term is null then coalesce(statements.verb, built.term, '') else '' end as act,
        coalesce(statements.phrase_wide, statements.phrase, '') || ' ' || coalesce(readings.verb_after, '') as around,
        {{ bare_phrase("coalesce(plain.plain_text, statements.indicator_text, '')") }} as wording,
        right(statements.span_text, 1) as classifier,
        case
            when statements.stance = 'target'
                then regexp_replace(
                    substr(sentences.text, 1, statements.span_start - statements.sentence_start), '^.*[，,。；;：:]', ''
                )
            else ''
        end as clause_before
    from statements
    left join readings
        on
            statements.document_id = readings.document_id
            and statements.span_start = readings.span_start
            and statements.span_end = readings.span_end
            and statements.ordinal = readings.ordinal
    left join sentences
        on
            statements.document_id = sentences.document_id
            and statements.sentence_start = sentences.sentence_start
    left join units
        on statements.unit = units.unit
    left join plain
        on statements.indicator_text = plain.indicator_text
    left join levels as neutral
        on
            neutral.place = 'neutral'
            and statements.verb = neutral.term
    left join levels as built
        on
            built.place in ('verb', 'any')
            and readings.cue_level = built.term
)

select * from final
