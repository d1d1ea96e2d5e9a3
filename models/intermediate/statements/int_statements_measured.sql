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
            -- 是全国平均水平的2.4倍, 为年度目标4亿元的1.6倍: a ratio to another place, or to a goal.
            when
                form = 'multiple' and cue_share is not null
                and (reference_place_name is not null or cue_share = '是' or {{ says('share', '{completing}$') }})
                then 'share|share_word'
            when form = 'multiple' then 'growth_multiple|unit'
            when form = 'points' and cue_gap is not null then 'gap|gap_word'
            when form = 'points' then 'growth_points|unit'
            when form = 'ratio' then 'share|ratio'
            when form = 'rank' then 'rank|unit'
            when form = 'percent' and verb_kind = 'cut' and cue_growth is null then 'growth_rate|verb_of_cutting'
            when
                form = 'percent' and cue_share in ('是', '的') and cue_growth is null
                and not is_intensity and candidate_code <> 'enterprise_rd_intensity'
                then 'share|share_word'
            when
                form = 'percent' and {{ says('phrase', '{rate_mark}$') }}
                and (cue_share is null or {{ says('phrase', '{contribution}$') }})
                and cue_growth is null and cue_gap is null
                then 'level|ratio'
            when
                form = 'percent' and form_rule in ('fraction', 'half', 'tenths')
                and cue_growth is null and cue_gap is null
                then 'share|fraction'
            when form = 'percent' and cue_provision is not null and reference_text is not null and cue_growth is null
                then 'share|rule'
            when form = 'percent' and is_intensity and cue_growth is null then 'level|ratio'
            -- 增速高出全市平均三成: how far one growth is from another.
            when
                form = 'percent' and cue_gap is not null and reference_text is not null
                and {{ says('growth', '^{growth_noun}$') }}
                then 'gap|gap_word'
            when form = 'percent' and cue_growth is not null and is_ratio then 'growth_points|growth_of_ratio'
            when form = 'percent' and (cue_growth is not null or (cue_basis is not null and cue_share is null))
                then 'growth_rate|growth_word'
            -- 经费增速较快，达到24.5%
            when form = 'percent' and ({{ says('phrase', '{growth_noun}') }} or {{ says('tail', '{growth_noun}') }})
                then 'growth_rate|growth_noun'
            when form = 'percent' and cue_gap is not null then 'gap|gap_word'
            when
                form = 'percent' and cue_share is not null and nature <> 'ratio'
                and (reference_text is not null or not {{ says('share', '{share_word}') }})
                then 'share|share_word'
            when form = 'percent' and (value < 0 or span_text like '+%') then 'growth_rate|sign'
            when form = 'percent' or form_rule = 'ratio_to_one' then 'level|ratio'
            when cue_gap is not null then 'gap|gap_word'
            -- 较年初净增20家, 比上年新增20家: a change; 净增20家 alone is counted over the period.
            when {{ says('verb', '^{net_increase}') }} and (basis_said is not null or base_end is not null)
                then 'growth_amount|net_increase'
            when
                {{ says('growth', '^{increase_in_number}$') }}
                and basis_said is null and base_end is null and reference_text is null
                and nature <> 'ratio' and not is_per_head_phrase
                and not {{ says('wide', '{for_each}|^{average_of}') }}
                -- 5年增加2万家: a change over the years named.
                and not {{ text_matches("coalesce(time_text, '')", '^[两三四五六七八九十0-9]年(来|间|以来)?$') }}
                then 'flow|growth_without_base'
            when phrase_position = 'after' and {{ says('growth', '^{bettering}$') }} then 'flow|acted_on' -- 提升3个园区的能力
            when cue_growth is not null then 'growth_amount|growth_word'
            when is_per_head_phrase or {{ says('phrase', '^{average_of}') }} then 'level|per_head'
            when {{ says('wide', '{for_each}|^{single}') }} then 'level|per_head'
            when
                unit_group in ('person_time', 'service_time', 'occurrence')
                and (not is_cumulative or (time_kind = 'period' and time_rule = 'sentence'))
                then 'flow|unit'
            when {{ says('level', '^{cumulative}$') }} and time_kind = 'this_year' and time_rule = 'explicit'
                then 'flow|whole_year'
            when is_change_base and nature <> 'flow' and not is_money then 'level|start_of_change'
            when unit_group = 'person' and ({{ says('verb', '{electing}') }} or {{ says('verb_after', '{electing}') }})
                then 'flow|elected'
            when nature = 'stock' and not {{ says('verb', '^{newly}|{bringing_in}$') }} then 'level|indicator'
            when unit_group like 'duration%' or unit = '分' then 'level|unit'
            -- 产能4000万吨, 有机质含量: what can be made, or is there, stands.
            when
                not is_money and cue_growth is null
                and not {{ says('verb', '^{newly}') }} and {{ says('phrase', '{capacity}$') }}
                then 'level|capacity'
            when (is_grant or is_grant_each) and is_money then 'level|rule'
            when is_rule_unit and (section_kind = 'provision' or cue_provision is not null) then 'level|rule'
            -- 场地面积不少于1500平方米, 拥有知识产权5件以上: what an applicant must have.
            when
                section_kind = 'provision'
                and (
                    unit_group like 'area%' or {{ says('level', '^{having}$|^{reaching}$') }}
                    or (
                        verb is null and cue_level is null
                        and (comparator_said_before in ('ge', 'le') or comparator_said_after in ('ge', 'lt'))
                    )
                )
                then 'level|rule'
            when is_division and not {{ says('verb_after', '^{being_chosen}$') }} then 'level|division'
            -- 12个盟市空气质量全部达标, 6个产业突破…, 实现11条产业链全覆盖: what they have reached is a state.
            when
                phrase_position = 'after' and section_kind <> 'plan'
                and (
                    (
                        verb is null and {{ says('wide', '{state_predicate}|{exceeding_of}$') }}
                        and not {{ says('phrase', '{state_predicate}') }}
                    )
                    or {{ says('phrase', '{covered_whole}$') }}
                )
                then 'level|state'
            -- 4家实验室集聚科研人员2860人, 12条产业链增加值占…: what holds others, or is measured itself, stands.
            when
                phrase_position = 'after' and verb is null
                and (
                    {{ text_matches('phrase_wide', '中(有|已有|仅|$)') }} or {{ says('wide', '{gathering}|{operating}') }}
                    or ({{ says('verb_after', '^{achieving}$') }} and {{ says('wide', '{earnings}$') }})
                    or {{ says('phrase', '{output_value}$') }}
                    or ({{ says('phrase', '^{zone_kind}') }} and not {{ says('verb_after', '^{being_chosen}$') }})
                    or (verb_after is null and stance = 'actual' and {{ says('wide', '{earnings}') }})
                )
                then 'level|holder'
            -- 五大产业集群初步形成: a group that has its number for a name stands.
            when span_text like '%大' and unit = '个' and verb is null and stance = 'actual' then 'level|group'
            when {{ says('phrase', '{goal_figure}$') }} and unit = '项' and stance = 'target' then 'flow|counts_of_plan'
            when {{ says('verb', '^{covering}$') }} and unit_group = 'entity' and stance = 'actual' and unit <> '户'
                then 'level|covered'
            when {{ says('wide', '{giving_work}') }} and unit = '人' then 'level|employed'
            when is_money and not {{ says('verb', '^{newly}') }} and {{ says('phrase', '{balance}|{assets}$') }}
                then 'level|money_outstanding'
            when nature = 'flow' and is_cumulative and coalesce(time_kind, '') <> 'this_year' then 'level|cumulative'
            -- 在孵企业, 在研项目, 在站博士后: those that are there at the time.
            when
                not is_money and {{ says('phrase', '^{present_thing}|{present_thing}$') }}
                and not {{ says('verb', '^{helping}$') }}
                and not ({{ says('verb', '^{newly}') }} and contains(phrase_wide, verb)) -- 新增在孵企业20家
                and (phrase_position <> 'inherited' or verb is null or cue_level is not null) -- 毕业28家
                and (phrase_position <> 'after' or phrase_wide = phrase) -- 72家在孵企业减免租金
                then 'level|standing'
            -- 已完成21项、正常推进5项、滞后2项: how many are in which state.
            when {{ says('verb', '^{state_of_work}$') }} and phrase_position <> 'after' and unit in ('项', '个', '件', '家')
                then 'level|state_of_work'
            when {{ says('phrase', '{present_at}') }} and {{ says('phrase', '{people}$') }} then 'level|standing'
            when {{ says('phrase', '{in_force}$') }} then 'level|standing'
            when phrase_position = 'after' and {{ says('wide', '^{relied_on}') }} and section_kind <> 'plan'
                then 'level|standing' -- 依托3个星创天地引进新品种: what a work leans on stands already
            -- 推广面积38万亩, 推广某技术达210万亩: what was done in the period.
            when
                unit_group like 'area%' and not is_cumulative
                and ({{ says('verb', '{spreading}$') }} or {{ says('phrase', '^{spreading}') }})
                then 'flow|act'
            when
                {{ says('phrase', '{area}$') }}
                and (cue_provision is not null or not contains(phrase_wide, coalesce(verb, '')))
                then 'level|size'
            when
                time_kind = 'years' and not {{ says('verb', '^{newly}') }}
                and (is_cumulative or {{ says('time', '{cumulative}') }})
                then 'level|cumulative'
            -- 培育入库总量达200家: of firms the total is of those that there are.
            when nature = 'flow' and unit in ('家', '户') and {{ says('level', '^{grand_total}') }} then 'level|total'
            when nature = 'flow' then 'flow|indicator'
            when is_money and {{ says('phrase', '{rate_of_pay}') }} then 'level|per_head'
            when is_money and {{ says('phrase', '{size}') }} and not {{ says('phrase', '{firms_of_size}') }}
                then 'level|size'
            when is_money and (is_cumulative or {{ says('level', '{size}') }} or {{ says('wide', '{size}$') }})
                then 'level|size'
            when is_money then 'flow|money'
            when {{ says('unit', '^{vehicle_unit}$') }} and not {{ says('phrase', '{kept}') }} then 'flow|output'
            when (unit_group like 'mass%' or unit_group = 'energy') and unit not like '%/%' then 'flow|output'
            when {{ says('phrase', '^{increment}|{increment}$|{quantity_made}$') }} then 'flow|output'
            -- 商标注册3万件, 立案数40件: what was done so in the period.
            when {{ says('phrase', '{act_of_period}$') }} and not is_cumulative and coalesce(unit_group, '') <> 'money'
                then 'flow|act'
            when
                {{ says('level', '^{in_all}$') }} and not is_cumulative
                and (verb is not null or {{ says('phrase', '^{event}') }})
                then 'flow|verb'
            when
                verb_after is not null and (cue_level = '有' or (cue_level = '共有' and phrase_position = 'inherited'))
                then 'flow|verb_after'
            when {{ says('level', '^{being}$') }} and verb is not null then 'flow|verb'
            when -- 截至10月底建成科普基地19家: those that there are
                {{ says('level', '^{built}$') }} and coalesce(time_kind, '') not like '%end'
                and not {{ says('phrase', '{area}$|{installed}') }}
                then 'flow|completed'
            when {{ says('level', '^{existing}$') }} and verb is not null and section_kind = 'plan' then 'flow|acted_on'
            -- 入库60家: those of the period, and behind 截至 those that there are.
            when {{ says('verb', '^{listed}$') }} and time_kind like '%end' then 'level|level_word'
            when
                {{ says('level', '^{listed}$') }}
                and ({{ says('verb', '^{newly}') }} or coalesce(time_kind, '') not like '%end')
                then 'flow|verb'
            when cue_level is not null then 'level|level_word'
            when verb is not null or {{ says('phrase', '^{event}|{graduates}') }} then 'flow|verb'
            when verb_after is not null and (phrase_position = 'after' or comparator_said_before is null)
                then 'flow|verb_after'
            when {{ says('plan', '^{striving}$') }} and phrase_position = 'before' then 'flow|won'
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
            -- 降幅控制在3%以内: a fall of less than that is a change of more than -3%.
            when {{ says('growth', '^{fall_noun}') }} and 'le' in (comparator_said_before, comparator_said_after)
                then 'ge|fall'
            when {{ says('growth', '^{fall_noun}') }} and 'lt' in (comparator_said_before, comparator_said_after)
                then 'gt|fall'
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
        -- A level in per cent is a ratio, and no figure of a counted thing, unless it rates that thing: 研发机构覆盖率.
        case
            when
                measure = 'level' and (form = 'percent' or form_rule = 'ratio_to_one')
                and nature <> 'ratio' and not is_rate_of_thing
                then 'other'
            else candidate_code
        end as indicator_code,
        case when measure = 'growth_points' then '百分点' when form = 'ratio' then '%' else unit end as base_unit
    from compared
)

select * from final
