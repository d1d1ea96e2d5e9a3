-- One row per statement and the whole that 其中 or brackets point back to, where it can be a part of that.
with

units as (
    select * from {{ ref('units') }}
),

indicators as (
    select * from {{ ref('indicators') }}
),

ancestors as (
    select * from {{ ref('int_region_ancestors') }}
),

statements as (
    select
        decided.statement_key,
        decided.document_id,
        decided.sentence_start,
        decided.span_start,
        decided.span_end,
        decided.value,
        coalesce(decided.unit, '') as unit,
        -- 3万人次（外县1900人）: those who came are people.
        case units.unit_group when 'person_time' then 'person' else units.unit_group end as counted_kind,
        coalesce(decided.indicator_code, 'unknown') as indicator_code,
        indicators.parent_code as parent_indicator_code,
        coalesce(indicators.additivity, 'additive') <> 'non_additive' as has_parts,
        decided.measure,
        decided.stance = 'target' as is_planned,
        coalesce(decided.phrase, '') as phrase,
        coalesce(decided.region_code, '') as region_code,
        coalesce(decided.region_name, '') as region_text,
        decided.period_start,
        decided.period_end,
        decided.reference_text,
        decided.whole_statement_key
    from {{ ref('int_statements_decided') }} as decided
    left join units on decided.unit = units.unit
    left join indicators on decided.indicator_code = indicators.code
    where decided.disposition = 'fact'
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
    inner join statements as nearest
        on parts.whole_statement_key = nearest.statement_key
    inner join statements as wholes
        on
            parts.document_id = wholes.document_id
            and parts.sentence_start = wholes.sentence_start
            and parts.parent_indicator_code = wholes.indicator_code
            and nearest.unit = wholes.unit
            and nearest.measure = wholes.measure
            and nearest.span_start > wholes.span_start
    where nearest.indicator_code not in (parts.indicator_code, parts.parent_indicator_code)
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
final as (
    select
        parts.statement_key as part_statement_key,
        wholes.statement_key as whole_statement_key,
        parts.document_id,
        parts.sentence_start,
        parts.span_start as part_span_start,
        wholes.span_end as whole_span_end,
        parts.indicator_code = wholes.indicator_code as is_same_indicator,
        parts.indicator_code = wholes.indicator_code
        and parts.unit = wholes.unit
        and parts.measure in ('level', 'flow') as is_counted_alike,
        parts.value as part_value,
        right(parts.phrase, 2) = right(wholes.phrase, 2) as is_same_head
    from pointed as parts
    inner join statements as wholes
        on parts.of_statement_key = wholes.statement_key
    left join ancestors
        on
            parts.region_code = ancestors.region_code
            and wholes.region_code = ancestors.ancestor_code
    where
        (parts.region_text = wholes.region_text or ancestors.region_code is not null)
        and parts.is_planned = wholes.is_planned
        and coalesce(parts.period_start <= wholes.period_end and parts.period_end >= wholes.period_start, true)
        and wholes.measure in ('level', 'flow')
        and (
            (
                parts.measure in ('level', 'flow')
                and parts.counted_kind = wholes.counted_kind
                and (
                    parts.indicator_code = wholes.indicator_code
                    or parts.has_parts
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
)

select * from final
