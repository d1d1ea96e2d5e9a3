-- One row per target of a current report, with what answers it: a statement, or a value reckoned from two.
with

statements as (
    select * from {{ ref('int_statements_placed') }}
),

target_results as (
    select * from {{ ref('int_target_results') }}
    where preference = 1
),

completion as (
    select * from {{ ref('int_statement_completion') }}
),

reckoned as (
    select * from {{ ref('int_target_reckoned') }}
),

targets as (
    select
        statements.*,
        completion.act,
        completion.wording,
        -- The end of the interval that a result must reach, and whether reaching it is enough.
        case when statements.is_lower_better then statements.value_high else statements.value_low end as threshold,
        case
            when statements.is_lower_better then statements.is_high_included
            else statements.is_low_included
        end as is_threshold_included
    from statements
    left join completion
        on statements.statement_key = completion.statement_key
    where statements.stance = 'target' and statements.is_current and not coalesce(completion.is_standing, false)
),

chosen as (
    select
        target_statement_key,
        coalesce(
            max(case when answer_kind = 'result' then result_statement_key end),
            max(case when answer_kind = 'progress' then result_statement_key end)
        ) as result_statement_key,
        max(case when answer_kind = 'progress' then result_statement_key end) as progress_statement_key,
        max(case when answer_kind = 'before' then result_statement_key end) as before_statement_key,
        max(case when answer_kind = 'result' then 1 else 0 end) = 1 as is_final,
        coalesce(
            min(case when answer_kind = 'result' then is_alike and is_agreed end),
            min(case when answer_kind = 'progress' then is_alike and is_agreed end)
        ) as is_clear
    from target_results
    group by target_statement_key
),

answered as (
    select
        targets.statement_key as target_statement_key,
        targets.measure,
        targets.is_lower_better,
        targets.value as target_value,
        targets.threshold,
        targets.is_threshold_included,
        targets.period_start,
        targets.period_end,
        targets.comparator = 'approx' as is_approximate,
        -- What a report says in so many words goes before what is reckoned, and both before what is but on the way.
        not coalesce(chosen.is_final, false) and reckoned.target_statement_key is not null as is_reckoned,
        coalesce(chosen.is_final, false) or reckoned.target_statement_key is not null as is_final,
        case
            when chosen.is_final then 'stated'
            when reckoned.target_statement_key is not null then reckoned.result_kind
            when results.statement_key is not null then 'stated'
            else 'none'
        end as result_kind,
        -- 选派 is answered by 派出, 认定 hardly by 建成; 副总 by no 领军人才.
        result_words.statement_key is null
        or (
            (
                result_words.act = ''
                or targets.act = ''
                or translate(result_words.act, targets.act, '') <> result_words.act
            )
            and (
                {{ is_named_alike('targets.wording', 'result_words.wording') }}
                or {{ is_named_alike('result_words.wording', 'targets.wording') }}
            )
        ) as is_named_alike,
        coalesce(chosen.is_clear, true)
        -- What a report says itself of a target that it looks back on, it says in one breath; what its plan asks for is not
        -- what its planners knew to be done.
        and not coalesce(
            results.document_id = targets.document_id
            and (
                targets.section_kind <> 'results'
                or (chosen.is_final and results.sentence_start <> targets.sentence_start)
            ), false
        ) as is_clear,
        reckoned.base_statement_key,
        results.statement_key as stated_statement_key,
        results.value as stated_value,
        results.value_low as stated_low,
        results.value_high as stated_high,
        results.is_low_included,
        results.is_high_included,
        results.is_estimate,
        results.period_end as stated_period_end,
        reckoned.result_statement_key as reckoned_statement_key,
        reckoned.value as reckoned_value,
        reckoned.value_low as reckoned_low,
        reckoned.value_high as reckoned_high,
        reckoned.is_estimate as is_reckoned_estimate,
        reckoned.period_end as reckoned_period_end,
        last_known.statement_key as last_known_statement_key,
        last_known.value as last_known_value,
        last_known.period_end as last_known_period_end
    from targets
    left join chosen
        on targets.statement_key = chosen.target_statement_key
    left join statements as results
        on chosen.result_statement_key = results.statement_key
    left join completion as result_words
        on chosen.result_statement_key = result_words.statement_key
    left join reckoned
        on targets.statement_key = reckoned.target_statement_key
    -- A level seen on the way is nearer than the one before; a flow so far is no level to grow from.
    left join statements as last_known
        on
            case
                when targets.measure = 'level'
                    then coalesce(chosen.progress_statement_key, chosen.before_statement_key)
                else chosen.before_statement_key
            end = last_known.statement_key
),

final as (
    select
        target_statement_key,
        case when is_reckoned then reckoned_statement_key else stated_statement_key end as result_statement_key,
        case when is_reckoned then base_statement_key end as base_statement_key,
        last_known_statement_key,
        measure,
        result_kind,
        target_value,
        threshold,
        period_start,
        period_end,
        is_threshold_included,
        is_lower_better,
        is_approximate,
        is_reckoned or (is_named_alike and is_clear) as is_same_thing,
        is_final,
        case when is_reckoned then reckoned_value else stated_value end as result_value,
        case when is_reckoned then reckoned_low else stated_low end as result_low,
        case when is_reckoned then reckoned_high else stated_high end as result_high,
        is_reckoned or is_low_included as is_result_low_included,
        is_reckoned or is_high_included as is_result_high_included,
        case when is_reckoned then is_reckoned_estimate else is_estimate end as is_result_estimate,
        case when is_reckoned then reckoned_period_end else stated_period_end end as result_period_end,
        last_known_value,
        last_known_period_end
    from answered
)

select * from final
