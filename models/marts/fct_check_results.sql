with

check_results as (
    select * from {{ ref('stg_check_results') }}
),

final as (
    select
        {{ surrogate_key(['run_id', 'check_tool', 'check_name']) }} as check_result_key,
        run_id,
        check_name,
        check_tool,
        severity,
        outcome,
        message,
        rows_failed,
        seconds,
        checked_at
    from check_results
)

select * from final
