-- Both ways, by count and key: documents, sentences and tasks of raw are those of the star.
with

raw_keys as (
    select
        'document' as kind,
        {{ surrogate_key(['document_id']) }} as natural_key
    from {{ ref('stg_documents') }}
    union all
    select
        'sentence' as kind,
        {{ surrogate_key(['document_id', 'sentence_start']) }} as natural_key
    from {{ ref('stg_sentences') }}
    union all
    select
        'task' as kind,
        {{ surrogate_key(['document_id', 'task_start']) }} as natural_key
    from {{ ref('stg_tasks') }}
    union all
    select
        'reject' as kind,
        {{ surrogate_key(['file_name', 'ordinal']) }} as natural_key
    from {{ ref('stg_rejects') }}
),

star_keys as (
    select
        'document' as kind,
        document_key as natural_key
    from {{ ref('dim_document') }}
    where document_id not in ('unknown', 'not_applicable')
    union all
    select
        'sentence' as kind,
        sentence_key as natural_key
    from {{ ref('dim_sentence') }}
    where sentence_key not in ({{ member_key('unknown') }}, {{ member_key('not_applicable') }})
    union all
    select
        'task' as kind,
        task_key as natural_key
    from {{ ref('fct_tasks') }}
    union all
    select
        'reject' as kind,
        reject_key as natural_key
    from {{ ref('rpt_rejects') }}
    where reason <> 'superseded'
)

select
    coalesce(raw_keys.kind, star_keys.kind) as kind,
    coalesce(raw_keys.natural_key, star_keys.natural_key) as natural_key
from raw_keys
full outer join star_keys
    on
        raw_keys.kind = star_keys.kind
        and raw_keys.natural_key = star_keys.natural_key
where raw_keys.natural_key is null or star_keys.natural_key is null
