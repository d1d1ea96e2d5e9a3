with

statements as (
    select * from {{ ref('fct_statements') }}
),

profiles as (
    select * from {{ ref('dim_statement_profile') }}
),

final as (
    select
        statements.statement_key,
        statements.document_key,
        statements.sentence_key,
        statements.indicator_key,
        statements.series_key,
        statements.region_key,
        statements.period_key,
        statements.period_end_date_key,
        statements.unit_key,
        statements.statement_profile_key,

        statements.span_text,
        statements.region_text,
        statements.interval_text,
        profiles.stance,
        profiles.measure,

        statements.value,
        statements.value_low,
        statements.value_high,

        statements.is_low_included,
        statements.is_high_included,
        statements.is_part,
        statements.is_repeat,
        statements.is_additive,
        statements.is_estimate,
        statements.is_inferred,
        statements.is_current
    from statements
    inner join profiles
        on statements.statement_profile_key = profiles.statement_profile_key
    where
        profiles.stance in ('actual', 'estimate')
        and profiles.measure in ('level', 'flow')
)

select * from final
