-- One row per target that no report answers in so many words, and what answers it by reckoning: growth computed from two
-- values, or the value that another place's share implies.
with

targets as (
    select *
    from {{ ref('int_statements_placed') }}
    where stance = 'target' and is_current and period_start is not null and period_end is not null
),

computed as (
    select * from {{ ref('int_computed_growth') }}
),

implied as (
    select * from {{ ref('int_implied_values') }}
    where is_current
),

found as (
    select
        targets.statement_key as target_statement_key,
        'computed_growth' as result_kind,
        computed.result_statement_key,
        computed.base_statement_key,
        computed.value,
        computed.value_low,
        computed.value_high,
        computed.is_estimate,
        computed.period_end,
        computed.reported_on,
        targets.document_id = computed.document_id as is_own_report,
        targets.section_kind = 'results' as is_looked_back_on,
        computed.reported_on > targets.reported_on as is_reported_later
    from targets
    inner join computed
        on
            targets.thing_key = computed.thing_key
            and targets.region_key = computed.region_key
            and targets.region_text = computed.region_text
            and targets.measure = computed.measure
            and targets.period_start = computed.period_start
            and targets.period_end = computed.period_end
    where targets.basis = 'yoy' and targets.reference_text = ''
    union all
    select
        targets.statement_key as target_statement_key,
        'implied_value' as result_kind,
        implied.comparison_statement_key as result_statement_key,
        implied.own_statement_key as base_statement_key,
        implied.value,
        implied.value_low,
        implied.value_high,
        implied.is_estimate,
        implied.period_end,
        implied.reported_on,
        targets.document_id = implied.document_id as is_own_report,
        targets.section_kind = 'results' as is_looked_back_on,
        implied.reported_on > targets.reported_on as is_reported_later
    from targets
    inner join implied
        on
            targets.series_key = implied.series_key
            and targets.region_key = implied.region_key
            and targets.measure = implied.measure
            and targets.unit_group = implied.unit_group
            and targets.period_end = implied.period_end
            and (targets.period_start = implied.period_start or targets.measure = 'level')
    where targets.measure in ('level', 'flow')
),

ranked as (
    select
        *,
        row_number() over (
            partition by target_statement_key
            order by
                result_kind asc,
                is_estimate asc,
                reported_on desc nulls last,
                result_statement_key asc,
                base_statement_key asc
        ) as preference
    from found
    where (is_own_report and is_looked_back_on) or (not is_own_report and is_reported_later)
),

final as (
    select
        target_statement_key,
        result_kind,
        result_statement_key,
        base_statement_key,
        {{ exact('value') }} as value,
        {{ exact('value_low') }} as value_low,
        {{ exact('value_high') }} as value_high,
        is_estimate,
        period_end
    from ranked
    where preference = 1
)

select * from final
