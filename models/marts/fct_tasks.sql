with

tasks as (
    select * from {{ ref('int_tasks') }}
),

documents as (
    select * from {{ ref('dim_document') }}
),

sections as (
    select * from {{ ref('stg_sections') }}
),

task_organizations as (
    select * from {{ ref('int_task_organizations') }}
),

counted as (
    select
        document_id,
        task_start,
        count(case when role = 'lead' then 1 end) as lead_count,
        count(case when role = 'responsible' then 1 end) as responsible_count
    from task_organizations
    group by document_id, task_start
),

final as (
    select
        {{ surrogate_key(['tasks.document_id', 'tasks.task_start']) }} as task_key,
        documents.document_key,
        documents.region_key,
        documents.issuer_organization_key,
        documents.plan_period_key as period_key,

        tasks.text as task_text,
        coalesce(sections.heading, '') as section_heading,

        cast(tasks.task_number as integer) as task_number,
        cast(tasks.task_start as integer) as task_start,
        cast(tasks.task_end as integer) as task_end,
        cast(tasks.section_start as integer) as section_start,
        cast(coalesce(counted.lead_count, 0) as integer) as lead_count,
        cast(coalesce(counted.responsible_count, 0) as integer) as responsible_count,

        documents.is_current
    from tasks
    inner join documents
        on tasks.document_id = documents.document_id
    left join sections
        on
            tasks.document_id = sections.document_id
            and tasks.section_start = sections.section_start
    left join counted
        on
            tasks.document_id = counted.document_id
            and tasks.task_start = counted.task_start
)

select * from final
