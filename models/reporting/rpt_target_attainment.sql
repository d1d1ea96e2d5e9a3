with

attainment as (
    select * from {{ ref('fct_target_attainment') }}
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

periods as (
    select * from {{ ref('dim_period') }}
),

units as (
    select * from {{ ref('dim_unit') }}
),

attainment_labels as (
    select
        code,
        label_zh,
        label_en
    from {{ ref('dim_label') }}
    where attribute = 'attainment'
),

result_kind_labels as (
    select
        code,
        label_zh,
        label_en
    from {{ ref('dim_label') }}
    where attribute = 'result_kind'
),

described as (
    select
        attainment.*,
        attainment_labels.label_zh as attainment_zh,
        attainment_labels.label_en as attainment_en,
        result_kind_labels.label_zh as result_kind_zh,
        result_kind_labels.label_en as result_kind_en
    from attainment
    inner join attainment_labels
        on attainment.attainment = attainment_labels.code
    inner join result_kind_labels
        on attainment.result_kind = result_kind_labels.code
),

final as (
    select
        described.target_statement_key,
        nullif(described.result_statement_key, {{ member_key('not_applicable') }}) as result_statement_key,
        nullif(described.last_known_statement_key, {{ member_key('not_applicable') }}) as last_known_statement_key,
        nullif(described.base_statement_key, {{ member_key('not_applicable') }}) as base_statement_key,
        described.indicator_key,
        described.series_key,
        described.region_key,
        described.period_key,

        target_sentences.report as target_report,
        described.region_text as region,
        indicators.indicator_code as indicator,
        indicators.name_zh as indicator_zh,
        indicators.name_en as indicator_en,
        series.label_zh as series_zh,
        series.label_en as series_en,
        described.measure,
        units.unit,
        periods.label_zh as period_zh,
        periods.label_en as period_en,
        described.attainment,
        described.attainment_zh,
        described.attainment_en,
        described.result_kind,
        described.result_kind_zh,
        described.result_kind_en,
        described.target_text,
        described.target_interval_text,
        case when described.result_kind <> 'none' then result_sentences.report end as result_report,
        nullif(described.result_text, '') as result_text,
        nullif(described.result_interval_text, '') as result_interval_text,
        target_sentences.sentence_text as target_sentence,
        case when described.result_kind <> 'none' then result_sentences.sentence_text end as result_sentence,

        described.target_value,
        described.target_low,
        described.target_high,
        described.result_value,
        described.result_low,
        described.result_high,
        described.share_reached_pct,
        described.share_of_time_gone_pct,
        described.last_known_value,
        described.growth_needed_pct,

        described.is_threshold_included,
        described.is_lower_better,
        described.is_part,
        described.is_result_estimate,

        periods.period_start,
        periods.period_end,
        described.result_period_end,
        described.last_known_period_end
    from described
    inner join indicators
        on described.indicator_key = indicators.indicator_key
    inner join series
        on described.series_key = series.series_key
    inner join periods
        on described.period_key = periods.period_key
    inner join units
        on described.unit_key = units.unit_key
    inner join sentences as target_sentences
        on described.sentence_key = target_sentences.sentence_key
    inner join sentences as result_sentences
        on described.result_sentence_key = result_sentences.sentence_key
)

select * from final
