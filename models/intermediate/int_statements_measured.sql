-- What a number measures: indicator, stance, measure, comparator and value, each with the rule that decided.
with

readings as (
    select * from {{ ref('int_readings') }}
),

phrase_indicators as (
    select * from {{ ref('int_phrase_indicators') }}
),

indicators as (
    select * from {{ ref('indicators') }}
),

named as (
    select
        readings.*,
        phrase_indicators.indicator_code as named_code,
        phrase_indicators.indicator_term,
        phrase_indicators.indicator_rule as named_rule,
        coalesce(indicators.nature, 'either') as named_nature,
        -- R&D spending over GDP is R&D intensity, a level, whatever words say it.
        readings.form in ('percent', 'points')
        and phrase_indicators.indicator_code in ('rd_expenditure', 'rd_intensity')
        and (
            contains(coalesce(readings.reference_text, ''), '生产总值')
            or contains(upper(coalesce(readings.reference_text, '')), 'GDP')
        ) as is_intensity
    from readings
    left join phrase_indicators
        on
            readings.is_fact
            and coalesce(readings.phrase, '') = phrase_indicators.phrase
            and coalesce(readings.verb, '') = phrase_indicators.verb
            and coalesce(readings.phrase_wide, '') = phrase_indicators.phrase_wide
            and coalesce(readings.phrase_head, '') = phrase_indicators.phrase_head
            and coalesce(readings.context, '') || coalesce(readings.reference_text, '') = phrase_indicators.context_text
            and coalesce(readings.counted_unit, readings.unit, '') = phrase_indicators.unit
    left join indicators on phrase_indicators.indicator_code = indicators.code
),

flagged as (
    select
        *,
        case
            when is_intensity then 'rd_intensity'
            -- A rule's amounts, classes and scores are no figures of an indicator.
            when section_kind = 'provision' and unit in ('元', '年', '天', '个月', '%') then 'other'
            when cue_provision in ('给予', '予以') and unit in ('元', '年', '%', '天', '个月') then 'other'
            when
                section_kind = 'plan'
                and unit in ('元', '%')
                and (verb like '%奖励' or verb like '%补助' or verb like '%奖补' or verb like '%补贴' or verb like '%资助')
                then 'other'
            when unit in ('类', '分', '批', '种', '国') then 'other'
            when
                (phrase like '每%' or phrase like '人均%' or phrase like '户均%' or phrase like '%亩均%')
                and named_code <> 'invention_patent_per_10k'
                then 'other'
            when unit in ('场', '场次') and named_rule = 'none' then 'activity'
            else named_code
        end as candidate_code,
        case
            when is_intensity then 'ratio'
            when unit in ('类', '分', '批', '种', '国') then 'either'
            else named_nature
        end as nature,
        is_intensity
        or (is_of_ratio and coalesce(basis_said, '') <> 'avg_annual')
        or named_nature = 'ratio'
        or phrase like '%率'
        or phrase like '%占比%'
        or phrase like '%比重%'
        or phrase like '%比例%'
        or phrase like '%强度%' as is_ratio,
        phrase like '每%'
        or phrase like '人均%'
        or phrase like '户均%'
        or phrase like '%亩均%'
        or phrase like '平均%'
        or phrase like '%均增收'
        or phrase_wide like '%平均每%'
        or phrase_wide like '%亩均%'
        or phrase_wide like '%每户%'
        or phrase_wide like '%每家%' as is_per_head
    from named
),

