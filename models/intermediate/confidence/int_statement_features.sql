-- One row per statement with what tells how sure its reading is: the features that seeds/weights.csv has weights for.
with

decided as (
    select * from {{ ref('int_statements_decided') }}
    {{ only_new('document_id') }}
),

statements as (
    select * from decided
    where disposition = 'fact'
),

readings as (
    select * from {{ ref('stg_readings') }}
    {{ only_new('document_id') }}
),

sections as (
    select * from {{ ref('stg_sections') }}
),

documents as (
    select * from {{ ref('stg_documents') }}
),

indicators as (
    select * from {{ ref('indicators') }}
),

placed as (
    select
        document_id,
        span_start,
        span_end,
        ordinal,
        row_number() over (
            partition by document_id, sentence_start
            order by span_start, ordinal, span_end
        ) as number_position
    from readings
),

told as (
    select
        statements.statement_key,
        statements.document_id,
        statements.indicator_code as indicator,
        statements.measure_rule,
        statements.comparator_rule,
        statements.reference_rule,
        statements.stance || '_in_' || sections.section_kind as stance,
        statements.region_rule || case when statements.region_code is null then '_uncoded' else '' end as region,
        documents.document_kind,
        case
            when statements.period_end is null or documents.period_end is null then 'unknown'
            when year(statements.period_end) < year(documents.period_end) then 'earlier'
            when year(statements.period_end) = year(documents.period_end) then 'reported'
            when year(statements.period_end) = year(documents.period_end) + 1 then 'next'
            else 'later'
        end as period,
        readings.phrase_position as noun,
        coalesce(indicators.nature, 'other') as nature,
        case when readings.is_of_ratio then 'ratio' end as ratio,
        case
            when length(coalesce(statements.phrase, '')) <= 2 then 'short'
            when length(statements.phrase) <= 4 then 'medium'
            when length(statements.phrase) <= 7 then 'long'
            when length(statements.phrase) <= 12 then 'longer'
            else 'longest'
        end as phrase_length,
        case
            when {{ text_matches('statements.phrase', '[、和与及]') }} then 'several'
        end as nouns,
        case
            when placed.number_position = 1 then 'first'
            when placed.number_position = 2 then 'second'
            when placed.number_position <= 4 then 'early'
            when placed.number_position <= 7 then 'later'
            else 'late'
        end as number_in_sentence
    from statements
    inner join readings
        on
            statements.document_id = readings.document_id
            and statements.span_start = readings.span_start
            and statements.span_end = readings.span_end
            and statements.ordinal = readings.ordinal
    inner join placed
        on
            statements.document_id = placed.document_id
            and statements.span_start = placed.span_start
            and statements.span_end = placed.span_end
            and statements.ordinal = placed.ordinal
    inner join sections
        on
            statements.document_id = sections.document_id
            and statements.section_start = sections.section_start
    inner join documents on statements.document_id = documents.document_id
    left join indicators on statements.indicator_code = indicators.code
),

{%- set kinds = [
    'indicator', 'nature', 'noun', 'nouns', 'phrase_length', 'ratio', 'measure_rule', 'comparator_rule', 'stance',
    'reference_rule', 'region', 'document_kind', 'period', 'number_in_sentence',
] %}

-- A feature is its kind and what it is: noun:inherited.
final as (
    select
        statement_key,
        document_id,
        concat_ws(
            ' ',
            {%- for kind in kinds %}
                '{{ kind }}:' || {{ kind }}{{ ',' if not loop.last }}
            {%- endfor %}
        ) as features
    from told
)

select * from final
