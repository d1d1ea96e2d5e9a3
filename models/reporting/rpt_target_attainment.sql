with

targets as (
    select * from {{ ref('fct_targets') }}
    where is_attainable and is_current
),

statements as (
    select * from {{ ref('fct_statements') }}
    where is_current
),

profiles as (
    select * from {{ ref('dim_statement_profile') }}
),

periods as (
    select * from {{ ref('dim_period') }}
),

documents as (
    select * from {{ ref('dim_document') }}
),

units as (
    select * from {{ ref('dim_unit') }}
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

attainment_labels as (
    select * from {{ ref('labels') }}
    where attribute = 'attainment'
),

asked as (
    select
        targets.*,
        profiles.basis,
        periods.period_start,
        periods.period_end,
        periods.day_count,
        periods.label_zh as period_zh,
        periods.label_en as period_en,
        documents.report,
        documents.reported_on,
        units.unit,
        units.unit_group,
        -- The end of the interval that a result must reach, and whether reaching it is enough.
        case when targets.is_lower_better then targets.value_high else targets.value_low end as threshold,
        case when targets.is_lower_better then targets.is_high_included else targets.is_low_included end
            as is_threshold_included
    from targets
    inner join profiles
        on targets.statement_profile_key = profiles.statement_profile_key
    inner join periods
        on targets.period_key = periods.period_key
    inner join documents
        on targets.document_key = documents.document_key
    inner join units
        on targets.unit_key = units.unit_key
),

results as (
    select
        statements.*,
        profiles.stance,
        profiles.measure,
        profiles.basis,
        periods.period_start,
        periods.period_end,
        periods.day_count,
        documents.report,
        documents.reported_on,
        units.unit_group
    from statements
    inner join profiles
        on statements.statement_profile_key = profiles.statement_profile_key
    inner join periods
        on statements.period_key = periods.period_key
    inner join documents
        on statements.document_key = documents.document_key
    inner join units
        on statements.unit_key = units.unit_key
    where profiles.stance in ('actual', 'estimate')
),

candidates as (
    select
        asked.statement_key as target_statement_key,
        results.statement_key as result_statement_key,
        results.document_key = asked.document_key as is_same_report,
        results.reported_on,
        results.period_end,
        results.is_estimate,
        results.span_start,
        asked.measure,
        -- A plan is answered by a later report. What the same report says of the same period is what the planners
        -- knew already, save for a target that its results section looks back on.
        results.period_end = asked.period_end
        and (results.period_start = asked.period_start or asked.measure = 'level')
        and case
            when results.document_key = asked.document_key then asked.section_kind = 'results'
            else results.reported_on > asked.reported_on
        end as is_final,
        -- So far: within the period asked for, from its first day on where the thing adds up over time.
        results.period_end < asked.period_end
        and results.period_end >= asked.period_start
        and (results.period_start = asked.period_start or asked.measure = 'level')
        and (results.document_key = asked.document_key or results.reported_on >= asked.reported_on) as is_partial,
        -- Before: the last level, or the last flow over a period as long, from which growth is counted.
        results.period_end < asked.period_start
        and (asked.measure = 'level' or abs(results.day_count - asked.day_count) <= 1) as is_before
    from asked
    inner join results
        on
            asked.subject_key = results.subject_key
            and asked.region_key = results.region_key
            and asked.region_text = results.region_text
            and asked.measure = results.measure
            and asked.basis = results.basis
            and asked.reference_text = results.reference_text
            and asked.unit_group = results.unit_group
),

answers as (
    select
        *,
        row_number() over (
            partition by target_statement_key
            order by
                is_final desc,
                period_end desc,
                is_estimate asc,
                reported_on desc nulls last,
                span_start asc,
                result_statement_key asc
        ) as preference
    from candidates
    where is_final or is_partial
),

known as (
    select
        *,
        row_number() over (
            partition by target_statement_key
            order by
                period_end desc,
                is_estimate asc,
                reported_on desc nulls last,
                span_start asc,
                result_statement_key asc
        ) as preference
    from candidates
    where (is_before or (is_partial and measure = 'level')) and measure in ('level', 'flow')
),

answered as (
    select
        asked.*,
        answers.is_final,
        results.statement_key as result_statement_key,
        results.sentence_key as result_sentence_key,
        results.report as result_report,
        results.span_text as result_text,
        results.interval_text as result_interval_text,
        results.value as result_value,
        results.value_low as result_low,
        results.value_high as result_high,
        results.is_low_included as is_result_low_included,
        results.is_high_included as is_result_high_included,
        results.is_estimate as is_result_estimate,
        results.period_end as result_period_end,
        last_known.statement_key as last_known_statement_key,
        last_known.value as last_known_value,
        last_known.period_end as last_known_period_end
    from asked
    left join answers
        on
            asked.statement_key = answers.target_statement_key
            and answers.preference = 1
    left join results
        on answers.result_statement_key = results.statement_key
    left join known
        on
            asked.statement_key = known.target_statement_key
            and known.preference = 1
    left join results as last_known
        on known.result_statement_key = last_known.statement_key
),

-- Three-valued: reached for certain, fallen short for certain, or both possible given what the text leaves open.
-- The very number that was asked for is reached, though it may have been rounded up to it.
judged as (
    select
        *,
        case
            when is_lower_better then
                result_high < threshold
                or (result_high = threshold and (is_threshold_included or not is_result_high_included))
                or (result_value = threshold and is_threshold_included and is_result_high_included)
            else
                result_low > threshold
                or (result_low = threshold and (is_threshold_included or not is_result_low_included))
                or (result_value = threshold and is_threshold_included and is_result_low_included)
        end as is_surely_reached,
        case
            when is_lower_better then
                result_low > threshold
                or (result_low = threshold and not (is_threshold_included and is_result_low_included))
            else
                result_high < threshold
                or (result_high = threshold and not (is_threshold_included and is_result_high_included))
        end as is_surely_short
    from answered
),

concluded as (
    select
        *,
        case
            when result_statement_key is null then 'no_result_yet'
            when coalesce(is_surely_reached, false) and (is_final or measure = 'flow') then 'met'
            when not is_final then 'in_progress'
            when coalesce(is_surely_short, false) then 'missed'
            else 'undetermined'
        end as attainment
    from judged
),

final as (
    select
        concluded.statement_key as target_statement_key,
        concluded.result_statement_key,
        concluded.last_known_statement_key,
        concluded.indicator_key,
        concluded.subject_key,
        concluded.region_key,
        concluded.period_key,

        concluded.report as target_report,
        concluded.region_text as region,
        indicators.indicator_code as indicator,
        indicators.name_zh as indicator_zh,
        indicators.name_en as indicator_en,
        subjects.subject_label,
        concluded.measure,
        concluded.unit,
        concluded.period_zh,
        concluded.period_en,
        concluded.attainment,
        attainment_labels.label_zh as attainment_zh,
        attainment_labels.label_en as attainment_en,
        concluded.span_text as target_text,
        concluded.interval_text as target_interval_text,
        concluded.result_report,
        concluded.result_text,
        concluded.result_interval_text,
        target_sentences.sentence_text as target_sentence,
        result_sentences.sentence_text as result_sentence,

        concluded.value as target_value,
        concluded.value_low as target_low,
        concluded.value_high as target_high,
        concluded.result_value,
        concluded.result_low,
        concluded.result_high,
        cast(
            case
                when concluded.measure in ('level', 'flow') and concluded.value > 0
                    then round(concluded.result_value / concluded.value * 100, 4)
            end as double
        ) as share_reached_pct,
        cast(
            case
                when concluded.is_final then 100
                when concluded.result_period_end is not null
                    then round(
                        ({{ days_between('concluded.period_start', 'concluded.result_period_end') }} + 1) * 100.0
                        / concluded.day_count, 4
                    )
            end as double
        ) as share_of_time_gone_pct,
        concluded.last_known_value,
        cast(
            case
                when concluded.last_known_value > 0
                    then round((concluded.threshold / concluded.last_known_value - 1) * 100, 4)
            end as double
        ) as growth_needed_pct,

        concluded.is_threshold_included,
        concluded.is_lower_better,
        concluded.is_part,
        concluded.is_result_estimate,

        concluded.period_start,
        concluded.period_end,
        concluded.result_period_end,
        concluded.last_known_period_end
    from concluded
    inner join indicators
        on concluded.indicator_key = indicators.indicator_key
    inner join subjects
        on concluded.subject_key = subjects.subject_key
    inner join attainment_labels
        on concluded.attainment = attainment_labels.code
    inner join sentences as target_sentences
        on concluded.sentence_key = target_sentences.sentence_key
    left join sentences as result_sentences
        on concluded.result_sentence_key = result_sentences.sentence_key
)

select * from final
