with

documents as (
    select * from {{ ref('stg_documents') }}
),

task_organizations as (
    select * from {{ ref('int_task_organizations') }}
),

labels as (
    select * from {{ ref('labels') }}
),

-- Offices have no code. 规划处 of one bureau is not that of another, so the issuer is part of an office's identity.
organizations as (
    select distinct
        'issuer' as organization_kind,
        issuer as organization_name,
        cast(null as string) as issuer_name
    from documents
    where issuer is not null
    union all
    select distinct
        'office' as organization_kind,
        task_organizations.organization_name,
        documents.issuer as issuer_name
    from task_organizations
    inner join documents
        on task_organizations.document_id = documents.document_id
),

described as (
    select
        case organizations.organization_kind
            when 'issuer' then {{ surrogate_key(["'issuer'", 'organizations.organization_name']) }}
            else {{ office_key('organizations.issuer_name', 'organizations.organization_name') }}
        end as organization_key,
        case
            when organizations.organization_kind = 'issuer' then {{ member_key('not_applicable') }}
            when organizations.issuer_name is null then {{ member_key('unknown') }}
            else {{ surrogate_key(["'issuer'", 'organizations.issuer_name']) }}
        end as parent_organization_key,
        organizations.organization_name,
        organizations.issuer_name,
        organizations.organization_kind,
        kinds.label_zh as organization_kind_zh,
        kinds.label_en as organization_kind_en
    from organizations
    left join labels as kinds
        on
            kinds.attribute = 'organization_kind'
            and organizations.organization_kind = kinds.code
),

members as (
    {{ special_members() }}
),

special as (
    select
        {{ surrogate_key(['member_code']) }} as organization_key,
        {{ member_key('not_applicable') }} as parent_organization_key,
        label_zh as organization_name,
        cast(null as string) as issuer_name,
        member_code as organization_kind,
        label_zh as organization_kind_zh,
        label_en as organization_kind_en
    from members
),

final as (
    select * from described
    union all
    select * from special
)

select * from final
