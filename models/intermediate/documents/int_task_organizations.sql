-- One row per task, office and role: lead where it answers for the task, responsible where it takes part.
with

tasks as (
    select
        document_id,
        task_start,
        nullif(lead_organizations, '') as lead_organizations,
        nullif(responsible_organizations, '') as responsible_organizations
    from {{ ref('stg_tasks') }}
),

lead_offices as (
    {{ split_to_rows('tasks', ['document_id', 'task_start'], 'lead_organizations', '、') }}
),

responsible_offices as (
    {{ split_to_rows('tasks', ['document_id', 'task_start'], 'responsible_organizations', '、') }}
),

final as (
    select distinct
        document_id,
        task_start,
        'lead' as role,
        part as organization_name
    from lead_offices
    union all
    select distinct
        document_id,
        task_start,
        'responsible' as role,
        part as organization_name
    from responsible_offices
)

select * from final
