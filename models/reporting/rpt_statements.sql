with

statements as (
    select * from {{ ref('fct_statements') }}
),

numerals as (
    select * from {{ ref('fct_numerals') }}
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

subjects as (
    select * from {{ ref('dim_subject') }}
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

dispositions as (
    select * from {{ ref('labels') }}
    where attribute = 'disposition'
),

suspect_labels as (
    select
        code,
        label_zh,
        label_en
    from {{ ref('labels') }}
    where attribute = 'suspect_reason'
),

-- A statement has its row, and so has every number that states nothing: what is missing here is missing nowhere else.
silent_spans as (
    select
        document_key,
        sentence_key,
        coalesce(span_start, numeral_start) as span_start,
        coalesce(span_end, numeral_end) as span_end,
        coalesce(span_text, numeral_text) as span_text,
        coalesce(disposition, 'other') as disposition,
        min(disposition_rule) as disposition_rule,
        min(disposition_reason) as disposition_reason
    from numerals
    where coalesce(disposition, 'other') <> 'fact'
    group by
        document_key,
        sentence_key,
        coalesce(span_start, numeral_start),
        coalesce(span_end, numeral_end),
        coalesce(span_text, numeral_text),
        coalesce(disposition, 'other')
),

silent as (
    select
        {{ surrogate_key(['documents.document_id', 'silent_spans.span_start', 'silent_spans.span_end', '0']) }}
            as statement_key,
        silent_spans.*
    from silent_spans
    inner join documents
        on silent_spans.document_key = documents.document_key
),

stated as (
    select
        statements.*,
        {{ display_scale('statements.value', 'units') }} as display_scale,
        units.unit,
        units.name_en as unit_en,
        units.unit_group
    from statements
    inner join units
        on statements.unit_key = units.unit_key
),

spoken as (
    select
        coalesce(stated.statement_key, silent.statement_key) as row_key,
        coalesce(stated.document_key, silent.document_key) as row_document_key,
        coalesce(stated.sentence_key, silent.sentence_key) as row_sentence_key,
        coalesce(stated.span_start, silent.span_start) as row_span_start,
        coalesce(stated.span_end, silent.span_end) as row_span_end,
        coalesce(stated.span_text, silent.span_text) as row_span_text,
        coalesce(silent.disposition, 'fact') as disposition,
        silent.disposition_rule,
        silent.disposition_reason,
        stated.*
    from stated
    full outer join silent
        on stated.statement_key = silent.statement_key
),

final as (
    select
        spoken.row_key as statement_key,
        spoken.row_document_key as document_key,
        spoken.row_sentence_key as sentence_key,
        spoken.indicator_key,
        spoken.subject_key,
        spoken.region_key,
        spoken.reference_region_key,
        spoken.period_key,
        spoken.unit_key,
        spoken.statement_profile_key,

        documents.report,
        spoken.row_span_start as span_start,
        spoken.row_span_end as span_end,
        spoken.row_span_text as span_text,
        spoken.disposition,
        profiles.stance,
        profiles.measure,
        profiles.comparator,
        spoken.value,
        spoken.range_high as value_high,
        case when spoken.unit <> 'unknown' then spoken.unit end as unit,
        case when indicators.indicator_code <> 'unknown' then indicators.indicator_code end as indicator,
        spoken.indicator_text,
        nullif(spoken.region_text, '') as region,
        nullif(spoken.reference_text, '') as reference,
        periods.period_start,
        periods.period_end,
        case when profiles.basis <> 'not_applicable' then profiles.basis end as basis,
        dates.date_day as base_period,

        sentences.sentence_text,
        sentences.section_heading,
        sentences.section_kind,
        documents.title as document_title,
        documents.document_kind,
        documents.issuer_name,
        dispositions.label_zh as disposition_zh,
        dispositions.label_en as disposition_en,
        profiles.stance_zh,
        profiles.stance_en,
        profiles.measure_zh,
        profiles.measure_en,
        profiles.comparator_zh,
        profiles.comparator_en,
        profiles.basis_zh,
        profiles.basis_en,
        indicators.name_zh as indicator_zh,
        indicators.name_en as indicator_en,
        indicators.category_zh,
        indicators.category_en,
        indicators.additivity,
        subjects.subject_label,
        subjects.tier,
        regions.region_code,
        regions.name_en as region_en,
        regions.province_name_zh,
        spoken.reference_kind,
        periods.label_zh as period_zh,
        periods.label_en as period_en,
        periods.period_kind,
        spoken.unit_group,
        spoken.number_text,
        spoken.comparator_text,
        spoken.interval_text,
        {{ display_unit_zh('spoken.display_scale', 'spoken.unit') }} as display_unit,
        {{ display_unit_en('spoken.display_scale', 'spoken.unit_en') }} as display_unit_en,
        (
            {{ plain_number('cast(spoken.value as double) / spoken.display_scale') }}
            || {{ display_unit_zh('spoken.display_scale', 'spoken.unit') }}
        ) as display_text,

        cast(spoken.value as double) / spoken.display_scale as display_value,
        spoken.value_low as bound_low,
        spoken.value_high as bound_high,
        periods.period_year,

        spoken.is_low_included,
        spoken.is_high_included,
        spoken.is_part,
        spoken.is_estimate,
        spoken.is_inferred,
        spoken.is_corrected,
        coalesce(spoken.is_suspect, false) as is_suspect,
        documents.is_current,

        spoken.disposition_rule,
        spoken.disposition_reason,
        spoken.approximation_code,
        spoken.suspect_reason,
        suspect_labels.label_zh as suspect_reason_zh,
        suspect_labels.label_en as suspect_reason_en,
        spoken.stance_rule,
        spoken.measure_rule,
        spoken.comparator_rule,
        spoken.unit_rule,
        spoken.indicator_rule,
        spoken.region_rule,
        spoken.period_rule,
        spoken.basis_rule,
        spoken.reference_rule
    from spoken
    inner join documents
        on spoken.row_document_key = documents.document_key
    inner join dispositions
        on spoken.disposition = dispositions.code
    left join suspect_labels
        on spoken.suspect_reason = suspect_labels.code
    left join sentences
        on spoken.row_sentence_key = sentences.sentence_key
    left join indicators
        on spoken.indicator_key = indicators.indicator_key
    left join subjects
        on spoken.subject_key = subjects.subject_key
    left join regions
        on spoken.region_key = regions.region_key
    left join periods
        on spoken.period_key = periods.period_key
    left join dates
        on spoken.base_date_key = dates.date_key
    left join profiles
        on spoken.statement_profile_key = profiles.statement_profile_key
)

select * from final
