with

attainment as (
    select * from {{ ref('int_target_attainment') }}
),

statements as (
    select * from {{ ref('fct_statements') }}
),

final as (
    select
        attainment.target_statement_key,
        coalesce(attainment.result_statement_key, {{ member_key('not_applicable') }}) as result_statement_key,
        coalesce(attainment.last_known_statement_key, {{ member_key('not_applicable') }})
            as last_known_statement_key,
        coalesce(attainment.base_statement_key, {{ member_key('not_applicable') }}) as base_statement_key,
        targets.document_key,
        targets.sentence_key,
        targets.indicator_key,
        targets.series_key,
        targets.region_key,
        targets.period_key,
        targets.unit_key,
        coalesce(results.document_key, {{ member_key('not_applicable') }}) as result_document_key,
        coalesce(results.sentence_key, {{ member_key('not_applicable') }}) as result_sentence_key,
        coalesce(results.period_key, {{ member_key('not_applicable') }}) as result_period_key,
        coalesce(last_known.period_key, {{ member_key('not_applicable') }}) as last_known_period_key,

        targets.region_text,
        attainment.measure,
        attainment.attainment,
        attainment.result_kind,
        targets.span_text as target_text,
        targets.interval_text as target_interval_text,
        case when attainment.result_kind = 'stated' then results.span_text else '' end as result_text,
        case
            when attainment.result_kind = 'stated' then results.interval_text
            when attainment.result_kind = 'none' then ''
            else {{ interval_label('attainment.result_low', 'attainment.result_high', 'true', 'true') }}
        end as result_interval_text,

        targets.value as target_value,
        targets.value_low as target_low,
        targets.value_high as target_high,
        attainment.result_value,
        attainment.result_low,
        attainment.result_high,
        attainment.share_reached_pct,
        attainment.share_of_time_gone_pct,
        attainment.last_known_value,
        attainment.growth_needed_pct,

        attainment.is_threshold_included,
        attainment.is_lower_better,
        targets.is_part,
        attainment.is_result_estimate,

        attainment.result_period_end,
        attainment.last_known_period_end
    from attainment
    inner join statements as targets
        on attainment.target_statement_key = targets.statement_key
    left join statements as results
        on attainment.result_statement_key = results.statement_key
    left join statements as last_known
        on attainment.last_known_statement_key = last_known.statement_key
)

select * from final
