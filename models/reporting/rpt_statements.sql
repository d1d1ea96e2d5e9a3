{%- set display_scale = display_scale('spoken.value', 'units') -%}
with

statements as (
    select * from {{ ref('fct_statements') }}
),

numerals as (
    select * from {{ ref('fct_numerals') }}
),

documents as (
    select * from {{ ref('dim_document') }}
    {{ only_new('document_key') }}
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

dispositions as (
    select * from {{ ref('dim_label') }}
    where attribute = 'disposition'
),

suspect_labels as (
    select
        code,
        label_zh,
        label_en
    from {{ ref('dim_label') }}
    where attribute = 'suspect_reason'
),

-- A statement has its row, and so has every number that states nothing: what is missing here is missing nowhere else.
silent as (
    select
        document_key,
        sentence_key,
        coalesce(span_start, numeral_start) as span_start,
        coalesce(span_end, numeral_end) as span_end,
        coalesce(span_text, numeral_text) as span_text,
        coalesce(disposition, 'other') as disposition,
        disposition_rule,
        disposition_reason
    from numerals
    where
        coalesce(disposition, 'other') <> 'fact'
        and is_first_in_span
),

-- No span is in both: a numeral states nothing only where no reading of its span states anything.
spoken as (
    select
        indicator_key,
        series_key,
        region_key,
        reference_region_key,
        period_key,
        base_date_key,
        unit_key,
        statement_profile_key,
        value,
        range_high,
        value_low,
        value_high,
        indicator_text,
        restriction_text,
        region_text,
        reference_text,
        reference_kind,
        number_text,
        comparator_text,
        interval_text,
        is_low_included,
        is_high_included,
        is_part,
        is_repeat,
        is_additive,
        is_estimate,
        is_inferred,
        is_corrected,
        is_suspect,
        is_sure,
        confidence,
        doubts,
        supports,
        runner_up_code,
        approximation_code,
        suspect_reason,
        stance_rule,
        measure_rule,
        comparator_rule,
        unit_rule,
        indicator_rule,
        region_rule,
        period_rule,
        basis_rule,
        reference_rule,
        statement_key,
        document_key,
        sentence_key,
        span_start,
        span_end,
        span_text,
        'fact' as disposition,
        cast(null as string) as disposition_rule,
        cast(null as string) as disposition_reason
    from statements
    union all
    select
        null as indicator_key,
        null as series_key,
        null as region_key,
        null as reference_region_key,
        null as period_key,
        null as base_date_key,
        null as unit_key,
        null as statement_profile_key,
        null as value,
        null as range_high,
        null as value_low,
        null as value_high,
        null as indicator_text,
        null as restriction_text,
        null as region_text,
        null as reference_text,
        null as reference_kind,
        null as number_text,
        null as comparator_text,
        null as interval_text,
        null as is_low_included,
        null as is_high_included,
        null as is_part,
        null as is_repeat,
        null as is_additive,
        null as is_estimate,
        null as is_inferred,
        null as is_corrected,
        null as is_suspect,
        null as is_sure,
        null as confidence,
        null as doubts,
        null as supports,
        null as runner_up_code,
        null as approximation_code,
        null as suspect_reason,
        null as stance_rule,
        null as measure_rule,
        null as comparator_rule,
        null as unit_rule,
        null as indicator_rule,
        null as region_rule,
        null as period_rule,
        null as basis_rule,
        null as reference_rule,
        cast(null as string) as statement_key,
        document_key,
        sentence_key,
        span_start,
        span_end,
        span_text,
        disposition,
        disposition_rule,
        disposition_reason
    from silent
),

final as (
    select
        coalesce(
            spoken.statement_key,
            {{ surrogate_key(['documents.document_id', 'spoken.span_start', 'spoken.span_end', '0']) }}
        ) as statement_key,
        spoken.document_key,
        spoken.sentence_key,
        spoken.indicator_key,
        spoken.series_key,
        spoken.region_key,
        spoken.reference_region_key,
        spoken.period_key,
        spoken.unit_key,
        spoken.statement_profile_key,

        documents.report,
        spoken.span_start,
        spoken.span_end,
        spoken.span_text,
        spoken.disposition,
        profiles.stance,
        profiles.measure,
        profiles.comparator,
        spoken.value,
        spoken.range_high as value_high,
        case when units.unit <> 'unknown' then units.unit end as unit,
        case when indicators.indicator_code <> 'unknown' then indicators.indicator_code end as indicator,
        spoken.indicator_text,
        spoken.restriction_text,
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
        series.label_zh as series_zh,
        series.label_en as series_en,
        series.tier,
        regions.region_code,
        regions.name_en as region_en,
        regions.province_name_zh,
        spoken.reference_kind,
        periods.label_zh as period_zh,
        periods.label_en as period_en,
        periods.period_kind,
        units.unit_group,
        spoken.number_text,
        spoken.comparator_text,
        spoken.interval_text,
        {{ display_unit_zh(display_scale, 'units.unit') }} as display_unit,
        {{ display_unit_en(display_scale, 'units.name_en') }} as display_unit_en,
        case
            when spoken.value is not null
                then {{ stated_text('spoken', 'units.unit', 'profiles.comparator', 'profiles.comparator_zh') }}
        end as display_text,

        cast(spoken.value as double) / {{ display_scale }} as display_value,
        spoken.value_low as bound_low,
        spoken.value_high as bound_high,
        periods.period_year,
        spoken.confidence,

        spoken.is_low_included,
        spoken.is_high_included,
        spoken.is_part,
        spoken.is_repeat,
        spoken.is_additive,
        spoken.is_estimate,
        spoken.is_inferred,
        spoken.is_corrected,
        coalesce(spoken.is_suspect, false) as is_suspect,
        spoken.is_sure,
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
        spoken.reference_rule,
        spoken.doubts,
        spoken.supports,
        spoken.runner_up_code as runner_up
    from spoken
    inner join documents
        on spoken.document_key = documents.document_key
    inner join dispositions
        on spoken.disposition = dispositions.code
    left join suspect_labels
        on spoken.suspect_reason = suspect_labels.code
    left join sentences
        on spoken.sentence_key = sentences.sentence_key
    left join indicators
        on spoken.indicator_key = indicators.indicator_key
    left join series
        on spoken.series_key = series.series_key
    left join regions
        on spoken.region_key = regions.region_key
    left join units
        on spoken.unit_key = units.unit_key
    left join periods
        on spoken.period_key = periods.period_key
    left join dates
        on spoken.base_date_key = dates.date_key
    left join profiles
        on spoken.statement_profile_key = profiles.statement_profile_key
)

select * from final
