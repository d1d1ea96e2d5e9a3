-- One row per fact, with the thing it counts and the series it is a point of. Two statements of one thing may be of several
-- series: of its level, its growth, its share; in pieces or in money.
with

statements as (
    select
        statement_key,
        document_id,
        sentence_start,
        coalesce(indicator_code, 'other') as indicator_code,
        coalesce(phrase, '') as said_phrase,
        coalesce(phrase_rest, '') as said_rest,
        coalesce(phrase_wide, '') as said_wide,
        coalesce(indicator_text, '') as indicator_text,
        coalesce(measure, 'unknown') as measure,
        unit
    from {{ ref('int_statements') }}
    where disposition = 'fact'
),

indicators as (
    select * from {{ ref('indicators') }}
),

share_nouns as (
    select distinct term from {{ ref('stg_cues') }}
    where cue = 'list' and value in ('noun_tail:unshared', 'noun_tail:share_of')
),

said_nouns as (
    {{ words_within('statements', 'indicator_text', 'share_nouns', 'term') }}
),

-- 增加值占比提高2个百分点: what rose is the share, and not the amount.
shares as (
    select distinct statements.statement_key
    from statements
    inner join said_nouns
        on statements.indicator_text = said_nouns.indicator_text
    left join indicators
        on statements.indicator_code = indicators.code
    where
        right(said_nouns.indicator_text, length(said_nouns.term)) = said_nouns.term
        and (statements.measure like 'growth%' or statements.measure in ('gap', 'rank'))
        and coalesce(indicators.nature, 'either') <> 'ratio'
),

things as (
    select * from {{ ref('int_phrase_things') }}
),

units as (
    select * from {{ ref('units') }}
),

unit_kinds as (
    select * from {{ ref('unit_kinds') }}
),

measured as (
    select
        statements.statement_key,
        statements.measure,
        -- 产量 of one sentence is not that of another.
        case
            when things.is_bare then {{ surrogate_key(['statements.document_id', 'statements.sentence_start']) }}
            else ''
        end as place_key,
        case
            -- 3位院士: what is no rank is counted in 位 as in 名.
            when units.unit_group = 'rank' and statements.measure in ('level', 'flow') then 'count'
            else coalesce(unit_kinds.unit_kind, units.unit_group, 'unlisted: ' || statements.unit, 'unknown')
        end as unit_kind,
        shares.statement_key is not null as is_of_share,
        things.*
    from statements
    inner join things
        on {{ series_phrase_key('statements') }} = things.phrase_key
    left join shares
        on statements.statement_key = shares.statement_key
    left join units
        on statements.unit = units.unit
    left join unit_kinds
        on units.unit_group = unit_kinds.unit_group
),

keyed as (
    select
        *,
        {{ surrogate_key(['indicator_code', 'tier', 'qualifiers', 'head_text', 'place_key', 'is_of_share']) }}
            as thing_key
    from measured
),

final as (
    select
        statement_key,
        {{ surrogate_key(['thing_key', 'unit_kind', 'measure']) }} as series_key,
        thing_key,
        indicator_code,
        tier,
        qualifiers,
        qualifier_zh,
        qualifier_en,
        name_zh,
        name_en,
        head_text,
        restriction_text,
        unit_kind,
        measure,
        is_catalogued,
        is_bare,
        is_of_share
    from keyed
)

select * from final
