-- One row per number of a place, place around it and kind it is counted in there. A table of its own: within the query that
-- compares it, places were joined last, after every report with every other.
with

statements as (
    select * from {{ ref('int_identity_statements') }}
    where is_first and measure in ('level', 'flow') and stance_group in ('result', 'target')
),

ancestors as (
    select * from {{ ref('int_region_ancestors') }}
),

indicators as (
    select * from {{ ref('indicators') }}
    where additivity <> 'non_additive'
),

kinds as (
    select * from {{ ref('int_identity_kinds') }}
),

final as (
    select
        statements.statement_key,
        statements.document_id,
        ancestors.ancestor_code,
        kinds.counted_in,
        statements.stance_group,
        statements.measure,
        statements.unit,
        statements.unit_group,
        statements.value_low,
        statements.value_high,
        statements.is_low_included,
        statements.is_high_included,
        statements.period_start,
        statements.period_end
    from statements
    inner join indicators
        on statements.indicator_code = indicators.code
    inner join ancestors
        on statements.region_code = ancestors.region_code
    inner join kinds
        on statements.statement_key = kinds.statement_key
    where statements.measure = 'level' or indicators.nature = 'flow'
)

select * from final
