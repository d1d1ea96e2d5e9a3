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
        reference_text,
        whole_statement_key
    from {{ ref('int_statements_decided') }}
    where disposition = 'fact'
),

indicators as (
    select * from {{ ref('indicators') }}
),

-- 3万人次（外县1900人）: those who came are people.
units as (
    select
        unit,
        case unit_group when 'person_time' then 'person' else unit_group end as counted_kind
    from {{ ref('units') }}
),

sentences as (
    select * from {{ ref('stg_sentences') }}
),

ancestors as (
    select * from {{ ref('int_region_ancestors') }}
),

-- 申请40件、授权20件,其中发明申请15件: of the numbers before a part it is of the one whose indicator its own belongs to.
told as (
    select
        parts.statement_key,
        wholes.statement_key as whole_statement_key,
        row_number() over (
            partition by parts.statement_key
            order by wholes.span_start desc, wholes.statement_key asc
        ) as preference
    from statements as parts
    inner join indicators
        on parts.indicator_code = indicators.code
    inner join statements as nearest
        on parts.whole_statement_key = nearest.statement_key
    inner join statements as wholes
        on
            parts.document_id = wholes.document_id
            and parts.sentence_start = wholes.sentence_start
            and indicators.parent_code = wholes.indicator_code
            and nearest.unit = wholes.unit
            and nearest.measure = wholes.measure
            and nearest.span_start > wholes.span_start
    where nearest.indicator_code not in (parts.indicator_code, indicators.parent_code)
),

pointed as (
    select
        parts.*,
        coalesce(told.whole_statement_key, parts.whole_statement_key) as of_statement_key
    from statements as parts
    left join told
        on
            parts.statement_key = told.statement_key
            and told.preference = 1
    where parts.whole_statement_key is not null
),

-- 12家（邻省30家）, 12家（上年8家）, 12家（目标10家）: another place, time or mood is held against a number, and no part of
-- it; 12家（增长20%）, 12家（占全市两成）speak of the number itself, and so does no change, rank or gap take a part of it.
paired as (
    select
        parts.statement_key as part_statement_key,
        wholes.statement_key as whole_statement_key,
        parts.indicator_code = wholes.indicator_code as is_same_indicator,
        parts.indicator_code = wholes.indicator_code
        and parts.unit = wholes.unit
        and parts.measure in ('level', 'flow') as is_counted_alike,
        parts.value as part_value,
        right(parts.phrase, 2) = right(wholes.phrase, 2) as is_same_head,
        substr(
            sentences.text, wholes.span_end - sentences.sentence_start + 1, parts.span_start - wholes.span_end
        ) as text_between
    from pointed as parts
    inner join statements as wholes
        on parts.of_statement_key = wholes.statement_key
    inner join sentences
        on
            parts.document_id = sentences.document_id
            and parts.sentence_start = sentences.sentence_start
    left join ancestors
        on
            parts.region_code = ancestors.region_code
            and wholes.region_code = ancestors.ancestor_code
    left join indicators
        on parts.indicator_code = indicators.code
    left join units as part_units
        on parts.unit = part_units.unit
    left join units as whole_units
        on wholes.unit = whole_units.unit
    where
        (parts.region_text = wholes.region_text or ancestors.region_code is not null)
        and parts.is_planned = wholes.is_planned
        and coalesce(parts.period_start <= wholes.period_end and parts.period_end >= wholes.period_start, true)
        and wholes.measure in ('level', 'flow')
        and (
            (
                parts.measure in ('level', 'flow')
                and part_units.counted_kind = whole_units.counted_kind
                and (
                    parts.indicator_code = wholes.indicator_code
                    or coalesce(indicators.additivity, 'additive') <> 'non_additive'
                )
            )
            or (
                parts.measure = 'share'
                and (
                    parts.reference_text is null
                    or contains(wholes.phrase, parts.reference_text)
                    or contains(parts.reference_text, wholes.phrase)
                )
            )
        )
),

-- What a new clause counts in another head (孵化器27家,其中国家级3家,在孵企业920家), what stands beside a number in its list
-- (甲类8件、乙类2件) and what sums a list up is no part of it.
marked as (
    select * from paired
    where
        not contains(text_between, '；')
        and not {{ text_matches('text_between', '(合计|共计|总计|共)$') }}
        and not {{ text_matches('text_between', '^、[^，,（(]*$') }}
        and (
            is_same_indicator
            or is_same_head
            or not {{ text_matches("regexp_replace(text_between, '^.*其中', '')", '.[，,]') }}
        )
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
