-- One row per distinct noun phrase that names a tier: 国家级, 省级, 市级 or 县级. The longest word decides, so that 省属 is none.
with

statements as (
    select
        {{ bare_phrase('phrase') }} as phrase
    from {{ ref('int_statements') }}
    where disposition = 'fact' and phrase is not null
),

-- 安徽省重点实验室: whose it is, a province's name says as well.
words as (
    select
        term,
        tier,
        place
    from {{ ref('tiers') }}
    union all
    select
        regions.name_zh as term,
        tiers.tier,
        'front' as place
    from {{ ref('regions') }} as regions
    inner join {{ ref('tiers') }} as tiers
        on
            tiers.place = 'front'
            and (regions.name_zh like '%_' || tiers.term)
            and length(regions.name_zh) > length(tiers.term)
    where regions.level = 'province' and tiers.tier is not null
),

named as (
    {{ words_within('statements', 'phrase', 'words', 'term') }}
),

ranked as (
    select
        named.phrase,
        words.term,
        words.tier,
        row_number() over (
            partition by named.phrase
            order by length(words.term) desc, words.place asc, words.tier asc, words.term asc
        ) as preference
    from named
    inner join words on named.term = words.term
    where
        words.place = 'anywhere'
        or (left(named.phrase, length(words.term)) = words.term and length(named.phrase) > length(words.term))
),

final as (
    select
        phrase,
        term,
        tier
    from ranked
    where preference = 1 and tier is not null
)

select * from final
