-- One row per noun phrase that ends in the name of an industry, with the indicator of the industry's size.
with

listed as (
    select
        term,
        value,
        split_part(replace(value, '_', ':'), ':', 1) as thing
    from {{ ref('stg_cues') }}
    where cue = 'list'
),

industries as (
    select
        term,
        split_part(value, ':', 2) as indicator_code
    from listed
    where value like 'industry:%'
    union
    -- 纺织服装行业: an industry may be called one.
    select
        names.term || kinds.term as term,
        split_part(names.value, ':', 2) as indicator_code
    from listed as names
    inner join listed as kinds on names.thing = kinds.thing
    where names.value like 'industry:%' and kinds.value = 'industry_called'
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
