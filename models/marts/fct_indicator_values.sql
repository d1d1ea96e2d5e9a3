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

stated as (
    select
        achievements.statement_key,
        achievements.document_key,
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

-- The whole beats its parts and what is narrowed down in words, a result an estimate, a later report an earlier one, and what is
-- said first what is said again below.
ranked as (
    select
        *,
        row_number() over (
            partition by series_key, region_key, region_text, period_key
            order by
                is_part asc,
                is_narrowed asc,
                is_estimate asc,
                reported_on desc nulls last,
                document_key asc,
                span_start asc,
                statement_key asc
        ) as preference,
        count(*) over (
            partition by series_key, region_key, region_text, period_key
        ) as statement_count,
        min(case when not is_part and not is_narrowed then value end) over (
            partition by series_key, region_key, region_text, period_key
        ) as least_value,
        max(case when not is_part and not is_narrowed then value end) over (
            partition by series_key, region_key, region_text, period_key
        ) as greatest_value
    from stated
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
        value,
        value_low,
        value_high,
        cast(statement_count as integer) as statement_count,
        is_estimate,
        is_part,
        is_narrowed,
        coalesce(least_value <> greatest_value, false) as is_contested
    from ranked
    where preference = 1
)

select * from final
