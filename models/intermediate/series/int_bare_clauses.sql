-- One row per number whose noun names nothing by itself (产量, 成交价, 产业), with its clause up to the number, and whether it is
-- an amount of something.
with

statements as (
    select * from {{ ref('int_statements') }}
),

points as (
    select * from {{ ref('int_statement_series') }}
    where is_bare
),

names as (
    select * from {{ ref('int_series_names') }}
),

-- 产量, 人数: what ends so is an amount of something also where it is counted in pieces; 产业 is not.
amounts as (
    select
        'count' as unit_kind,
        spared_endings
    from {{ ref('series_suffixes') }}
    where measure = 'level' and nature = 'counted'
),

-- 每家, 首年, 国家级: what it is of has been named before, in whatever it is counted.
pointing as (
    select term from {{ ref('series_fillers') }}
    where place = 'pointing'
),

sentences as (
    select * from {{ ref('stg_sentences') }}
),

final as (
    select
        statements.statement_key,
        points.series_key,
        statements.document_id,
        statements.sentence_start,
        statements.span_start,
        regexp_replace(
            substr(sentences.text, 1, statements.span_start - statements.sentence_start), '^.*[；。]', ''
        ) as clause,
        names.base_zh as noun,
        pointing.term is not null as is_pointing,
        coalesce(
            amounts.spared_endings is null
            or pointing.term is not null
            or not {{ is_without_ending('names.base_zh', 'amounts.spared_endings') }},
            false
        ) as is_amount
    from statements
    inner join points on statements.statement_key = points.statement_key
    inner join names on points.series_key = names.series_key
    inner join sentences
        on
            statements.document_id = sentences.document_id
            and statements.sentence_start = sentences.sentence_start
    left join amounts on names.unit_kind = amounts.unit_kind
    left join pointing on names.base_zh = pointing.term
)

select * from final
