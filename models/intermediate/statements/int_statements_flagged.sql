-- What the decisions ask about a number: the indicator its words name, the kind of its unit and verb, whether it is a ratio.
with

worded as (
    select * from {{ ref('int_statements_worded') }}
),

readings as (
    select
        readings.*,
        coalesce(worded.words, '') as words
    from {{ ref('int_readings') }} as readings
    left join worded on readings.statement_key = worded.statement_key
),

phrase_indicators as (
    select
        *,
        true as is_fact
    from {{ ref('int_phrase_indicators') }}
),

indicators as (
    select * from {{ ref('indicators') }}
),

units as (
    select * from {{ ref('units') }}
),

verb_kinds as (
    select * from {{ ref('verb_kinds') }}
),

noun_tails as (
    select
        term,
        split_part(value, ':', 2) as kind
    from {{ ref('stg_cues') }}
    where cue = 'list' and value like 'noun_tail:%'
),

-- 研发经费占营业收入3.8%，高出全省2个百分点: what the ratio is over is said once, at its level.
ratios_over as (
    select
        document_id,
        sentence_start,
        phrase,
        max(case when {{ says('reference', '{income}$') }} then 1 else 0 end) = 1 as is_over_income
    from readings
    where
        form = 'percent'
        and cue_share is not null
        and reference_text is not null
        and reference_place_code is null
        and not {{ says('reference', '{gross_product}') }}
    group by document_id, sentence_start, phrase
),

named as (
    select
        readings.*,
        case
            -- 研发经费占营业收入3.8%: a firm's spending over its own income is no spending of the region.
            when
                phrase_indicators.indicator_code in (
                    'rd_expenditure', 'rd_intensity', 'enterprise_rd_expenditure', 'enterprise_rd_intensity'
                )
                and (readings.form in ('percent', 'points', 'rank') or readings.unit = '位')
                -- 研发费用占营业收入比重居全省第2位: what a rank's ratio is over is in the tail of its noun.
                and (ratios_over.is_over_income or {{ says('readings.tail', '{income}') }})
                -- 占全市研发经费的81%，与营业收入之比1.9%: one share is of what it says.
                and (
                    readings.form <> 'percent' or readings.reference_text is null or readings.cue_gap is not null
                    or readings.reference_place_code is not null or {{ says('readings.reference', '{income}') }}
                )
                and (readings.is_of_ratio or readings.cue_share is not null)
                then 'enterprise_rd_intensity'
            -- the index itself is no rank by it
            when phrase_indicators.indicator_code = 'innovation_index_rank' and readings.unit <> '位' then 'other'
            else phrase_indicators.indicator_code
        end as named_code,
        phrase_indicators.indicator_term,
        phrase_indicators.indicator_rule as named_rule,
        coalesce(indicators.nature, 'either') as named_nature,
        -- R&D spending over GDP is R&D intensity, a level, whatever words say it.
        (
            readings.form in ('percent', 'points', 'rank')
            or readings.unit = '位'
            -- 占生产总值比重3.9%，为全市平均的2倍
            or (readings.form = 'multiple' and readings.is_of_ratio and readings.cue_share is not null)
        )
        and phrase_indicators.indicator_code in ('rd_expenditure', 'rd_intensity')
        and not {{ says('readings.tail', '{growth_noun}') }}
        and not (readings.form = 'percent' and (readings.value < 0 or readings.span_text like '+%')) -- （-3.4%）
        and not {{ says('readings.phrase', '{growth_noun}$') }}
        and not {{ says('readings.level', '^{volume}$') }}
        and (
            (
                (readings.form in ('points', 'rank', 'multiple') or readings.unit = '位')
                and readings.is_of_ratio
                and ratios_over.phrase is null
            )
            -- 占生产总值2.1%，增幅0.3%; 为全省平均水平的一半
            or (
                readings.form = 'percent' and readings.is_of_ratio and ratios_over.phrase is null
                and (readings.reference_place_code is not null or readings.cue_growth is not null)
                and (readings.cue_basis is null or {{ says('readings.growth', '^{raising_ratio}$') }}) -- 较上年提高0.3%
            )
            or {{ says('readings.reference', '{gross_product}') }}
            or {{ says('readings.tail', '{gross_product}') }}
            -- 研发投入占比2.95%: of GDP, when nothing else is named.
            or (
                readings.reference_text is null
                and (
                    readings.cue_share is not null
                    or (readings.cue_growth is null and readings.cue_basis is null)
                    or (
                        readings.form = 'points'
                        and not {{ says('readings.phrase', '{increase_mark}') }}
                        and (ratios_over.phrase is null or not readings.is_of_ratio)
                    )
                )
            )
        ) as is_intensity
    from readings
    left join phrase_indicators
        on
            readings.is_fact = phrase_indicators.is_fact
            and coalesce(readings.phrase, '') = phrase_indicators.phrase
            and coalesce(readings.verb, '') = phrase_indicators.verb
            and coalesce(readings.phrase_wide, '') = phrase_indicators.phrase_wide
            and coalesce(readings.phrase_head, '') = phrase_indicators.phrase_head
            and coalesce(readings.context, '') || '|' || coalesce(readings.reference_text, '')
            = phrase_indicators.context_text
            and coalesce(readings.counted_unit, readings.unit, '') = phrase_indicators.unit
    left join indicators on phrase_indicators.indicator_code = indicators.code
    left join ratios_over
        on
            readings.document_id = ratios_over.document_id
            and readings.sentence_start = ratios_over.sentence_start
            and readings.phrase = ratios_over.phrase
),

