-- The words by which a stated number's indicator is told, with a key for all of them together.
{{ config(materialized='view') }}

{%- set texts = ['phrase_text', 'wide_text', 'head_text', 'before_text', 'reference_text', 'unit_text'] %}

with

readings as (
    select * from {{ ref('int_readings') }}
),

texts as (
    select
        statement_key,
        -- 走访企业: what is done with a thing may be the indicator.
        coalesce(verb, '') || coalesce(phrase, '') as phrase_text,
        coalesce(phrase_wide, '') as wide_text,
        coalesce(phrase_head, '') as head_text,
        -- What was said last before the clause; the rest of a long sentence is about other things.
        right(coalesce(context, ''), 24) as before_text,
        coalesce(reference_text, '') as reference_text,
        coalesce(counted_unit, unit, '') as unit_text
    from readings
    where is_fact
),

final as (
    select
        *,
        {{ surrogate_key(texts) }} as words_key
    from texts
)

select * from final
