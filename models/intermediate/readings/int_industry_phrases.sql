-- One row per noun phrase that ends in the name of an industry, or in what one makes, with the indicator of its size.
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
        split_part(value, ':', 2) as indicator_code,
        false as is_amount
    from listed
    where value like 'industry:%'
    union
    -- 纺织服装行业: an industry may be called one; 精细化工营收, 冰雪经济总产出: what one makes, earns or adds is its size.
    select
        names.term || behind.term as term,
        split_part(names.value, ':', 2) as indicator_code,
        behind.value = 'industry_amount' as is_amount
    from listed as names
    inner join listed as behind on names.thing = behind.thing
    where
        (names.value like 'industry:%' and behind.value = 'industry_called')
        or (names.value = 'industry:industry_size' and behind.value = 'industry_amount')
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
        industries.is_amount,
        row_number() over (
            partition by named.phrase
            order by length(named.term) desc, named.term asc, industries.is_amount desc, industries.indicator_code asc
        ) as preference
    from named
    inner join industries on named.term = industries.term
    where right(named.phrase, length(named.term)) = named.term
),

final as (
    select
        phrase,
        term,
        indicator_code,
        is_amount
    from ranked
    where preference = 1
)

select * from final