final as (
    select
        named.*,
        units.unit_group,
        verb_kinds.verb_kind,
        units.unit_group in ('money', 'money_usd', 'money_eur', 'money_hkd', 'money_jpy', 'money_gbp') as is_money,
        -- What a rule grants or demands: an amount, a part or a time, and no figure of an indicator.
        units.unit_group in ('money', 'percent') or units.unit_group like 'duration%' as is_rule_unit,
        named.section_kind = 'plan'
        and units.unit_group in ('money', 'percent')
        and (
            verb_kinds.verb_kind = 'grant'
            -- 单个项目最高支持2000万元
            or (
                {{ says('named.verb', '^{backing}$') }}
                and ({{ says('named.wide', '^{single}') }} or named.phrase_wide like '每_%')
            )
            or ({{ says('named.phrase', '^{single}') }} and {{ says('named.phrase', '{backing}') }})
        ) as is_grant,
        -- 16个乡镇, 137个行政村全覆盖: there are as many as there are.
        named.unit = '个'
        and (
            (named.phrase_position = 'after' and {{ says('named.phrase', '^{division}$') }})
            or (
                named.phrase_position = 'after'
                and {{ says('named.phrase', '^{division}') }}
                and {{ says('named.phrase', '{covered_whole}$') }}
            )
            or ({{ text_matches('named.phrase', '的.{1,3}$') }} and {{ says('named.phrase', '{division}$') }})
        ) as is_division,
        -- 地区生产总值, 粮食产量, 年产值: what exists only by the year.
        named.phrase like '年_%' or {{ says('named.phrase', '{yearly_quantity}$') }} as is_yearly_quantity,
        noun_tails.kind as noun_tail_kind,
        {{ says('named.level', '{cumulative}') }}
        -- 1—9月累计成交50亿元: the sum of the months named, and no more than what was done in them.
        and not (
            coalesce(named.time_kind, '') = 'period'
            and year(named.time_start) = year(named.time_end)
            and (
                named.time_rule = 'explicit'
                -- 1—5月，…投资累计完成5亿元: of that part of the year.
                or (month(named.time_end) < 12 and {{ says('named.verb', '^{completing}$|^{achieving}$') }})
            )
        ) as is_cumulative,
        (
            units.unit_group in ('money', 'percent')
            and (verb_kinds.verb_kind = 'grant' or {{ says('named.verb', '^{backing}$') }})
            and ({{ says('named.phrase', '^{single}') }} or {{ says('named.wide', '^{single}') }})
        )
        -- 支持项目20项，每项30万元, in a plan
        or (
            units.unit_group = 'money' and named.section_kind = 'plan'
            and ({{ says('named.phrase', '^{single}$') }} or {{ text_matches('named.phrase', '^每[项个家件户]$') }})
        )
        -- 单个企业年度累计最高200万元, 每家配套资金不超过5000万元: what each gets at most is a rule's, done or planned.
        or (
            units.unit_group = 'money'
            and named.comparator_said_before = 'le'
            and (
                {{ says('named.phrase', '^{single}|^{single_one}$') }}
                or named.phrase like '每_%'
                or {{ text_matches('named.phrase', '(^|[^均])每[项个家件户]$') }}
                or {{ says('named.wide', '^{single}') }}
                or named.phrase_wide like '每_%'
            )
            and not {{ says('named.verb', '^{receiving}$') }}
        ) as is_grant_each,
        -- 须, 不得 demand and 可享受 tells of a right: neither grants.
        named.cue_provision is not null
        and not {{ says('named.provision', '^{requirement}$|^{entitlement}$') }}
        and (units.unit_group in ('money', 'percent') or units.unit_group like 'duration%') as is_granted,
        -- 较年初, 较上年末: growth since a named day.
        coalesce(named.basis_said, '') in ('year_start', 'last_year_end') as is_since_year_start,
        -- 到2030年…年均增长9%, as a goal: from the first year of the plan that ends then.
        case
            when
                named.document_kind = 'plan'
                and year(named.time_end) = year(named.plan_period_end)
                and year(named.document_period_end) between year(named.time_end) - 9 and year(named.time_end) - 1
                then make_date(year(named.document_period_end), 1, 1)
            when year(named.time_end) % 5 = 0 then make_date(year(named.time_end) - 4, 1, 1)
        end as goal_years_start,
        -- 完成率, 覆盖率, 通过率: how far a thing has come, with the code of that thing.
        {{ says('named.phrase', '{rate_of_thing}') }} as is_rate_of_thing,
        -- Classes and scores are counted apart from what they class and score.
        named.unit in ('类', '分', '批', '种') as is_class_or_score,
        named.phrase like '每%'
        or named.phrase like '人均%'
        or {{ says('named.phrase', '{per_holding}') }}
        or (
            units.unit_group in ('money', 'money_usd', 'money_eur', 'money_hkd', 'money_jpy', 'money_gbp')
            and {{ says('named.phrase', '^{single_holder}') }}
        ) as is_per_head_phrase,
        case
            when named.is_intensity or named.named_code = 'enterprise_rd_intensity' then 'ratio'
            when named.unit in ('类', '分', '批', '种') then 'either'
            -- 2名专家入选, 柔性引才41人: people that came to be so in the period.
            when {{ says('named.verb_after', '^{being_chosen}$') }} or {{ says('named.phrase', '{bringing_people}$') }}
                then 'either'
            else named.named_nature
        end as nature,
        named.is_intensity
        or (named.is_of_ratio and coalesce(named.basis_said, '') <> 'avg_annual')
        or named.named_nature = 'ratio'
        or ({{ says('named.phrase', '{rate_mark}$') }} and not {{ says('named.phrase', '{productivity}$') }})
        -- 能耗强度下降17%: of so many tons for each unit of product, and no share.
        or ({{ says('named.phrase', '{ratio_like}') }} and not {{ says('named.phrase', '{physical_intensity}$') }})
        -- 增加值占工业的比重提高2.3%
        or {{ says('named.share', '{weight}$') }} as is_ratio
    from named
    left join units on named.unit = units.unit
    left join noun_tails on named.noun_tail = noun_tails.term
    left join verb_kinds on right(named.verb, 2) = verb_kinds.verb
)

select * from final
