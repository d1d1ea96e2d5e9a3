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
        coalesce(region_name, '') as region_text
    from {{ ref('int_statements_decided') }}
    where disposition = 'fact'
),

pairs as (
    select * from {{ ref('int_statement_part_pairs') }}
),

sentences as (
    select * from {{ ref('stg_sentences') }}
),

total_words as (
    select * from {{ ref('total_words') }}
),

between_them as (
    select
        pairs.*,
        substr(
            sentences.text,
            pairs.whole_span_end - sentences.sentence_start + 1,
            pairs.part_span_start - pairs.whole_span_end
        ) as text_between
    from pairs
    inner join sentences
        on
            pairs.document_id = sentences.document_id
            and pairs.sentence_start = sentences.sentence_start
),

-- What a new clause counts in another head (孵化器27家,其中国家级3家,在孵企业920家), what stands beside a number in its list
-- (甲类8件、乙类2件) and what sums a list up is no part of it.
marked as (
    select between_them.*
    from between_them
    left join total_words on right(between_them.text_between, 2) = total_words.term
    where
        total_words.term is null
        and not contains(between_them.text_between, '；')
        and between_them.text_between not like '%共'
        and not {{ text_matches('between_them.text_between', '^、[^，,（(]*$') }}
        and (
            between_them.is_same_indicator
            or between_them.is_same_head
            or not {{ text_matches("regexp_replace(between_them.text_between, '^.*其中', '')", '.[，,]') }}
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
