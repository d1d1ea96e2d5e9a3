-- One row per noun phrase that ends in the name of an industry, with the indicator of the industry's size.
with

industries as (
    select
        term,
        split_part(value, ':', 2) as indicator_code
    from {{ ref('stg_cues') }}
    where cue = 'list' and value like 'industry:%'
),

phrases as (
    select distinct phrase
    from {{ ref('int_readings') }}
    where is_fact and phrase is not null
),

named as (
    {{ words_within('phrases', 'phrase', 'industries', 'term') }}
),

ranked as (
    select
        named.phrase,
        named.term,
        industries.indicator_code,
        row_number() over (partition by named.phrase order by length(named.term) desc, named.term asc) as preference
    from named
    inner join industries on named.term = industries.term
    where right(named.phrase, length(named.term)) = named.term
),

final as (
    select
        phrase,
        term,
        indicator_code
    from ranked
    where preference = 1
)

select * from final
