-- One row per numbered task of a plan.
with

tasks as (
    select * from {{ ref('stg_tasks') }}
),

final as (
    select
        document_id,
        task_start,
        task_end,
        section_start,
        task_number,
        text
    from tasks
)

select * from final
