with

source as (
    select * from {{ source('raw', 'document_versions') }}
),

final as (
    select
        document_id,
        file_name,
        is_present,
        cast(first_seen_at as timestamp) as first_seen_at,
        cast(changed_at as timestamp) as changed_at
    from source
)

select * from final
