-- One row per part and statement of its whole: what 其中 and brackets point back to, as far as it can be of that.
with

statements as (
    select
        statement_key,
        document_id,
        sentence_start,
        span_start,
        span_end,
        value,
        coalesce(unit, '') as unit,
        coalesce(indicator_code, 'unknown') as indicator_code,
        measure,
        stance = 'target' as is_planned,
        coalesce(phrase, '') as phrase,
        coalesce(region_code, '') as region_code,
        coalesce(region_name, '') as region_text,
        period_start,
        period_end,
        whole_statement_key
    from {{ ref('int_statements_decided') }}
    where disposition = 'fact'
),

sentences as (
    select * from {{ ref('stg_sentences') }}
),

ancestors as (
    select * from {{ ref('int_region_ancestors') }}
),

-- 12家（邻省30家）, 12家（上年8家）, 12家（目标10家）: another place, time or mood is held against a number, and no part of
-- it; 12家（增长20%）speaks of the number itself.
marked as (
    select
        parts.statement_key as part_statement_key,
        wholes.statement_key as whole_statement_key,
        parts.indicator_code = wholes.indicator_code
        and parts.unit = wholes.unit
        and parts.measure in ('level', 'flow') as is_counted_alike,
        parts.value as part_value
    from statements as parts
    inner join statements as wholes
        on parts.whole_statement_key = wholes.statement_key
    left join ancestors
        on
            parts.region_code = ancestors.region_code
            and wholes.region_code = ancestors.ancestor_code
    where
        (parts.region_text = wholes.region_text or ancestors.region_code is not null)
        and parts.is_planned = wholes.is_planned
        and coalesce(parts.period_start <= wholes.period_end and parts.period_end >= wholes.period_start, true)
        and (parts.measure in ('level', 'flow', 'share') or parts.phrase <> wholes.phrase)
),

-- Parts that are more than the number before them are those of the list that it ends: 甲类3个、乙类2个,其中新建4个.
exceeded as (
    select
        wholes.statement_key,
        sum(marked.part_value) as parts_value
    from marked
    inner join statements as wholes
        on marked.whole_statement_key = wholes.statement_key
    where marked.is_counted_alike
    group by wholes.statement_key, wholes.value
    having sum(marked.part_value) > wholes.value
),

listed as (
    select
        wholes.statement_key as last_statement_key,
        others.statement_key,
        exceeded.parts_value,
        wholes.value + sum(others.value) over (partition by wholes.statement_key) as listed_value
    from exceeded
    inner join statements as wholes
        on exceeded.statement_key = wholes.statement_key
    inner join statements as others
        on
            wholes.document_id = others.document_id
            and wholes.sentence_start = others.sentence_start
            and wholes.span_start >= others.span_end
            and wholes.indicator_code = others.indicator_code
            and wholes.unit = others.unit
            and wholes.measure = others.measure
            and wholes.is_planned = others.is_planned
            and wholes.region_text = others.region_text
    inner join sentences
        on
            wholes.document_id = sentences.document_id
            and wholes.sentence_start = sentences.sentence_start
    where
        regexp_replace(
            substr(
                sentences.text, others.span_end - sentences.sentence_start + 1, wholes.span_start - others.span_end
            ),
            '[，,。；;：:（）()]', ''
        ) = substr(
            sentences.text, others.span_end - sentences.sentence_start + 1, wholes.span_start - others.span_end
        )
),

wholes as (
    select
        part_statement_key,
        whole_statement_key
    from marked
    union all
    select
        marked.part_statement_key,
        listed.statement_key as whole_statement_key
    from marked
    inner join listed
        on marked.whole_statement_key = listed.last_statement_key
    where listed.parts_value <= listed.listed_value
),

final as (
    select
        part_statement_key,
        whole_statement_key,
        cast(count(*) over (partition by part_statement_key) as integer) as whole_count
    from wholes
)

select * from final
