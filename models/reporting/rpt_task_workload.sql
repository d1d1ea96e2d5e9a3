with

tasks as (
    select * from {{ ref('fct_tasks') }}
    where is_current
),

task_organizations as (
    select * from {{ ref('bridge_task_organizations') }}
),

organizations as (
    select * from {{ ref('dim_organization') }}
),

documents as (
    select * from {{ ref('dim_document') }}
),

counted as (
    select
        tasks.document_key,
        task_organizations.organization_key,
        tasks.section_start,
        tasks.section_heading,
        count(distinct tasks.task_key) as task_count,
        count(distinct case when task_organizations.role = 'lead' then tasks.task_key end) as lead_count,
        count(distinct case when task_organizations.role = 'responsible' then tasks.task_key end)
            as responsible_count,
        count(distinct case
            when task_organizations.role = 'lead' and tasks.lead_count > 1 then tasks.task_key
        end) as shared_lead_count
    from tasks
    inner join task_organizations
        on tasks.task_key = task_organizations.task_key
    group by
        tasks.document_key,
        task_organizations.organization_key,
        tasks.section_start,
        tasks.section_heading
),

final as (
    select
        {{ surrogate_key(['counted.document_key', 'counted.organization_key', 'counted.section_start']) }}
            as workload_key,
        counted.document_key,
        counted.organization_key,

        documents.report,
        documents.issuer_name,
        organizations.organization_name,
        counted.section_heading,

        counted.section_start,
        cast(counted.task_count as integer) as task_count,
        cast(counted.lead_count as integer) as lead_count,
        cast(counted.shared_lead_count as integer) as shared_lead_count,
        cast(counted.responsible_count as integer) as responsible_count
    from counted
    inner join organizations
        on counted.organization_key = organizations.organization_key
    inner join documents
        on counted.document_key = documents.document_key
)

select * from final
