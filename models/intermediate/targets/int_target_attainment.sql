with

answers as (
    select * from {{ ref('int_target_answers') }}
),

-- 10%左右 is fallen short of for certain by twice as much as it leaves open.
bounded as (
    select
        *,
        case when is_approximate then 2 * threshold - target_value else threshold end as least_threshold
    from answers
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
                    result_low > least_threshold
                    or (result_low = least_threshold and not (is_threshold_included and is_result_low_included))
            else
                result_high < least_threshold
                or (result_high = least_threshold and not (is_threshold_included and is_result_high_included))
        end as is_surely_short
    from bounded
),

final as (
    select
        target_statement_key,
        result_statement_key,
        base_statement_key,
        last_known_statement_key,
        measure,
        result_kind,
        case
            when result_statement_key is null then 'no_result_yet'
            when coalesce(is_surely_reached, false) and (is_final or measure = 'flow') and is_same_thing then 'met'
            when coalesce(is_surely_reached, false) and measure = 'flow' then 'undetermined'
            when not is_final then 'in_progress'
            when not is_same_thing then 'undetermined'
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
