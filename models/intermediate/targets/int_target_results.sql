with

statements as (
    select * from {{ ref('int_statements_placed') }}
    where is_current and period_start is not null and period_end is not null
),

targets as (
    select
        *,
        {{ days_between('period_start', 'period_end') }} as period_days
    from statements
    where stance = 'target'
),

-- Of results over one period, the last reported is the best answer from another report, whatever the target: no other is
-- held against the targets.
results as (
    select
        *,
        {{ days_between('period_start', 'period_end') }} as period_days,
        row_number() over (
            partition by
                series_key,
                region_key,
                region_text,
                measure,
                basis,
                reference_text,
                unit_group,
                period_start,
                period_end,
                is_estimate
            order by reported_on desc nulls last, span_start asc, statement_key asc
        ) = 1 as is_latest
    from statements
    where stance in ('actual', 'estimate')
),

{% for reach in ['own', 'others'] -%}
    pairs_of_{{ reach }} as (
        select
            targets.statement_key as target_statement_key,
            results.statement_key as result_statement_key
        from targets
        inner join results
            on
                targets.series_key = results.series_key
                and targets.region_key = results.region_key
                and targets.region_text = results.region_text
                and targets.measure = results.measure
                and targets.basis = results.basis
                and targets.reference_text = results.reference_text
                and targets.unit_group = results.unit_group
                {% if reach == 'own' -%}
                    and targets.document_id = results.document_id
                {%- else -%}
                    and targets.document_id <> results.document_id
                    and results.is_latest
                {%- endif %}
    ),

{% endfor -%}
pairs as (
    select * from pairs_of_own
    union all
    select * from pairs_of_others
),

candidates as (
    select
        pairs.target_statement_key,
        pairs.result_statement_key,
        results.reported_on,
        results.period_end,
        results.is_estimate,
        results.span_start,
        case
            -- A plan is answered by a later report. What the same report says of the same period is what the planners
            -- knew already, save for a target that its results section looks back on.
            when
                results.period_end = targets.period_end
                and (results.period_start = targets.period_start or targets.measure = 'level')
                then
                    case
                        when results.document_id = targets.document_id and targets.section_kind = 'results'
                            then 'result'
                        when results.document_id <> targets.document_id and results.reported_on > targets.reported_on
                            then 'result'
                    end
            -- So far: within the period asked for, from its first day on where the thing adds up over time.
            when
                results.period_end < targets.period_end
                and results.period_end >= targets.period_start
                and (results.period_start = targets.period_start or targets.measure = 'level')
                and (results.document_id = targets.document_id or results.reported_on >= targets.reported_on)
                then 'progress'
            -- Before: the last level, or the last flow over a period as long, from which growth is counted.
            when
                results.period_end < targets.period_start
                and (
                    targets.measure = 'level'
                    or (targets.measure = 'flow' and abs(results.period_days - targets.period_days) <= 1)
                )
                then 'before'
        end as answer_kind
    from pairs
    inner join targets
        on pairs.target_statement_key = targets.statement_key
    inner join results
        on pairs.result_statement_key = results.statement_key
),

final as (
    select
        target_statement_key,
        result_statement_key,
        answer_kind,
        row_number() over (
            partition by target_statement_key, answer_kind
            order by
                period_end desc,
                is_estimate asc,
                reported_on desc nulls last,
                span_start asc,
                result_statement_key asc
        ) as preference
    from candidates
    where answer_kind is not null
)

select * from final
