-- How a number is said (as a result, an estimate, a target or a rule) and of which indicator, with the rule that decided.
with

flagged as (
    select * from {{ ref('int_statements_flagged') }}
),

-- 上半年建成8家, in a plan of the whole year that a half-year's report goes on to; in a plan alone they are still to come.
timed as (
    select
        *,
        section_kind = 'plan'
        and time_end <= document_period_end
        and (
            time_end < section_period_start
            or (
                document_period_end < section_period_end
                and year(document_period_end) = year(section_period_end)
            )
        ) as is_before_plan
    from flagged
),

-- The decision is a value and the rule that took it, so that the two can never part.
decided as (
    select
        *,
        case
            when section_kind = 'provision' then 'provision|section'
            when is_granted then 'provision|provision_word'
            -- 占比年内须达到1%: a goal, where a time is set for it.
            when
                {{ says('provision', '^{requirement}$') }}
                and section_kind <> 'provision' and (section_kind = 'plan' or time_kind is not null)
                and coalesce(unit_group, '') not like 'duration%'
                then 'target|plan_word'
            when {{ says('provision', '^{requirement}$') }} then 'provision|provision_word'
            when (is_grant or is_grant_each) and cue_growth is null then 'provision|grant'
            when is_before_plan and cue_estimate is not null then 'estimate|time_before_plan'
            when is_before_plan then 'actual|time_before_plan'
            when time_rule = 'change_base' then 'actual|start_of_change'
            when
                section_kind = 'plan' and (time_kind = 'now' or ({{ says('level', '^{existing}$') }} and verb is null))
                then 'actual|now'
            when section_kind = 'plan' then 'target|section'
            when {{ says('phrase', '{planned_money}$') }} then 'target|plan_word'
            -- 争取 in results says what was won; 争取新建 can only be meant.
            when cue_plan is not null and (not {{ says('plan', '^{striving}$') }} or {{ says('verb', '^{newly}') }})
                then 'target|plan_word'
            when cue_estimate is not null then 'estimate|estimate_word'
            -- 年底达到1350家, in a report on three quarters: it is still to come.
            when
                time_kind = 'end' and time_rule = 'explicit' and section_kind = 'results'
                and document_period_end between time_start and time_end and document_period_end < time_end
                and (document_released_on is null or document_released_on < time_end)
                then 'target|time_after_report'
            when time_start > document_period_end and (document_released_on is null or time_end > document_released_on)
                then 'target|time_after_report'
            else 'actual|section'
        end as stance_decision,
        case
            when is_intensity then 'rd_intensity'
            -- 近两年研发投入不少于100万元, asked of those who apply
            when section_kind = 'provision' and is_money and named_code = 'rd_expenditure' and cue_growth is null
                then 'enterprise_rd_expenditure'
            when
                section_kind = 'provision' and is_rule_unit
                and named_code
                not in (
                    'tech_fund_size', 'enterprise_rd_expenditure', 'enterprise_rd_intensity', 'science_fiscal_spending'
                )
                then 'other'
            when is_granted then 'other'
            -- 成果转化率 is no number of 成果.
            when
                {{ says('phrase', '{rate_mark}$') }}
                and nature <> 'ratio'
                and not is_rate_of_thing
                then 'other'
            -- 研发投入补助900万元, 科技企业奖励30万元: what was paid out is no figure of what it was paid for.
            when
                is_money and verb_kind = 'grant'
                and phrase_wide like '%' || phrase || verb
                and named_code not in ('project_funding', 'science_fiscal_spending', 'innovation_voucher')
                then 'other'
            when is_grant or is_grant_each or is_class_or_score or is_division then 'other'
            when
                (
                    is_per_head_phrase
                    or ({{ says('wide', '{for_each}') }} and not is_money and phrase_position <> 'after')
                )
                and phrase not like '%万人%'
                and named_code not in ('gdp_per_capita', 'household_income')
                then 'other'
            -- 带动规上工业增长2.3个百分点: a part of the growth of what it pulls, and none of its own.
            when form = 'points' and {{ says('verb', '^{pulling}$') }} and {{ says('growth', '^{growing_on}$') }}
                then 'other'
            when unit_group in ('person', 'person_time') and named_rule = 'none' and {{ says('wide', '^{training}') }}
                then 'training_participant'
            when unit in ('场', '场次') and named_rule = 'none' then 'activity'
            else named_code
        end as candidate_code
    from timed
),

final as (
    select
        *,
        split_part(stance_decision, '|', 1) as stance,
        split_part(stance_decision, '|', 2) as stance_rule
    from decided
)

select * from final
