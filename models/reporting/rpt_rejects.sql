with

rejects as (
    select * from {{ ref('fct_rejects') }}
),

final as (
    select
        reject_key,
        file_name,
        stage,
        reason,
        detail,
        sentence,
        is_error,
        rejected_at
    from rejects
)

select * from final
