with

statements as (
    select * from {{ ref('int_statements_placed') }}
),

target_results as (
    select * from {{ ref('int_target_results') }}
    where preference = 1
),

targets as (
    select
        *,
        -- The end of the interval that a result must reach, and whether reaching it is enough.
        case when is_lower_better then value_high else value_low end as threshold,
        case when is_lower_better then is_high_included else is_low_included end as is_threshold_included
    from statements
    where stance = 'target' and is_current
),

chosen as (
    select
        target_statement_key,
        coalesce(
            max(case when answer_kind = 'result' then result_statement_key end),
            max(case when answer_kind = 'progress' then result_statement_key end)
        ) as result_statement_key,
        max(case when answer_kind = 'progress' then result_statement_key end) as progress_statement_key,
        max(case when answer_kind = 'before' then result_statement_key end) as before_statement_key,
        max(case when answer_kind = 'result' then 1 else 0 end) = 1 as is_final
    from target_results
    group by target_statement_key
),

answered as (
    select
        targets.statement_key as target_statement_key,
        targets.measure,
        targets.is_lower_better,
        targets.value as target_value,
        targets.threshold,
        targets.is_threshold_included,
        targets.period_start,
        targets.period_end,
        coalesce(chosen.is_final, false) as is_final,
        results.statement_key as result_statement_key,
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
    from targets
    left join chosen
        on targets.statement_key = chosen.target_statement_key
    left join statements as results
        on chosen.result_statement_key = results.statement_key
    -- A level seen on the way is nearer than the one before; a flow so far is no level to grow from.
    left join statements as last_known
        on
            case
                when targets.measure = 'level'
                    then coalesce(chosen.progress_statement_key, chosen.before_statement_key)
                else chosen.before_statement_key
            end = last_known.statement_key
),

-- Three-valued: reached for certain, fallen short for certain, or both possible given what the text leaves open.
-- The very number that was asked for is reached, though it may have been rounded up to it.
judged as (
    select
        *,
        case
            when is_lower_better
                then
                    result_high < threshold
                    or (result_high = threshold and (is_threshold_included or not is_result_high_included))
                    or (result_value = threshold and is_threshold_included and is_result_high_included)
            else
                result_low > threshold
                or (result_low = threshold and (is_threshold_included or not is_result_low_included))
                or (result_value = threshold and is_threshold_included and is_result_low_included)
        end as is_surely_reached,
        case
            when is_lower_better
                then
                    result_low > threshold
                    or (result_low = threshold and not (is_threshold_included and is_result_low_included))
            else
                result_high < threshold
                or (result_high = threshold and not (is_threshold_included and is_result_high_included))
        end as is_surely_short
    from answered
),

final as (
    select
        target_statement_key,
        result_statement_key,
        last_known_statement_key,
        measure,
        case
            when result_statement_key is null then 'no_result_yet'
            when coalesce(is_surely_reached, false) and (is_final or measure = 'flow') then 'met'
            when not is_final then 'in_progress'
            when coalesce(is_surely_short, false) then 'missed'
            else 'undetermined'
        end as attainment,
        result_value,
        result_low,
        result_high,
        cast(
            case
                when measure in ('level', 'flow') and target_value > 0
                    then {{ percentage('result_value', 'target_value') }}
            end as double
        ) as share_reached_pct,
        cast(
            case
                when is_final then 100
                when result_period_end is not null
                    then round(
                        ({{ days_between('period_start', 'result_period_end') }} + 1) * 100.0
                        / ({{ days_between('period_start', 'period_end') }} + 1), 4
                    )
            end as double
        ) as share_of_time_gone_pct,
        last_known_value,
        cast(
            case
                when last_known_value > 0
                    then round((cast(threshold as double) / cast(last_known_value as double) - 1) * 100, 4)
            end
            as double
        ) as growth_needed_pct,
        is_threshold_included,
        is_lower_better,
        coalesce(is_result_estimate, false) as is_result_estimate,
        result_period_end,
        last_known_period_end
    from judged
)

select * from final
