with

statements as (
    select * from {{ ref('int_statements') }}
    where disposition = 'fact'
),

series as (
    select * from {{ ref('int_statement_series') }}
),

intervals as (
    select * from {{ ref('int_statement_intervals') }}
),

versions as (
    select * from {{ ref('int_document_versions') }}
),

sections as (
    select * from {{ ref('stg_sections') }}
),

units as (
    select * from {{ ref('units') }}
),

final as (
    select
        statements.statement_key,
        statements.document_id,
        series.series_key,
        series.thing_key,
        series.restriction_text,
        {{ region_key('statements') }} as region_key,
        coalesce(statements.indicator_code, 'unknown') as indicator_code,
        coalesce(statements.region_name, '') as region_text,
        coalesce(statements.reference_text, '') as reference_text,
        coalesce(statements.reference_kind, 'not_applicable') as reference_kind,
        {{ reference_region_key('statements') }} as reference_region_key,
        statements.stance,
        statements.measure,
        statements.comparator,
        coalesce(statements.basis, 'not_applicable') as basis,
        coalesce(sections.section_kind, 'unknown') as section_kind,
        coalesce(units.unit_group, 'unlisted: ' || statements.unit, 'unknown') as unit_group,
        statements.sentence_start,
        statements.span_start,
        statements.value,
        intervals.value_low,
        intervals.value_high,
        intervals.is_low_included,
        intervals.is_high_included,
        {{ is_lower_better('statements.measure', 'statements.comparator', 'statements.value') }} as is_lower_better,
        coalesce(statements.is_estimate, false) as is_estimate,
        coalesce(statements.is_part, false) as is_part,
        versions.is_current,
        statements.period_start,
        statements.period_end,
        versions.reported_on
    from statements
    inner join series
        on statements.statement_key = series.statement_key
    inner join intervals
        on statements.statement_key = intervals.statement_key
    inner join versions
        on statements.document_id = versions.document_id
    left join sections
        on
            statements.document_id = sections.document_id
            and statements.section_start = sections.section_start
    left join units
        on statements.unit = units.unit
)

select * from final
