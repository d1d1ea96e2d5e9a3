with

task_organizations as (
    select * from {{ ref('int_task_organizations') }}
),

documents as (
    select * from {{ ref('stg_documents') }}
),

final as (
    select
        {{ surrogate_key([
            'task_organizations.document_id',
            'task_organizations.task_start',
            'task_organizations.role',
            'task_organizations.organization_name',
        ]) }} as task_organization_key,
        {{ surrogate_key(['task_organizations.document_id', 'task_organizations.task_start']) }} as task_key,
        {{ office_key('documents.issuer', 'task_organizations.organization_name') }} as organization_key,
        task_organizations.role
    from task_organizations
    inner join documents
        on task_organizations.document_id = documents.document_id
)

select * from final
