-- One row per reading: what it states, of which indicator, place and time, or why it states nothing; corrections applied.
with

decided as (
    select * from {{ ref('int_statements_decided') }}
    {{ only_new('document_id') }}
),

corrections as (
    select * from {{ ref('stg_corrections') }}
),

-- A part of several that a list names together has no one whole.
parts as (
    select
        part_statement_key,
        case when count(*) = 1 then max(whole_statement_key) end as whole_statement_key
    from {{ ref('int_statement_parts') }}
    group by part_statement_key
),

corrected as (
    select
        statement_key,
        -- What states nothing has no attributes that could be wrong.
        'fact' as disposition,
        max(case when column_name = 'stance' then value end) as stance,
        max(case when column_name = 'measure' then value end) as measure,
        max(case when column_name = 'comparator' then value end) as comparator,
        max(case when column_name = 'value' then value end) as value,
        max(case when column_name = 'value_high' then value end) as value_high,
        max(case when column_name = 'unit' then value end) as unit,
        max(case when column_name = 'indicator_code' then value end) as indicator_code,
        max(case when column_name = 'region_code' then value end) as region_code,
        max(case when column_name = 'region_name' then value end) as region_name,
        max(case when column_name = 'reference_text' then value end) as reference_text,
        max(case when column_name = 'period_start' then value end) as period_start,
        max(case when column_name = 'period_end' then value end) as period_end,
        max(case when column_name = 'basis' then value end) as basis,
        max(case when column_name = 'base_period' then value end) as base_period
    from corrections
    group by statement_key
),

final as (
    select
        decided.statement_key,
        decided.document_id,
        decided.report,
        decided.sentence_start,
        decided.section_start,
        decided.span_start,
        decided.span_end,
        decided.ordinal,
        decided.span_text,
        decided.disposition,
        decided.disposition_rule,
        decided.disposition_reason,
        coalesce(corrected.stance, decided.stance) as stance,
        coalesce(corrected.measure, decided.measure) as measure,
        coalesce(corrected.comparator, decided.comparator) as comparator,
        coalesce(cast(corrected.value as decimal(38, 18)), decided.value) as value,
        coalesce(cast(corrected.value_high as decimal(38, 18)), decided.value_high) as value_high,
        decided.number_text,
        decided.decimals,
        decided.scale,
        coalesce(corrected.unit, decided.unit) as unit,
        decided.comparator_text,
        coalesce(corrected.indicator_code, decided.indicator_code) as indicator_code,
        decided.indicator_text,
        decided.phrase_rest,
        coalesce(corrected.region_code, decided.region_code) as region_code,
        coalesce(corrected.region_name, decided.region_name) as region_name,
        coalesce(corrected.region_code, decided.region_codes) as region_codes,
        coalesce(corrected.reference_text, decided.reference_text) as reference_text,
        decided.reference_kind,
        decided.reference_region_code,
        coalesce(cast(corrected.period_start as date), decided.period_start) as period_start,
        coalesce(cast(corrected.period_end as date), decided.period_end) as period_end,
        coalesce(corrected.basis, decided.basis) as basis,
        coalesce(cast(corrected.base_period as date), decided.base_period) as base_period,
        parts.whole_statement_key,
        parts.part_statement_key is not null as is_part,
        coalesce(coalesce(corrected.stance, decided.stance) = 'estimate', false) as is_estimate,
        decided.is_inferred,
        decided.phrase,
        decided.verb,
        decided.phrase_wide,
        decided.phrase_head,
        decided.stance_rule,
        decided.measure_rule,
        decided.comparator_rule,
        decided.unit_rule,
        decided.indicator_rule,
        decided.region_rule,
        decided.period_rule,
        decided.basis_rule,
        decided.reference_rule,
        corrected.statement_key is not null as is_corrected
    from decided
    left join corrected
        on
            decided.statement_key = corrected.statement_key
            and decided.disposition = corrected.disposition
    left join parts
        on decided.statement_key = parts.part_statement_key
)

select * from final
