with

statements as (
    select * from {{ ref('int_identity_statements') }}
    where measure in ('level', 'flow')
),

neighbours as (
    select
        *,
        lag(statement_key) over (
            partition by document_id, sentence_start order by span_start asc, ordinal asc, statement_key asc
        ) as before_key,
        lag(span_end) over (
            partition by document_id, sentence_start order by span_start asc, ordinal asc, statement_key asc
        ) as before_end
    from statements
),

joined as (
    select
        neighbours.statement_key,
        neighbours.document_id,
        neighbours.sentence_start,
        neighbours.span_start,
        neighbours.ordinal,
        neighbours.before_key,
        substr(
            neighbours.sentence_text,
            neighbours.before_end - neighbours.sentence_start + 1,
            greatest(neighbours.span_start - neighbours.before_end, 0)
        ) as text_between,
        coalesce(
            neighbours.indicator_code = before.indicator_code
            and neighbours.measure = before.measure
            and neighbours.stance_group = before.stance_group
            and neighbours.unit = before.unit
            and neighbours.region_text = before.region_text
            and neighbours.period_end = before.period_end, false
        ) as is_same_kind
    from neighbours
    left join statements as before
        on neighbours.before_key = before.statement_key
),

-- 35个…、18个… is one list; a comma begins another clause.
chained as (
    select
        *,
        sum(
            case
                when is_same_kind and text_between = regexp_replace(text_between, '[,，;；。:：]', '') then 0
                else 1
            end
        ) over (
            partition by document_id, sentence_start order by span_start asc, ordinal asc, statement_key asc
        ) as list_number
    from joined
),

final as (
    select
        statement_key,
        document_id,
        sentence_start,
        span_start,
        ordinal,
        before_key,
        text_between,
        is_same_kind,
        cast(list_number as integer) as list_number
    from chained
)

select * from final
