-- One row per fact whose change in points, gap or rank is one of a rate: the share of the thing named, or its growth.
with

statements as (
    select
        statement_key,
        document_id,
        sentence_start,
        span_start,
        coalesce(indicator_code, 'other') as indicator_code,
        coalesce(indicator_text, '') as indicator_text,
        coalesce(measure, 'unknown') as measure
    from {{ ref('int_statements') }}
    where disposition = 'fact'
),

indicators as (
    select * from {{ ref('indicators') }}
),

sentences as (
    select * from {{ ref('stg_sentences') }}
),

-- 占比, 增速: what is behind the name of an amount and makes it a rate.
rate_nouns as (
    select distinct
        term,
        value = 'noun_tail:growth' as is_growth
    from {{ ref('stg_cues') }}
    where cue = 'list' and value in ('noun_tail:unshared', 'noun_tail:share_of', 'noun_tail:growth')
),

said_nouns as (
    {{ words_within('statements', 'indicator_text', 'rate_nouns', 'term') }}
),

-- 增加值占比提高2个百分点, 收入增速居第3位: what rose is the share, what has the rank is the growth, and neither the amount.
named as (
    select
        statements.statement_key,
        max(case when rate_nouns.is_growth then 0 else 1 end) = 1 as is_of_share
    from statements
    inner join said_nouns
        on statements.indicator_text = said_nouns.indicator_text
    inner join rate_nouns
        on said_nouns.term = rate_nouns.term
    left join indicators
        on statements.indicator_code = indicators.code
    where
        right(said_nouns.indicator_text, length(said_nouns.term)) = said_nouns.term
        and (
            statements.measure in ('growth_points', 'gap', 'rank')
            or (statements.measure like 'growth%' and not rate_nouns.is_growth)
        )
        and coalesce(indicators.nature, 'either') <> 'ratio'
    group by statements.statement_key
),

-- 增速达46%,是全省平均增速的2倍: what is twice as much is the growth.
compared as (
    select
        statements.statement_key,
        false as is_of_share
    from statements
    inner join sentences
        on
            statements.document_id = sentences.document_id
            and statements.sentence_start = sentences.sentence_start
    inner join rate_nouns
        on
            rate_nouns.is_growth
            and right(substr(sentences.text, 1, statements.span_start - statements.sentence_start), 3)
            = rate_nouns.term || '的'
    left join named on statements.statement_key = named.statement_key
    where
        named.statement_key is null
        and statements.measure = 'share'
),

final as (
    select * from named
    union all
    select * from compared
)

select * from final
