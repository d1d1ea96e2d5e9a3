-- A correction has done its work once the parser yields the corrected value itself, and has lost its object once the value
-- it expected is gone: either way the row has to go, or it hides what the parser says now.
with

corrections as (
    select * from {{ ref('stg_corrections') }}
),

decided as (
    select * from {{ ref('int_statements_decided') }}
),

compared as (
    select
        corrections.statement_key,
        corrections.column_name,
        -- 2560 and 2560.0 are one number.
        case
            when
                corrections.column_name in ('value', 'value_high')
                then cast(cast(corrections.expected_value as decimal(38, 18)) as string)
            else corrections.expected_value
        end as expected_value,
        case
            when
                corrections.column_name in ('value', 'value_high')
                then cast(cast(corrections.value as decimal(38, 18)) as string)
            else corrections.value
        end as value,
        case corrections.column_name
            when 'stance' then decided.stance
            when 'measure' then decided.measure
            when 'comparator' then decided.comparator
            when 'value' then cast(decided.value as string)
            when 'value_high' then cast(decided.value_high as string)
            when 'unit' then decided.unit
            when 'indicator_code' then decided.indicator_code
            when 'region_code' then decided.region_code
            when 'region_name' then decided.region_name
            when 'reference_text' then decided.reference_text
            when 'period_start' then cast(decided.period_start as string)
            when 'period_end' then cast(decided.period_end as string)
            when 'basis' then decided.basis
            when 'base_period' then cast(decided.base_period as string)
        end as value_now,
        decided.statement_key is null as is_gone
    from corrections
    left join decided on corrections.statement_key = decided.statement_key
),

final as (
    select * from compared
    where
        is_gone
        or coalesce(value_now, '') <> coalesce(expected_value, value_now, '')
        or coalesce(value_now, '') = coalesce(value, '')
)

select * from final
