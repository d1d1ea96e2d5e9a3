with

statements as (
    select * from {{ ref('fct_statements') }}
    where is_current and not is_repeat
),

documents as (
    select * from {{ ref('dim_document') }}
),

sentences as (
    select * from {{ ref('dim_sentence') }}
),

indicators as (
    select * from {{ ref('dim_indicator') }}
),

series as (
    select * from {{ ref('dim_series') }}
),

regions as (
    select * from {{ ref('dim_region') }}
),

periods as (
    select * from {{ ref('dim_period') }}
),

dates as (
    select * from {{ ref('dim_date') }}
),

units as (
    select * from {{ ref('dim_unit') }}
),

profiles as (
    select * from {{ ref('dim_statement_profile') }}
),

suspect_labels as (
    select
        code,
        label_zh,
        label_en
    from {{ ref('dim_label') }}
    where attribute = 'suspect_reason'
),

final as (
    select
        statements.statement_key,
        statements.document_key,
        statements.sentence_key,
        statements.series_key,
        statements.indicator_key,
        statements.region_key,
        statements.reference_region_key,
        statements.period_key,
        statements.unit_key,
        statements.statement_profile_key,

        series.label_zh as series_zh,
        series.label_en as series_en,
        nullif(statements.region_text, '') as region,
        periods.label_zh as period_zh,
        periods.label_en as period_en,
        {{ stated_text('statements', 'units.unit', 'profiles.comparator', 'profiles.comparator_zh') }} as display_text,
        profiles.stance,
        profiles.stance_zh,
        profiles.stance_en,
        profiles.measure,
        profiles.measure_zh,
        profiles.measure_en,
        profiles.comparator,
        profiles.comparator_zh,
        profiles.comparator_en,
        case when profiles.basis <> 'not_applicable' then profiles.basis end as basis,
        case when profiles.basis <> 'not_applicable' then profiles.basis_zh end as basis_zh,
        case when profiles.basis <> 'not_applicable' then profiles.basis_en end as basis_en,
        nullif(statements.reference_text, '') as reference,
        statements.reference_kind,

        indicators.indicator_code as indicator,
        indicators.name_zh as indicator_zh,
        indicators.name_en as indicator_en,
        indicators.category_zh,
        indicators.category_en,
        indicators.additivity,
        series.tier,
        series.unit_kind,
        units.unit,
        units.unit_group,
        regions.region_code,
        regions.name_en as region_en,
        regions.region_level,
        regions.province_name_zh,
        periods.period_kind,

        statements.indicator_text,
        nullif(statements.restriction_text, '') as restriction_text,
        statements.span_text,
        statements.interval_text,
        sentences.sentence_text,
        sentences.section_heading,
        sentences.section_kind,
        documents.report,
        documents.title as document_title,
        documents.document_kind,
        documents.issuer_name,
        statements.doubts,
        statements.suspect_reason,
        suspect_labels.label_zh as suspect_reason_zh,
        suspect_labels.label_en as suspect_reason_en,

        statements.value,
        statements.range_high as value_high,
        statements.value_low as bound_low,
        statements.value_high as bound_high,
        statements.confidence,
        periods.period_year,
        statements.span_start,
        statements.span_end,

        statements.is_low_included,
        statements.is_high_included,
        statements.is_additive,
        statements.is_part,
        statements.is_estimate,
        statements.is_inferred,
        statements.is_corrected,
        statements.is_suspect,
        statements.is_sure,

        periods.period_start,
        periods.period_end,
        dates.date_day as base_period
    from statements
    inner join documents
        on statements.document_key = documents.document_key
    inner join sentences
        on statements.sentence_key = sentences.sentence_key
    inner join series
        on statements.series_key = series.series_key
    inner join indicators
        on statements.indicator_key = indicators.indicator_key
    inner join regions
        on statements.region_key = regions.region_key
    inner join periods
        on statements.period_key = periods.period_key
    inner join units
        on statements.unit_key = units.unit_key
    inner join dates
        on statements.base_date_key = dates.date_key
    inner join profiles
        on statements.statement_profile_key = profiles.statement_profile_key
    left join suspect_labels
        on statements.suspect_reason = suspect_labels.code
)

select * from final
