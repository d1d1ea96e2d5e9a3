with

sentences as (
    select * from {{ ref('stg_sentences') }}
),

sections as (
    select * from {{ ref('stg_sections') }}
),

documents as (
    select * from {{ ref('stg_documents') }}
    {{ only_new('document_key', surrogate_key(['document_id'])) }}
),

labels as (
    select * from {{ ref('labels') }}
),

described as (
    select
        {{ surrogate_key(['sentences.document_id', 'sentences.sentence_start']) }} as sentence_key,
        {{ surrogate_key(['sentences.document_id']) }} as document_key,
        documents.report,
        sentences.text as sentence_text,
        sections.heading as section_heading,
        coalesce(sections.section_kind, 'unknown') as section_kind,
        kinds.label_zh as section_kind_zh,
        kinds.label_en as section_kind_en,
        cast(sentences.sentence_start as integer) as sentence_start,
        cast(sentences.sentence_end as integer) as sentence_end,
        cast(sentences.section_start as integer) as section_start,
        coalesce(sentences.is_furniture, false) as is_furniture
    from sentences
    inner join documents
        on sentences.document_id = documents.document_id
    left join sections
        on
            sentences.document_id = sections.document_id
            and sentences.section_start = sections.section_start
    left join labels as kinds
        on
            kinds.attribute in ('section_kind', 'member')
            and coalesce(sections.section_kind, 'unknown') = kinds.code
),

members as (
    {{ special_members() }}
),

special as (
    select
        {{ surrogate_key(['member_code']) }} as sentence_key,
        {{ surrogate_key(['member_code']) }} as document_key,
        member_code as report,
        label_zh as sentence_text,
        cast(null as string) as section_heading,
        member_code as section_kind,
        label_zh as section_kind_zh,
        label_en as section_kind_en,
        0 as sentence_start,
        0 as sentence_end,
        0 as section_start,
        false as is_furniture
    from members
),

final as (
    select * from described
    union all
    select * from special
)

select * from final
