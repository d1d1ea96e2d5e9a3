-- One row per fact, with what keeps it out of a sum over its series: said before in the same report, or a part of another.
with

statements as (
    select
        statement_key,
        indicator_code,
        measure
    from {{ ref('int_statements') }}
    where disposition = 'fact'
),

series as (
    select * from {{ ref('int_statement_series') }}
),

indicators as (
    select * from {{ ref('indicators') }}
),

matters as (
    select * from {{ ref('int_identity_statements') }}
),

-- Two numbers of one sentence are a list, never the same thing said twice; a target that results look back on and one of the
-- plan are two.
placed as (
    select
        statement_key,
        sentence_start,
        min(sentence_start) over (
            partition by document_id, matter_key, value, value_low, value_high, target_section
        ) as first_sentence_start,
        first_value(statement_key) over (
            partition by document_id, matter_key, value, value_low, value_high, target_section
            order by sentence_start asc, span_start asc, statement_key asc
        ) as first_statement_key
    from (
        select
            *,
            case when stance = 'target' then section_kind end as target_section
        from matters
        where stance <> 'provision' and period_start is not null and period_end is not null
    ) as sectioned
),

repeats as (
    select
        statement_key,
        first_statement_key
    from placed
    where sentence_start > first_sentence_start
),

-- 科技型企业1万家,其中高新技术企业3000家: a part of another series is all there is of its own.
parts as (
    select distinct bridged.part_statement_key as statement_key
    from {{ ref('int_statement_parts') }} as bridged
    inner join series as part_series
        on bridged.part_statement_key = part_series.statement_key
    inner join series as whole_series
        on
            bridged.whole_statement_key = whole_series.statement_key
            and part_series.series_key = whole_series.series_key
),

told as (
    select
        matters.*,
        series.series_key,
        series.restriction_text
    from matters
    inner join series
        on matters.statement_key = series.statement_key
    where matters.measure in ('level', 'flow') and matters.period_start is not null and matters.period_end is not null
),

-- 全年成交额12亿元,其中上半年5亿元,输出到省外4亿元: what a number over a longer time, or of all kinds, has in it already.
covered as (
    select distinct narrower.statement_key
    from told as narrower
    inner join told as wider
        on
            narrower.document_id = wider.document_id
            and narrower.series_key = wider.series_key
            and narrower.region_text = wider.region_text
            and narrower.stance_group = wider.stance_group
    where
        wider.restriction_text in ('', narrower.restriction_text)
        and wider.value >= narrower.value
        and case
            when wider.period_start = narrower.period_start and wider.period_end = narrower.period_end
                then wider.restriction_text <> narrower.restriction_text
            else
                wider.measure = 'flow'
                and wider.period_start <= narrower.period_start
                and wider.period_end >= narrower.period_end
        end
),

kept_out as (
    select
        statement_key,
        max(is_part) as is_part
    from (
        select
            statement_key,
            1 as is_part
        from parts
        union all
        select
            statement_key,
            0 as is_part
        from covered
    ) as found
    group by statement_key
),

final as (
    select
        statements.statement_key,
        repeats.first_statement_key,
        coalesce(kept_out.is_part, 0) = 1 as is_part,
        repeats.statement_key is not null as is_repeat,
        statements.measure in ('level', 'flow')
        and coalesce(indicators.additivity, 'non_additive') <> 'non_additive'
        and kept_out.statement_key is null
        and repeats.statement_key is null as is_additive
    from statements
    left join indicators
        on statements.indicator_code = indicators.code
    left join repeats
        on statements.statement_key = repeats.statement_key
    left join kept_out
        on statements.statement_key = kept_out.statement_key
)

select * from final
