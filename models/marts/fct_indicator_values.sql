with

achievements as (
    select * from {{ ref('fct_achievements') }}
    where is_current
),

statements as (
    select * from {{ ref('fct_statements') }}
),

units as (
    select * from {{ ref('dim_unit') }}
),

documents as (
    select * from {{ ref('dim_document') }}
),

sentences as (
    select * from {{ ref('dim_sentence') }}
),

stated as (
    select
        achievements.statement_key,
        achievements.document_key,
        achievements.sentence_key,
        achievements.indicator_key,
        achievements.series_key,
        achievements.region_key,
        achievements.period_key,
        achievements.unit_key,
        achievements.region_text,
        achievements.measure,
        achievements.value,
        achievements.value_low,
        achievements.value_high,
        achievements.is_estimate,
        achievements.is_part,
        statements.restriction_text <> '' as is_narrowed,
        units.unit_group,
        documents.reported_on,
        statements.span_start
    from achievements
    inner join statements
        on achievements.statement_key = statements.statement_key
    inner join units
        on achievements.unit_key = units.unit_key
    inner join documents
        on achievements.document_key = documents.document_key
),

grouped as (
    select
        *,
        count(*) over (
            partition by series_key, region_key, region_text, period_key
        ) as statement_count,
        -- Intervals that overlap may be one value said twice: 超过300亿元, 303.9亿元.
        coalesce(
            max(value_low) over (
                partition by series_key, region_key, region_text, period_key
            ) <= min(value_high) over (
                partition by series_key, region_key, region_text, period_key
            ), true
        ) as is_agreed
    from stated
),

-- 共计, 合计: of numbers that differ, the one that the text calls the sum.
differing as (
    select
        grouped.statement_key,
        regexp_replace(
            substr(sentences.sentence_text, 1, grouped.span_start - sentences.sentence_start), '^.*[,，;；。:：]', ''
        ) as clause_before
    from grouped
    inner join sentences
        on grouped.sentence_key = sentences.sentence_key
    where not grouped.is_agreed
),

summing_clauses as (
    {{ words_within('differing', 'clause_before', ref('total_words'), 'term') }}
),

sums as (
    select distinct differing.statement_key
    from differing
    inner join summing_clauses
        on differing.clause_before = summing_clauses.clause_before
),

summed as (
    select
        grouped.*,
        case when sums.statement_key is null then 1 else 0 end as is_no_sum
    from grouped
    left join sums
        on grouped.statement_key = sums.statement_key
),

-- The whole goes before its parts and what is narrowed down in words, a result before an estimate, a later report before an
-- earlier one, a sum before its items. Which of these told is the first that leaves numbers which agree.
weighed as (
    select
        *,
        dense_rank() over (
            partition by series_key, region_key, region_text, period_key
            order by is_part asc, is_narrowed asc
        ) as place_by_whole,
        dense_rank() over (
            partition by series_key, region_key, region_text, period_key
            order by is_part asc, is_narrowed asc, is_estimate asc
        ) as place_by_stance,
        dense_rank() over (
            partition by series_key, region_key, region_text, period_key
            order by is_part asc, is_narrowed asc, is_estimate asc, reported_on desc nulls last
        ) as place_by_report,
        dense_rank() over (
            partition by series_key, region_key, region_text, period_key
            order by is_part asc, is_narrowed asc, is_estimate asc, reported_on desc nulls last, is_no_sum asc
        ) as place_by_sum
    from summed
),

ranked as (
    select
        *,
        row_number() over (
            partition by series_key, region_key, region_text, period_key
            order by
                place_by_sum asc,
                case when value_low is null or value_high is null then 1 else 0 end asc,
                document_key asc,
                span_start asc,
                statement_key asc
        ) as preference,
        coalesce(
            max(case when place_by_whole = 1 then value_low end) over (
                partition by series_key, region_key, region_text, period_key
            ) <= min(case when place_by_whole = 1 then value_high end) over (
                partition by series_key, region_key, region_text, period_key
            ), true
        ) as is_agreed_by_whole,
        coalesce(
            max(case when place_by_stance = 1 then value_low end) over (
                partition by series_key, region_key, region_text, period_key
            ) <= min(case when place_by_stance = 1 then value_high end) over (
                partition by series_key, region_key, region_text, period_key
            ), true
        ) as is_agreed_by_stance,
        coalesce(
            max(case when place_by_report = 1 then value_low end) over (
                partition by series_key, region_key, region_text, period_key
            ) <= min(case when place_by_report = 1 then value_high end) over (
                partition by series_key, region_key, region_text, period_key
            ), true
        ) as is_agreed_by_report,
        coalesce(
            max(case when place_by_sum = 1 then value_low end) over (
                partition by series_key, region_key, region_text, period_key
            ) <= min(case when place_by_sum = 1 then value_high end) over (
                partition by series_key, region_key, region_text, period_key
            ), true
        ) as is_agreed_by_sum
    from weighed
),

chosen as (
    select
        *,
        case
            when statement_count = 1 then 'single'
            when is_agreed then 'agreed'
            when is_agreed_by_whole then 'whole_over_part'
            when is_agreed_by_stance then 'result_over_estimate'
            when is_agreed_by_report then 'later_report'
            when is_agreed_by_sum then 'sum_said'
            else 'contested'
        end as chosen_by
    from ranked
    where preference = 1
),

final as (
    select
        {{ surrogate_key(['series_key', 'region_key', 'region_text', 'period_key']) }}
            as indicator_value_key,
        statement_key,
        document_key,
        indicator_key,
        series_key,
        region_key,
        period_key,
        unit_key,
        region_text,
        measure,
        unit_group,
        chosen_by,
        value,
        value_low,
        value_high,
        cast(statement_count as integer) as statement_count,
        is_estimate,
        is_part,
        is_narrowed,
        chosen_by = 'contested' as is_contested
    from chosen
)

select * from final
