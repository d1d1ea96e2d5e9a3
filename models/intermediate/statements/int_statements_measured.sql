-- What a number measures: indicator, measure, comparator and value, each with the rule that decided.
with

stanced as (
    select * from {{ ref('int_statements_stanced') }}
),

-- Each decision is a value and the rule that took it, so that the two can never part.
decided as (
    select
        *,
        case
            -- 是全国平均水平的2.4倍: a ratio to another place.
            when form = 'multiple' and cue_share is not null and (reference_place_name is not null or cue_share = '是')
                then 'share|share_word'
            when form = 'multiple' then 'growth_multiple|unit'
            when form = 'points' and cue_gap is not null then 'gap|gap_word'
            when form = 'points' and reference_text is not null and coalesce(basis_said, cue_growth) is null
                then 'gap|reference'
            when form = 'points' then 'growth_points|unit'
            when form = 'ratio' then 'share|ratio'
            when form = 'rank' then 'rank|unit'
            when form = 'percent' and verb_kind = 'cut' and cue_growth is null then 'growth_rate|verb_of_cutting'
            when
                form = 'percent'
                and cue_share in ('是', '的')
                and cue_growth is null
                and not is_intensity
                and candidate_code <> 'enterprise_rd_intensity'
                then 'share|share_word'
            -- 研发经费投入强度完成年度目标的98%: a share of the goal, whatever it is a goal of.
            when
                form = 'percent'
                and form_rule = 'table_cell'
                and cue_share = '完成'
                and cue_growth is null
                then 'share|share_of_goal'
            when
                form = 'percent'
                and phrase like '%率'
                and (cue_share is null or phrase like '%贡献率')
                and cue_growth is null
                and cue_gap is null
                then 'level|ratio'
            when
                form = 'percent'
                and form_rule in ('fraction', 'half', 'tenths')
                and cue_growth is null
                and cue_gap is null
                then 'share|fraction'
            when
                form = 'percent'
                and cue_provision is not null
                and reference_text is not null
                and cue_growth is null
                then 'share|rule'
            when form = 'percent' and is_intensity and cue_growth is null then 'level|ratio'
            when form = 'percent' and cue_growth is not null and is_ratio then 'growth_points|growth_of_ratio'
            when
                form = 'percent'
                and (cue_growth is not null or (cue_basis is not null and cue_share is null))
                then 'growth_rate|growth_word'
            when form = 'percent' and {{ text_matches('phrase', '增速|增幅|经济增长$') }} then 'growth_rate|growth_noun'
            when form = 'percent' and cue_gap is not null then 'gap|gap_word'
            when
                form = 'percent'
                and cue_share is not null
                and nature <> 'ratio'
                and (reference_text is not null or (cue_share not like '%比例%' and cue_share <> '比率'))
                then 'share|share_word'
            when form = 'percent' and (value < 0 or span_text like '+%') then 'growth_rate|sign'
            when form = 'percent' or form_rule = 'ratio_to_one' then 'level|ratio'
            when unit = '位' and cue_growth is not null then 'growth_amount|growth_word'
            when cue_gap is not null then 'gap|gap_word'
            -- 较年初净增20家: a change; 净增20家 alone is counted over the period.
            when verb like '净增%' and (basis_said is not null or base_end is not null) then 'growth_amount|net_increase'
            -- 每增加100万元再奖励1万元
            when
                section_kind = 'provision'
                and is_money
                and cue_growth is not null
                and basis_said is null
                and base_end is null
                then 'level|rule'
            when
                cue_growth in ('增加', '增多', '扩大', '增')
                and basis_said is null
                and base_end is null
                and reference_text is null
                and nature <> 'ratio'
                and not is_per_head_phrase
                -- 5年增加2万家: a change over the years named.
                and (time_text is null or time_kind not in ('years', 'span') or not {{ text_matches('time_text', '^.年(来|间|以来)?$') }})
                then 'flow|growth_without_base'
            when cue_growth is not null then 'growth_amount|growth_word'
            when is_per_head_phrase or phrase like '平均%' or phrase like '%均增收' then 'level|per_head'
            when {{ text_matches('phrase_wide', '平均每|[亩户村家企笔项件单床]均|每户|每家|^单[个笔件]|^单项(合同|项目|成交|交易)|平均(合同)?(成交|交易)(额|金额)$|亩产值$') }} then 'level|per_head'
            when
                unit_group in ('person_time', 'service_time', 'occurrence')
                and (not is_cumulative or (time_kind = 'period' and time_rule = 'sentence'))
                then 'flow|unit'
            when cue_level = '累计' and time_kind = 'this_year' and time_rule = 'explicit' then 'flow|whole_year'
            when is_change_base and nature <> 'flow' and not is_money then 'level|start_of_change'
            when unit_group = 'person' and coalesce(verb_after, verb) in ('当选', '新当选', '增选') then 'flow|elected'
            when nature = 'stock' and coalesce(verb, '') not like '新%' and coalesce(verb, '') not like '%引进'
                then 'level|indicator'
            when unit_group like 'duration%' or unit = '分' then 'level|unit'
            -- 产能4000万吨, 有机质含量: what can be made, or is there, stands.
            when
                not is_money
                and cue_growth is null
                and coalesce(verb, '') not like '新%'
                and {{ text_matches('phrase', '(产能|能力|含量|有机质|储量|资源量|浓度|里程|单产)$') }}
                then 'level|capacity'
            when (is_grant or is_grant_each) and is_money then 'level|rule'
            when is_rule_unit and (section_kind = 'provision' or cue_provision is not null) then 'level|rule'
            -- 场地面积不少于1500平方米, 拥有知识产权5件以上: what an applicant must have.
            when
                section_kind = 'provision'
                and (
                    unit_group like 'area%'
                    or cue_level in ('有', '具有', '拥有', '达', '达到')
                    or (
                        verb is null
                        and cue_level is null
                        and (comparator_said_before in ('ge', 'le') or comparator_said_after in ('ge', 'lt'))
                    )
                )
                then 'level|rule'
            when section_kind = 'provision' then 'flow|rule'
            when is_division and coalesce(verb_after, '') not in ('入选', '获批', '获评', '入围', '跻身') then 'level|division'
            -- 12个盟市空气质量全部达标, 实现11条产业链全覆盖: what they have reached is a state.
            when
                phrase_position = 'after' and section_kind <> 'plan'
                and ((verb is null and is_state) or phrase like '%全覆盖')
                then 'level|state'
            -- 4家实验室集聚科研人员2860人, 12条产业链增加值占…: what holds others, or is measured itself, stands.
            when
                phrase_position = 'after'
                and verb is null
                and (
                    {{ text_matches('phrase_wide', '中(有|已有|$)|集聚|聚集|累计') }}
                    or (verb_after = '实现' and {{ text_matches('phrase_wide', '(收入|产值|营收|税收|利润|总额|增加值|利税|产量)$') }})
                    or (phrase_wide like '%运行%' and phrase_wide not like '%投入运行%')
                    or {{ text_matches('phrase', '(增加值|产值)$') }}
                    or (
                        verb_after is null and stance = 'actual'
                        and {{ text_matches('phrase_wide', '规模[^化]|占比|产值|增加值|生产总值|进出口|收入|营收|利润|税收|税费|贡献率') }}
                    )
                )
                then 'level|holder'
            -- 五大产业集群初步形成: a group that has its number for a name stands.
            when span_text like '%大' and unit = '个' and verb is null and stance = 'actual' then 'level|group'
            when phrase like '%指标' and unit = '项' and stance = 'target' then 'flow|counts_of_plan'
            when verb = '覆盖' and unit_group = 'entity' and stance = 'actual' and unit <> '户' then 'level|covered'
            when {{ text_matches('phrase_wide', '(带动|吸纳)[^，]{0,6}就业|转移就业') }} and unit = '人' then 'level|employed'
            when
                is_money and coalesce(verb, '') not like '新%'
                and {{ text_matches('phrase', '余额|存量|市值$|资产总额$|总资产$|固定资产(原值|净值|总额)?$|结转|结余') }}
                then 'level|money_outstanding'
            when nature = 'flow' and is_cumulative and coalesce(time_kind, '') <> 'this_year' then 'level|cumulative'
            -- 在孵企业, 在园项目, 在站博士后: those that are there at the time.
            when
                {{ text_matches('phrase', '^在.(企业|团队|企业团队)$') }}
                and coalesce(verb, '') not in ('惠及', '服务', '帮助', '扶持')
                and (phrase_position <> 'inherited' or verb is null or cue_level is not null) -- 毕业28家
                and (phrase_position <> 'after' or phrase_wide = phrase) -- 72家在孵企业减免租金
                then 'level|standing'
            when {{ text_matches('phrase', '^在.(项目|博士后)$|有效数$|在[校园籍册岗职编][^，]{0,4}(生|幼儿|儿童|人数|职工|人员|教师)$') }} then 'level|standing'
            -- 依托3个星创天地引进新品种: what a work leans on stands already.
            when phrase_position = 'after' and phrase_wide like '依托%' and section_kind <> 'plan' then 'level|standing'
            when phrase like '%面积' and (cue_provision is not null or not contains(phrase_wide, coalesce(verb, '')))
                then 'level|size'
            when
                time_kind = 'years'
                and coalesce(verb, '') not like '新%'
                and (is_cumulative or time_text like '%累计%')
                then 'level|cumulative'
            when nature = 'flow' then 'flow|indicator'
            when is_money and (phrase like '%人均%' or phrase like '%标准%' or phrase like '%工资%') then 'level|per_head'
            when is_money and ({{ text_matches('phrase', '规模([^以]|$)') }} or cue_level like '%规模%' or is_cumulative) then 'level|size'
            when is_money then 'flow|money'
            when unit = '辆' and phrase not like '%保有%' then 'flow|output'
            when unit_group like 'mass%' or unit_group = 'energy' then 'flow|output'
            when phrase like '新增%' or phrase like '%扩招' then 'flow|output'
            when unit_group <> 'entity' and {{ text_matches('phrase', '(产量|销量|销售量)$') }} then 'flow|output'
            when cue_level in ('共', '共计', '合计', '总计', '累计') and not is_cumulative and verb is not null then 'flow|verb'
            when
                verb_after is not null
                and (cue_level = '有' or (cue_level = '共有' and phrase_position = 'inherited'))
                then 'flow|verb_after'
            when cue_level in ('为', '均为', '分别为') and verb is not null then 'flow|verb'
            when -- 截至10月底建成科普基地19家: those that there are
                cue_level = '建成' and coalesce(time_kind, '') not like '%end'
                and not {{ text_matches('phrase', '面积$|在建|装机') }}
                then 'flow|completed'
            when cue_level in ('现有', '已有') and verb is not null and section_kind = 'plan' then 'flow|acted_on'
            -- 入库60家 without 截至: those of the period.
            when cue_level = '入库' and (verb = '新增' or coalesce(time_kind, '') not like '%end') then 'flow|verb'
            when cue_level is not null then 'level|level_word'
            when verb is not null or {{ text_matches('phrase', '^(毕业|认定)|毕业生') }} then 'flow|verb'
            when verb_after is not null and (phrase_position = 'after' or comparator_said_before is null)
                then 'flow|verb_after'
            when cue_plan = '争取' and phrase_position = 'before' then 'flow|won'
            when phrase_wide like '每%' then 'level|per_unit' -- 每个乡镇配备2名特派员
            when phrase_position = 'after' and length(phrase_wide) > length(phrase) then 'flow|predicate' -- 50个团下乡
            when phrase_position = 'after' and phrase not like '%' || indicator_term then 'flow|predicate'
            when phrase_position = 'after' and section_kind = 'plan' then 'flow|acted_on' -- 围绕14条重点产业链
            else 'level|default'
        end as measure_decision
    from stanced
),