measured as (
    select
        *,
        case
            when form = 'multiple' then 'growth_multiple'
            when
                form = 'points'
                and (cue_gap is not null or (reference_text is not null and basis_said is null and cue_growth is null))
                then 'gap'
            when form = 'points' then 'growth_points'
            when form = 'ratio' then 'share'
            when form = 'rank' then 'rank'
            when form = 'percent' and form_rule in ('fraction', 'half', 'tenths') and cue_growth is null then 'share'
            when
                form = 'percent' and cue_provision is not null and reference_text is not null and cue_growth is null
                then 'share'
            when form = 'percent' and is_intensity and cue_growth is null then 'level'
            when form = 'percent' and cue_growth is not null and is_ratio then 'growth_points'
            when form = 'percent' and cue_growth is not null then 'growth_rate'
            when form = 'percent' and cue_basis is not null then 'growth_rate'
            when form = 'percent' and cue_gap is not null then 'gap'
            when form = 'percent' and cue_share is not null and nature <> 'ratio' then 'share'
            when form = 'percent' and value < 0 then 'growth_rate'
            when form = 'percent' and verb in ('压减', '压减申请', '缩短', '精简') then 'growth_rate'
            when form = 'percent' then 'level'
            when unit = '位' and cue_growth is not null then 'growth_amount'
            when cue_gap is not null then 'gap'
            when cue_growth in ('增加', '扩大', '增') and basis_said is null and reference_text is null then 'flow'
            when cue_growth is not null then 'growth_amount'
            when is_per_head then 'level'
            when unit in ('人次', '场次', '家次', '次', '户次', '项次') and coalesce(cue_level, '') not like '%累计%' then 'flow'
            when is_change_base and nature <> 'flow' then 'level'
            when nature = 'stock' and coalesce(verb, '') not like '新%' then 'level'
            when unit in ('天', '个工作日', '个月', '小时') then 'level'
            when
                section_kind = 'plan'
                and unit = '元'
                and (verb like '%奖励' or verb like '%补助' or verb like '%奖补' or verb like '%补贴' or verb like '%资助')
                then 'level'
            when section_kind = 'provision' or cue_provision is not null and unit in ('元', '年', '天', '个月')
                then
                    case when unit in ('元', '年', '天', '个月', '%') then 'level' else 'flow' end
            when unit in ('元', '美元') and (phrase like '%余额%' or phrase like '%存量%') then 'level'
            when
                nature = 'flow' and cue_level like '%累计%' and (time_kind is null or time_kind <> 'this_year')
                then 'level'
            when time_kind = 'years' and (cue_level like '%累计%' or time_text like '%累计%') then 'level'
            when nature = 'flow' then 'flow'
            when unit in ('元', '美元') and (phrase like '%人均%' or phrase like '%标准%' or phrase like '%工资%') then 'level'
            when
                unit in ('元', '美元')
                and (phrase like '%余额%' or phrase like '%规模%' or phrase like '%存量%' or cue_level like '%规模%')
                then 'level'
            when unit in ('元', '美元') and cue_level like '%累计%' then 'level'
            when unit in ('元', '美元') then 'flow'
            when unit in ('吨', '斤', '公斤', '亿斤', '千瓦时') then 'flow'
            when cue_level in ('共', '共计', '合计', '总计') and verb is not null then 'flow'
            when cue_level = '有' and verb_after is not null then 'flow'
            when cue_level = '为' and verb is not null then 'flow'
            when cue_level is not null then 'level'
            when verb is not null then 'flow'
            when verb_after is not null and (phrase_position = 'after' or comparator_said_before is null) then 'flow'
            -- 50个特派团下乡入村: the noun goes on into what it did.
            when
                phrase_position = 'after'
                and (
                    length(phrase_wide) > length(phrase)
                    or (indicator_term is not null and phrase not like '%' || indicator_term)
                )
                then 'flow'
            else 'level'
        end as measure,
        case
            when section_kind = 'provision' then 'provision'
            when
                cue_provision in ('给予', '予以', '给予奖励', '择优给予', '标准给予') and unit in ('元', '年', '%', '天', '个月')
                then 'provision'
            when cue_provision in ('间隔', '不得', '须', '应当') then 'provision'
            when
                section_kind = 'plan'
                and unit in ('元', '%')
                and (
                    verb like '%奖励'
                    or verb like '%补助'
                    or verb like '%奖补'
                    or verb like '%补贴'
                    or verb like '%资助'
                    or verb_after in ('补助', '奖励', '奖补', '补贴', '资助')
                )
                then 'provision'
            when
                section_kind = 'plan'
                and time_end is not null
                and time_end <= document_period_end
                and time_end < section_period_end
                then 'actual'
            when time_rule = 'change_base' then 'actual'
            when section_kind = 'plan' and (time_kind = 'now' or cue_level in ('现有', '已有')) then 'actual'
            when section_kind = 'plan' then 'target'
            when cue_plan is not null and cue_plan not in ('争取', '确保', '计划') then 'target'
            when cue_plan in ('计划', '确保') then 'target'
            when cue_estimate is not null then 'estimate'
            when time_start > document_period_end then 'target'
            else 'actual'
        end as stance,
        case
            when section_kind = 'provision' then 'section'
            when cue_provision is not null and unit in ('元', '年', '%', '天', '个月') then 'provision_cue'
            when
                section_kind = 'plan'
                and time_end is not null
                and time_end <= document_period_end
                and time_end < section_period_end
                then 'time_before_plan'
            when time_rule = 'change_base' then 'change_base'
            when section_kind = 'plan' and (time_kind = 'now' or cue_level in ('现有', '已有')) then 'now'
            when section_kind = 'plan' then 'section'
            when cue_plan is not null and cue_plan <> '争取' then 'plan_cue'
            when cue_estimate is not null then 'estimate_cue'
            when time_start > document_period_end then 'time_after_report'
            else 'section'
        end as stance_rule
    from flagged
),

compared as (
    select
        *,
        case
            when
                form in ('multiple', 'points', 'percent', 'quantity')
                and comparator_said_before is not null
                and comparator_said_before <> 'eq'
                then comparator_said_before
            when comparator_said_after is not null then comparator_said_after
            when comparator_before = '余' then 'gt'
            when comparator_before = '上' then 'ge'
            when form_rule = 'top_n' then 'le'
            when form_rule = 'half' and span_text = '过半' then 'gt'
            when number_text in ('百', '千', '万') and form = 'quantity' then 'approx'
            else 'eq'
        end as comparator,
        case
            when comparator_said_before is not null and comparator_said_before <> 'eq' then 'before'
            when comparator_said_after is not null then 'after'
            when comparator_before in ('余', '上') then 'inside'
            else 'none'
        end as comparator_rule
    from measured
),

final as (
    select
        compared.*,
        -- A percentage that is neither growth, share nor gap is a level of a ratio, and no figure of a counted thing.
        case
            when measure = 'level' and form = 'percent' and nature <> 'ratio' then 'other'
            else candidate_code
        end as indicator_code,
        case
            when measure = 'growth_multiple' and form_rule <> 'fold' and growth_direction = 'up' then value + 1
            when
                measure in ('growth_rate', 'growth_points', 'growth_amount')
                and (growth_direction = 'down' or (cue_growth is null and verb in ('压减', '压减申请', '缩短', '精简')))
                and value > 0
                then -value
            when measure = 'gap' and (gap_direction = 'down' or cue_gap = '少于') and value > 0 then -value
            else value
        end as signed_value,
        case when measure = 'growth_points' then '百分点' when form = 'ratio' then '%' else unit end as base_unit
    from compared
)

select * from final
