with

rejects as (
    select * from {{ ref('stg_rejects') }}
),

versions as (
    select * from {{ ref('int_document_versions') }}
),

documents as (
    select * from {{ ref('stg_documents') }}
),

turned_away as (
    select
        file_name,
        ordinal,
        document_id,
        stage,
        reason,
        detail,
        sentence,
        is_error,
        rejected_at
    from rejects
),

-- A report that lies in the folder and is not current would otherwise be missed without a word.
superseded as (
    select
        documents.file_name,
        cast(0 as integer) as ordinal,
        documents.document_id,
        'build' as stage,
        'superseded' as reason,
        'a version of the same report that was released later lies in the folder too' as detail,
        cast(null as string) as sentence,
        false as is_error,
        documents.loaded_at as rejected_at
    from versions
    inner join documents
        on versions.document_id = documents.document_id
    where versions.is_present and not versions.is_current
),

combined as (
    select * from turned_away
    union all
    select * from superseded
),

final as (
    select
        {{ surrogate_key(['file_name', 'ordinal']) }} as reject_key,
        file_name,
        document_id,
        stage,
        reason,
        detail,
        sentence,
        is_error,
        rejected_at
    from combined
)

select * from final