measured as (
    select
        *,
        split_part(measure_decision, '|', 1) as measure,
        split_part(measure_decision, '|', 2) as measure_rule
    from decided
),

compared as (
    select
        *,
        case
            when form not in ('rank', 'ratio') and comparator_said_before <> 'eq'
                then comparator_said_before || '|before'
            when comparator_said_after is not null then comparator_said_after || '|after'
            when comparator_before = '余' then 'gt|inside'
            when comparator_before = '上' then 'ge|inside'
            when form_rule = 'top_n' then 'le|top_n'
            when form_rule = 'half' and span_text = '过半' then 'gt|inside'
            when comparator_before = '来' then 'approx|inside' -- 三百来家; 百家, 千户: a round number without a digit
            when number_text in ('百', '千', '万') and form = 'quantity' then 'approx|round_number'
            else 'eq|none'
        end as comparator_decision
    from measured
),

final as (
    select
        compared.*,
        split_part(comparator_decision, '|', 1) as comparator,
        split_part(comparator_decision, '|', 2) as comparator_rule,
        -- A percentage that is neither growth, share nor gap is a level of a ratio, and no figure of a counted thing,
        -- unless the ratio is of that thing: 研发机构覆盖率.
        case
            when
                measure = 'level'
                and (form = 'percent' or form_rule = 'ratio_to_one')
                and nature <> 'ratio'
                and coalesce(indicator_term, '') not like '%率' and not is_rate_of_thing
                then 'other'
            else candidate_code
        end as indicator_code,
        case when measure = 'growth_points' then '百分点' when form = 'ratio' then '%' else unit end as base_unit
    from compared
)

select * from final
