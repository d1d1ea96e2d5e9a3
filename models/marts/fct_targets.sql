with

statements as (
    select * from {{ ref('fct_statements') }}
),

profiles as (
    select * from {{ ref('dim_statement_profile') }}
),

sentences as (
    select * from {{ ref('dim_sentence') }}
),

standing as (
    select statement_key
    from {{ ref('int_statement_completion') }}
    where is_standing
),

final as (
    select
        statements.statement_key,
        statements.document_key,
        statements.sentence_key,
        statements.indicator_key,
        statements.series_key,
        statements.region_key,
        statements.reference_region_key,
        statements.period_key,
        statements.period_end_date_key,
        statements.unit_key,
        statements.statement_profile_key,

        statements.span_text,
        statements.region_text,
        statements.reference_text,
        statements.interval_text,
        profiles.stance,
        profiles.measure,
        sentences.section_kind,

        statements.value,
        statements.value_low,
        statements.value_high,

        statements.is_low_included,
        statements.is_high_included,
        -- A rule's parameter is set, and what is there already is acted on; neither is striven for.
        profiles.stance = 'target' and standing.statement_key is null as is_target,
        profiles.stance = 'target' and standing.statement_key is null as is_attainable,
        {{ is_lower_better('profiles.measure', 'profiles.comparator', 'statements.value') }} as is_lower_better,
        statements.is_part,
        statements.is_repeat,
        statements.is_additive,
        statements.is_inferred,
        statements.is_current
    from statements
    inner join profiles
        on statements.statement_profile_key = profiles.statement_profile_key
    inner join sentences
        on statements.sentence_key = sentences.sentence_key
    left join standing
        on statements.statement_key = standing.statement_key
    where profiles.stance in ('target', 'provision')
)

select * from final
