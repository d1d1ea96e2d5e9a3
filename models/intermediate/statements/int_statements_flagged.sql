-- What the decisions ask about a number: the indicator its words name, the kind of its unit and verb, whether it is a ratio.
with

readings as (
    select * from {{ ref('int_readings') }}
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

worded as (
    select * from {{ ref('int_statements_worded') }}
),

-- 研发经费占营业收入3.8%，高出全省2个百分点: what the ratio is over is said once, at its level.
ratios_over as (
    select
        document_id,
        sentence_start,
        phrase,
        max(case when reference_text like '%收入' or reference_text like '%营收' then 1 else 0 end) = 1 as is_over_income
    from readings
    where
        form = 'percent'
        and cue_share is not null
        and reference_text is not null
        and reference_place_code is null
        and not contains(reference_text, '生产总值')
        and not contains(upper(reference_text), 'GDP')
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
                and ratios_over.is_over_income
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
        and coalesce(readings.noun_tail, '') not in ('增速', '增幅', '降幅')
        and coalesce(readings.cue_level, '') <> '总量'
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
                and readings.cue_basis is null
            )
            or contains(coalesce(readings.reference_text, ''), '生产总值')
            or contains(upper(coalesce(readings.reference_text, '')), 'GDP')
            -- 研发投入占比2.95%: of GDP, when nothing else is named.
            or (
                readings.reference_text is null
                and (
                    readings.cue_share is not null
                    or (readings.cue_growth is null and readings.cue_basis is null)
                    or (
                        readings.form = 'points'
                        and readings.phrase not like '%增%'
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
                named.verb = '支持'
                and (named.phrase_wide like '单_%' or named.phrase_wide like '每_支持%')
            )
            or named.phrase like '单_%支持资金'
            or named.phrase like '单_%资助'
        ) as is_grant,
        worded.is_division,
        -- 地区生产总值, 粮食产量, 年产值: what exists only by the year.
        named.phrase like '年_%' or worded.is_yearly_phrase as is_yearly_quantity,
        worded.is_state,
        worded.noun_tail_kind,
        coalesce(named.cue_level, '') like '%累计%'
        -- 1—9月累计成交50亿元: the sum of the months named, and no more than what was done in them.
        and not (
            coalesce(named.time_kind, '') = 'period'
            and year(named.time_start) = year(named.time_end)
            and named.time_rule = 'explicit'
        ) as is_cumulative,
        (
            units.unit_group in ('money', 'percent')
            and (verb_kinds.verb_kind = 'grant' or named.verb = '支持')
            and (named.phrase like '单_%' or named.phrase_wide like '单_%')
        )
        -- 支持项目20项，每项30万元, in a plan
        or (
            units.unit_group = 'money' and named.section_kind = 'plan'
            and {{ text_matches('named.phrase', '^(每|单)[项个家件户]$') }}
        )
        -- 单个企业年度累计最高200万元, 每家配套资金不超过5000万元: what each gets at most is a rule's, done or planned.
        or (
            units.unit_group = 'money'
            and named.comparator_said_before = 'le'
            and (
                named.phrase like '单_%'
                or named.phrase like '每_%'
                or named.phrase like '同一%'
                or named.phrase_wide like '单_%'
                or named.phrase_wide like '每_%'
            )
            and named.phrase not like '单位%'
            and coalesce(named.verb, '') not in ('获', '获得', '融资', '争取')
        ) as is_grant_each,
        -- 须, 不得 demand and 可享受 tells of a right: neither grants.
        named.cue_provision is not null
        and named.cue_provision not in ('可享受', '不得', '须', '应当', '间隔')
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
        {{ text_matches('named.phrase', '(增长|完成|占有|覆盖|通过|执行|共享|建有|设立|入库|立项|兑现|兑付|使用|开工|实施|逾期|拨付|支付|支出|投产|竣工|达产|履约|签约|落地|到位|结题|办结|及时|就地转化)率$|(支出|拨付)进度$') }}
            as is_rate_of_thing,
        -- Classes and scores are counted apart from what they class and score.
        named.unit in ('类', '分', '批', '种', '国') as is_class_or_score,
        named.phrase like '每%'
        or named.phrase like '人均%'
        or named.phrase like '%户均%'
        or (
            units.unit_group in ('money', 'money_usd', 'money_eur', 'money_hkd', 'money_jpy', 'money_gbp')
            and (named.phrase like '单体%' or named.phrase like '单户%' or named.phrase like '单家%')
        )
        or named.phrase like '%亩均%' as is_per_head_phrase,
        case
            when named.is_intensity or named.named_code = 'enterprise_rd_intensity' then 'ratio'
            when named.unit in ('类', '分', '批', '种', '国') then 'either'
            else named.named_nature
        end as nature,
        named.is_intensity
        or (named.is_of_ratio and coalesce(named.basis_said, '') <> 'avg_annual')
        or named.named_nature = 'ratio'
        or (named.phrase like '%率' and named.phrase not like '%生产率')
        or named.phrase like '%占比%'
        -- 增加值占工业的比重提高2.3%
        or coalesce(named.cue_share, '') like '%比重'
        or named.phrase like '%比重%'
        or named.phrase like '%比例%'
        or named.phrase like '%强度%' as is_ratio
    from named
    left join units on named.unit = units.unit
    inner join worded on named.statement_key = worded.statement_key
    left join verb_kinds on right(named.verb, 2) = verb_kinds.verb
)

select * from final
