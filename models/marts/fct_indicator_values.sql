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

parts as (
    select distinct part_statement_key
    from {{ ref('bridge_statement_parts') }}
    where is_same_indicator
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
        parts.part_statement_key is not null as is_part,
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
    left join parts
        on achievements.statement_key = parts.part_statement_key
),

-- A result beats an estimate, a later report an earlier one, and what is said first what is said again below.
ranked as (
    select
        *,
        row_number() over (
            partition by series_key, region_key, region_text, period_key, measure, unit_group
            order by
                is_estimate asc,
                reported_on desc nulls last,
                document_key asc,
                span_start asc,
                statement_key asc
        ) as preference,
        count(*) over (
            partition by series_key, region_key, region_text, period_key, measure, unit_group
        ) as statement_count,
        min(value) over (
            partition by series_key, region_key, region_text, period_key, measure, unit_group
        ) as least_value,
        max(value) over (
            partition by series_key, region_key, region_text, period_key, measure, unit_group
        ) as greatest_value
    from stated
),

final as (
    select
        {{ surrogate_key(['series_key', 'region_key', 'region_text', 'period_key', 'measure', 'unit_group']) }}
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
        least_value <> greatest_value as is_contested
    from ranked
    where preference = 1
)

select * from final
