with

instances as (
    select * from {{ ref('int_identity_instances') }}
),

-- How the two intervals lie to each other. An end that is open is null: nothing lies beyond it.
compared as (
    select
        *,
        coalesce(
            found_low > expected_high
            or (found_low = expected_high and not (is_found_low_included and is_expected_high_included)), false
        ) as is_above,
        coalesce(
            found_high < expected_low
            or (found_high = expected_low and not (is_found_high_included and is_expected_low_included)), false
        ) as is_below,
        coalesce(found_high <= expected_low, false) as is_never_above,
        coalesce(found_low >= expected_high, false) as is_never_below,
        (
            (expected_low is null or coalesce(
                found_low > expected_low
                or (found_low = expected_low and (is_expected_low_included or not is_found_low_included)), false
            ))
            and (expected_high is null or coalesce(
                found_high < expected_high
                or (found_high = expected_high and (is_expected_high_included or not is_found_high_included)), false
            ))
        ) as is_found_within,
        (
            (found_low is null or coalesce(
                expected_low > found_low
                or (expected_low = found_low and (is_found_low_included or not is_expected_low_included)), false
            ))
            and (found_high is null or coalesce(
                expected_high < found_high
                or (expected_high = found_high and (is_found_high_included or not is_expected_high_included)), false
            ))
        ) as is_expected_within,
        (found_low is not null or found_high is not null)
        and (expected_low is not null or expected_high is not null) as is_comparable
    from instances
),

judged as (
    select
        *,
        case
            when not is_comparable then 'undetermined'
            when relation = 'equal' and (is_above or is_below) then 'violated'
            when relation = 'equal' and (is_found_within or is_expected_within) then 'holds'
            when relation = 'at_most' and is_above then 'violated'
            when relation = 'at_most' and is_never_above then 'holds'
            when relation = 'at_least' and is_below then 'violated'
            when relation = 'at_least' and is_never_below then 'holds'
            -- Found is the nearest whole number: where it lies outside, the interval holds none.
            when relation = 'whole_number' and not is_found_within then 'violated'
            when relation = 'whole_number' and is_firm then 'holds'
            else 'undetermined'
        end as verdict
    from compared
),

final as (
    select
        identity_check_key,
        identity_code,
        judged_statement_key,
        other_statement_key,
        third_statement_key,
        relation,
        unit,
        -- What others may have meant differently can confirm a number, and cannot contradict it.
        case when verdict = 'violated' and not is_firm then 'undetermined' else verdict end as result,
        expected_low,
        expected_high,
        found_low,
        found_high,
        -- How far the two are apart at the least; 0 where both can be true.
        cast(round(
            case
                when is_above and relation <> 'at_least' then found_low - expected_high
                when is_below and relation <> 'at_most' then expected_low - found_high
                when relation = 'whole_number' and not is_found_within
                    then least(abs(found_low - expected_low), abs(found_low - expected_high))
                else 0
            end, 6
        ) as double) as difference,
        is_expected_low_included,
        is_expected_high_included,
        is_found_low_included,
        is_found_high_included
    from judged
)

select * from final
