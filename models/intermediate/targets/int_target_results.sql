with

statements as (
    select * from {{ ref('int_statements_placed') }}
    where is_current and period_start is not null and period_end is not null
),

completion as (
    select * from {{ ref('int_statement_completion') }}
),

-- 三大中心, 17国: what a plan finds there is no target, and nothing answers it.
targets as (
    select
        statements.*,
        {{ days_between('statements.period_start', 'statements.period_end') }} as period_days,
        coalesce(completion.is_further, false) as is_further,
        coalesce(completion.completion_rank, 60) as completion_rank
    from statements
    left join completion
        on statements.statement_key = completion.statement_key
    where statements.stance = 'target' and not coalesce(completion.is_standing, false)
),

-- Of results over one period, the last reported is the best answer from another report, whatever the target: no other is
-- held against the targets.
results as (
    select
        statements.*,
        coalesce(completion.completion_rank, 60) as completion_rank,
        {{ days_between('statements.period_start', 'statements.period_end') }} as period_days,
        rank() over (
            partition by
                statements.series_key,
                statements.restriction_text,
                statements.region_key,
                statements.region_text,
                statements.measure,
                statements.basis,
                statements.reference_text,
                statements.unit_group,
                statements.period_start,
                statements.period_end,
                statements.is_estimate,
                completion.completion_rank
            order by statements.reported_on desc nulls last, statements.document_id asc
        ) = 1 as is_latest
    from statements
    left join completion
        on statements.statement_key = completion.statement_key
    where statements.stance in ('actual', 'estimate')
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
        results.is_part,
        results.span_start,
        results.value_low,
        results.value_high,
        -- 三年计划新增60个,实际65个,其中今年19个: another result of its time stands between the two.
        targets.restriction_text = results.restriction_text
        and not (
            results.document_id = targets.document_id
            and results.sentence_start = targets.sentence_start
            and results.span_start > targets.span_start
            and results.span_start > coalesce(
                min(
                    case
                        when results.span_start > targets.span_start and results.period_end >= targets.period_start
                            then results.span_start
                    end
                ) over (partition by pairs.target_statement_key, results.document_id, results.sentence_start),
                results.span_start
            )
        ) as is_alike,
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
    where
        -- As far as was asked for; what goes on in plan and review alike has not come to anything.
        results.completion_rank >= targets.completion_rank
        and not (targets.completion_rank = 50 and results.completion_rank = 50)
        -- 再引进5家: on top of all that was there when the plan was made.
        and not (
            targets.is_further
            and (results.document_id = targets.document_id or results.period_start < targets.reported_on)
        )
),

-- The whole goes before a part, and what is of no other restriction before what is.
ranked as (
    select
        *,
        rank() over (
            partition by target_statement_key, answer_kind
            order by
                case when is_alike then 0 else 1 end asc,
                period_end desc,
                is_estimate asc,
                is_part asc,
                reported_on desc nulls last
        ) as tier
    from candidates
    where answer_kind is not null
),

final as (
    select
        target_statement_key,
        result_statement_key,
        answer_kind,
        is_alike,
        -- Whether those that the rules do not tell apart may all be one value.
        coalesce(
            max(value_low) over (partition by target_statement_key, answer_kind, tier)
            <= min(value_high) over (partition by target_statement_key, answer_kind, tier), true
        ) as is_agreed,
        row_number() over (
            partition by target_statement_key, answer_kind
            order by tier asc, span_start asc, result_statement_key asc
        ) as preference
    from ranked
)

select * from final
