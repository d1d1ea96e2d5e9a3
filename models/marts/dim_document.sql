with

documents as (
    select * from {{ ref('stg_documents') }}
),

versions as (
    select * from {{ ref('int_document_versions') }}
),

labels as (
    select * from {{ ref('labels') }}
),

described as (
    select
        {{ surrogate_key(['documents.document_id']) }} as document_key,
        documents.document_id,
        {{ surrogate_key(["coalesce(documents.region_code, 'unknown')"]) }} as region_key,
        case
            when documents.issuer is null then {{ member_key('unknown') }}
            else {{ surrogate_key(["'issuer'", 'documents.issuer']) }}
        end as issuer_organization_key,
        {{ period_key('documents.period_start', 'documents.period_end') }} as period_key,
        {{ period_key('documents.plan_period_start', 'documents.plan_period_end') }} as plan_period_key,
        {{ date_key('documents.issued_on') }} as issued_on_date_key,
        {{ date_key('documents.published_on') }} as published_on_date_key,
        versions.report_identity,

        documents.report,
        documents.file_name,
        documents.title,
        documents.issuer as issuer_name,
        documents.document_number,
        coalesce(documents.document_kind, 'unknown') as document_kind,
        kinds.label_zh as document_kind_zh,
        kinds.label_en as document_kind_en,
        coalesce(documents.region_rule, 'unknown') as region_rule,
        documents.region_evidence,
        documents.media_type,
        documents.source_url,
        documents.encoding,
        documents.reading_note,
        documents.text as document_text,
        documents.parser_version,
        documents.lexicon_hash,

        cast(documents.byte_count as integer) as byte_count,
        cast(documents.char_count as integer) as char_count,
        versions.version_number,
        versions.report_year,

        versions.is_current,

        documents.issued_on,
        documents.published_on,
        documents.retrieved_on,
        versions.reported_on
    from documents
    inner join versions
        on documents.document_id = versions.document_id
    left join labels as kinds
        on
            kinds.attribute in ('document_kind', 'member')
            and coalesce(documents.document_kind, 'unknown') = kinds.code
),

members as (
    {{ special_members() }}
),

special as (
    select
        {{ surrogate_key(['member_code']) }} as document_key,
        member_code as document_id,
        {{ surrogate_key(['member_code']) }} as region_key,
        {{ surrogate_key(['member_code']) }} as issuer_organization_key,
        {{ surrogate_key(['member_code']) }} as period_key,
        {{ surrogate_key(['member_code']) }} as plan_period_key,
        case member_code when 'unknown' then -1 else -2 end as issued_on_date_key,
        case member_code when 'unknown' then -1 else -2 end as published_on_date_key,
        member_code as report_identity,

        member_code as report,
        member_code as file_name,
        label_zh as title,
        label_zh as issuer_name,
        cast(null as string) as document_number,
        member_code as document_kind,
        label_zh as document_kind_zh,
        label_en as document_kind_en,
        member_code as region_rule,
        cast(null as string) as region_evidence,
        cast(null as string) as media_type,
        cast(null as string) as source_url,
        cast(null as string) as encoding,
        cast(null as string) as reading_note,
        cast('' as string) as document_text,
        cast(null as string) as parser_version,
        cast(null as string) as lexicon_hash,

        0 as byte_count,
        0 as char_count,
        1 as version_number,
        cast(null as integer) as report_year,

        false as is_current,

        cast(null as date) as issued_on,
        cast(null as date) as published_on,
        cast(null as date) as retrieved_on,
        cast(null as date) as reported_on
    from members
),

final as (
    select * from described
    union all
    select * from special
)

select * from final
