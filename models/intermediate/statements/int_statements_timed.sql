-- The time that a statement's words give it, as far as it is in force, and what it is where they give none.
with

measured as (
    select * from {{ ref('int_statements_signed') }}
),

-- Growth, shares, ranks and gaps have a basis or a reference; levels and flows have neither.
based as (
    select
        *,
        measure in ('growth_rate', 'growth_points', 'growth_multiple', 'growth_amount') as is_growth,
        measure in ('share', 'rank', 'gap') as is_comparison,
        case
            when time_kind is null or time_kind in ('event_start', 'now') then false
            when section_kind = 'provision' and time_text not like '20%' then false
            when cue_plan like '全年%' or cue_plan like '年度%' then false
            when time_kind = 'start' and (measure <> 'level' or stance = 'target') then false
            -- 一季度出台办法，新认定企业奖励10万元: a rule is not of the months in which it is made.
            when stance = 'provision' and time_rule = 'sentence' and time_end < make_date(year(time_start), 12, 31)
                then false
            -- 前三季度完成2亿元，…；培育目标12家: what is only called a goal is the year's, whatever part was spoken of.
            when
                stance = 'target' and time_rule = 'sentence' and {{ says('plan', '{goal_alone_said}$') }}
                and time_start = make_date(year(time_end), 1, 1) and time_end = document_period_end
                then false
            -- 到2030年，…。新增平台50家: what is to stand then is of that year, what is to be done of the plan.
            when time_kind = 'goal' and measure = 'flow' then false
            when
                document_kind = 'plan' and stance = 'target' and measure = 'flow'
                and not is_yearly_quantity and not is_money
                and year(plan_period_start) < year(plan_period_end)
                and year(time_start) = year(plan_period_end) and year(time_end) = year(plan_period_end)
                then false
            -- 五年来，…。2030年产值达8亿元。投资年均增长9%，累计建成5个: of the years that the section speaks of.
            when
                time_rule = 'paragraph' and section_kind = 'results'
                and (basis_said = 'avg_annual' or is_cumulative)
                and year(time_start) = year(time_end)
                and year(section_period_start) < year(section_period_end)
                then false
            -- In a report on part of a year, that year is the part reported on, unless a target is set for it.
            when
                least(document_period_end, section_period_end) < make_date(year(document_period_end), 12, 31)
                and year(section_period_end) >= year(document_period_end)
                and stance not in ('target', 'estimate')
                and time_start = make_date(year(document_period_end), 1, 1)
                and time_end = make_date(year(document_period_end), 12, 31)
                then false
            else true
        end as is_time_in_force
    from measured
),

final as (
    select
        *,
        year(said_end) - year(said_start) >= 1 as is_multi_year,
        -- What looks back on several years, in a word at the number or as the section's heading: “十四五”时期, 过去五年.
        coalesce(year(said_end) - year(said_start), year(section_period_end) - year(section_period_start)) >= 1
        and section_kind <> 'plan' as is_review,
        -- 企业翻一番: in a plan of one year against the year before, in one of several against what was before them.
        stance = 'target' and form_rule = 'fold' and cue_growth is null and basis_said is null and base_end is null
        and section_kind = 'plan' and year(coalesce(said_end, section_period_end)) = year(section_period_end)
        and coalesce(time_kind, '') <> 'span' as is_goal_of_plan,
        -- 在今年基础上增长, 比前年净增: the year before the one spoken of, called by no number.
        coalesce(
            {{ says('base', '^{year_by_word}$') }}
            and year(coalesce(said_end, section_period_end)) - year(base_end) in (0, 1)
            and year(coalesce(said_start, section_period_start)) = year(coalesce(said_end, section_period_end)),
            false
        ) as is_year_before,
        case
            when stance = 'target' and section_kind not in ('plan') then plan_start_of_report
            else section_period_start
        end as default_start,
        case
            when stance = 'target' and section_kind not in ('plan') then plan_end_of_report
            else section_period_end
        end as default_end
    from (
        select
            *,
            case when is_time_in_force then time_start end as said_start,
            case when is_time_in_force then time_end end as said_end,
            make_date(year(document_period_end), 1, 1) as plan_start_of_report,
            make_date(year(document_period_end), 12, 31) as plan_end_of_report
        from based
    ) as with_report_year
)

select * from final
