-- One row per fact, with the thing it counts and the series it is a point of. Two statements of one thing may be of several
-- series: of its level, its growth, its share; in pieces or in money.
with

statements as (
    select
        statement_key,
        document_id,
        sentence_start,
        coalesce(indicator_code, 'other') as indicator_code,
        {{ series_noun() }} as said_phrase,
        coalesce(phrase_rest, '') as said_rest,
        coalesce(phrase_wide, '') as said_wide,
        coalesce(measure, 'unknown') as measure,
        unit
    from {{ ref('int_statements') }}
    where disposition = 'fact'
),

rates as (
    select * from {{ ref('int_statement_rates') }}
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
        coalesce(rates.is_of_share, false) as is_of_share,
        coalesce(not rates.is_of_share, false) as is_of_growth,
        things.*
    from statements
    inner join things
        on {{ series_phrase_key('statements') }} = things.phrase_key
    left join rates
        on statements.statement_key = rates.statement_key
    left join units
        on statements.unit = units.unit
    left join unit_kinds
        on units.unit_group = unit_kinds.unit_group
),

-- 11个项目投资突破百亿元: counted are the projects.
counted_ends as (
    select term from {{ ref('series_fillers') }}
    where place = 'counted'
),

counted_heads as (
    select
        measured.head_text,
        max(length(counted_ends.term)) as end_length
    from measured
    inner join counted_ends
        on
            right(measured.head_text, length(counted_ends.term)) = counted_ends.term
            and length(measured.head_text) > length(counted_ends.term) + 1
    where measured.unit_kind = 'count'
    group by measured.head_text
),

headed as (
    select
        measured.statement_key,
        measured.indicator_code,
        measured.tier,
        measured.qualifiers,
        measured.qualifier_zh,
        measured.qualifier_en,
        measured.name_zh,
        measured.name_en,
        left(
            measured.head_text,
            length(measured.head_text)
            - case when measured.unit_kind = 'count' then coalesce(counted_heads.end_length, 0) else 0 end
        ) as head_text,
        measured.noun_said,
        measured.restriction_text,
        measured.place_key,
        measured.unit_kind,
        measured.measure,
        measured.is_catalogued,
        measured.is_bare,
        measured.is_of_share,
        measured.is_of_growth,
        case when measured.is_of_growth then 'growth' else cast(measured.is_of_share as string) end as rate_of
    from measured
    left join counted_heads on measured.head_text = counted_heads.head_text
),

keyed as (
    select
        *,
        {{ surrogate_key(['indicator_code', 'tier', 'qualifiers', 'head_text', 'place_key', 'rate_of']) }}
            as thing_key
    from headed
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
        noun_said,
        restriction_text,
        unit_kind,
        measure,
        is_catalogued,
        is_bare,
        is_of_share,
        is_of_growth
    from keyed
)

select * from final
