with

rejects as (
    select * from {{ ref('stg_rejects') }}
),

final as (
    select
        {{ surrogate_key(['file_name']) }} as reject_key,
        file_name,
        document_id,
        reason,
        detail,
        is_error,
        rejected_at
    from rejects
)

select * from final
