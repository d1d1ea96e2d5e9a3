with

statements as (
    select * from {{ ref('int_statements') }}
    where disposition = 'fact'
),

series as (
    select * from {{ ref('int_statement_series') }}
),

sums as (
    select * from {{ ref('int_statement_sums') }}
),

intervals as (
    select * from {{ ref('int_statement_intervals') }}
),

suspects as (
    select * from {{ ref('int_statement_suspects') }}
),

confidences as (
    select * from {{ ref('int_statement_confidence') }}
),

runners_up as (
    select * from {{ ref('int_statement_runners_up') }}
),

documents as (
    select * from {{ ref('dim_document') }}
    {{ only_new('document_key') }}
),

final as (
    select
        statements.statement_key,
        {{ surrogate_key(['statements.document_id']) }} as document_key,
        {{ surrogate_key(['statements.document_id', 'statements.sentence_start']) }}
            as sentence_key,
        {{ surrogate_key(["coalesce(statements.indicator_code, 'unknown')"]) }} as indicator_key,
        series.series_key,
        {{ region_key('statements') }} as region_key,
        {{ reference_region_key('statements') }} as reference_region_key,
        {{ period_key('statements.period_start', 'statements.period_end') }} as period_key,
        {{ date_key('statements.period_end') }} as period_end_date_key,
        {{ date_key(
            'statements.base_period',
            if_null="case when statements.basis = 'vs_base' then -1 else -2 end"
        ) }} as base_date_key,
        {{ surrogate_key(["coalesce(statements.unit, 'unknown')"]) }} as unit_key,
        {{ statement_profile_key('statements') }} as statement_profile_key,

        statements.span_text,
        statements.number_text,
        statements.comparator_text,
        statements.indicator_text,
        series.restriction_text,
        coalesce(statements.region_name, '') as region_text,
        coalesce(statements.reference_kind, 'not_applicable') as reference_kind,
        coalesce(statements.reference_text, '') as reference_text,
        {{ interval_label(
            'intervals.value_low',
            'intervals.value_high',
            'intervals.is_low_included',
            'intervals.is_high_included'
        ) }} as interval_text,
        intervals.approximation_code,
        suspects.suspect_reason,
        statements.stance_rule,
        statements.measure_rule,
        statements.comparator_rule,
        statements.unit_rule,
        statements.indicator_rule,
        statements.region_rule,
        statements.period_rule,
        statements.basis_rule,
        statements.reference_rule,
        confidences.doubts,
        confidences.supports,
        runners_up.runner_up_code,

        cast(statements.span_start as integer) as span_start,
        cast(statements.span_end as integer) as span_end,
        cast(statements.ordinal as integer) as ordinal,
        cast(statements.value as decimal(38, 18)) as value,
        cast(statements.value_high as decimal(38, 18)) as range_high,
        intervals.value_low,
        intervals.value_high,
        cast(statements.decimals as integer) as decimals,
        cast(statements.scale as double) as scale,
        -- What an analyst has set right is right.
        cast(case when statements.is_corrected then 1 else confidences.confidence end as decimal(5, 4)) as confidence,

        intervals.is_low_included,
        intervals.is_high_included,
        sums.is_part,
        sums.is_repeat,
        sums.is_additive,
        coalesce(statements.is_estimate, false) as is_estimate,
        coalesce(statements.is_inferred, false) as is_inferred,
        coalesce(statements.is_corrected, false) as is_corrected,
        suspects.statement_key is not null as is_suspect,
        coalesce(statements.is_corrected, false) or confidences.is_sure as is_sure,
        documents.is_current
    from statements
    inner join series
        on statements.statement_key = series.statement_key
    inner join sums
        on statements.statement_key = sums.statement_key
    inner join intervals
        on statements.statement_key = intervals.statement_key
    inner join documents
        on statements.document_id = documents.document_id
    inner join confidences
        on statements.statement_key = confidences.statement_key
    left join runners_up
        on statements.statement_key = runners_up.statement_key
    left join suspects
        on statements.statement_key = suspects.statement_key
)

select * from final
