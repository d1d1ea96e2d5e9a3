with

rejects as (
    select * from {{ ref('fct_rejects') }}
),

final as (
    select
        reject_key,
        file_name,
        reason,
        detail,
        is_error,
        rejected_at
    from rejects
)

select * from final
