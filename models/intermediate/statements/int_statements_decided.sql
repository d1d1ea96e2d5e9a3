-- depends_on: {{ ref('stg_documents') }}
-- One row per reading as the parser and the seeds decide it, before any correction by hand.
with

timed as (
    select * from {{ ref('int_statements_timed') }}
),

dated as (
    select
        *,
        case
            when
                measure in ('growth_rate', 'growth_points', 'growth_multiple', 'growth_amount')
                and basis_said = 'avg_annual'
                then
                    case
                        -- 三年年均, 两年平均: so many years up to the one spoken of.
                        when cue_basis like '_年_均'
                            then {{ first_of_years('cue_basis', 'coalesce(said_end, default_end)') }}
                        -- 较2025年年均增长 in a report on 2021: no years lie between.
                        when base_end < coalesce(said_end, default_end) then make_date(year(base_end) + 1, 1, 1)
                        when is_multi_year then said_start
                        -- “十二五”末生产总值…,年均增长10%, in a review of those years: over all of them.
                        when time_text like '%末' and section_kind = 'results' and said_end = default_end
                            then default_start
                        -- The rate of the base year beside that of a plan of five years: of five years too.
                        when said_end < default_start and section_kind = 'plan'
                            then make_date(year(said_end) - year(default_end) + year(default_start), 1, 1)
                        when
                            said_end is not null
                            and section_kind = 'plan'
                            and greatest(year(default_end), year(said_end)) - year(default_start) >= 1
                            then default_start
                        when stance = 'target' and said_end is not null
                            then coalesce(goal_years_start, said_start)
                        else coalesce(said_start, default_start)
                    end
            -- 五年累计1200亿元,是“十一五”时期的2.5倍: years are held against years.
            when
                measure = 'growth_multiple'
                and is_multi_year
                and (base_text like '%时期%' or base_text like '%期间%')
                then said_start
            -- 地区生产总值突破6万亿元, 成交额由40亿元增加到90亿元: what exists only by the year is the last one's, unless
            -- it is told how much of it was added over the years (五年净增2000亿元).
            when
                is_review
                and not is_cumulative
                and not {{ says('phrase', '{cumulative}') }}
                and not {{ says('time', '{cumulative}') }}
                and (
                    (
                        is_yearly_quantity and measure in ('level', 'flow') and form <> 'percent'
                        and coalesce(verb_kind, '') <> 'add'
                    )
                    or (measure = 'flow' and (cue_level like '%到' or cue_level like '%至'))
                )
                then make_date(year(coalesce(said_end, default_end)), 1, 1)
            when is_goal_of_plan then section_period_start
            when said_start is not null then said_start
            else default_start
        end as period_start,
        coalesce(said_end, default_end) as period_end,
        case
            when said_start is not null then time_rule when
                stance = 'target' and section_kind <> 'plan'
                then 'report_year'
            else 'section'
        end as period_rule,
        -- A place no seed knows (a park, a row of a table) has a name and no code: not that of the document.
        case
            when is_fact and place_rule is not null then place_codes
            when is_fact then document_region_code
        end as said_codes
    from timed
),

final as (
    select
        dated.statement_key,
        dated.document_id,
        dated.report,
        dated.sentence_start,
        dated.section_start,
        dated.span_start,
        dated.span_end,
        dated.ordinal,
        dated.span_text,
        case when dated.is_fact then 'fact' else dated.silent_form end as disposition,
        dated.disposition_rule,
        case when not dated.is_fact then dated.disposition_rule end as disposition_reason,
        case when dated.is_fact then dated.stance end as stance,
        case when dated.is_fact then dated.measure end as measure,
        case when dated.is_fact then dated.comparator end as comparator,
        case when dated.is_fact then dated.signed_value end as value,
        case when dated.is_fact then dated.signed_value_high end as value_high,
        dated.number_text,
        dated.decimals,
        dated.scale,
        case when dated.is_fact then dated.base_unit end as unit,
        coalesce(dated.comparator_before, '') || coalesce(dated.comparator_after, '') as comparator_text,
        case when dated.is_fact then dated.indicator_code end as indicator_code,
        {{ noun_with_its_tail('dated') }} as indicator_text,
        case
            when
                not dated.is_fact or dated.indicator_code = 'other' or dated.indicator_term is null
                then cast(null as string)
            else nullif({{ bare_phrase("replace(dated.phrase, dated.indicator_term, '')") }}, '')
        end as phrase_rest,
        case when not contains(dated.said_codes, '、') then dated.said_codes end as region_code,
        case when dated.is_fact then coalesce(dated.place_names, dated.document_region_name) end as region_name,
        dated.said_codes as region_codes,
        case
            when dated.is_fact and dated.is_comparison then coalesce(dated.reference_place_name, dated.reference_text)
        end as reference_text,
        case
            when not dated.is_fact or not dated.is_comparison then cast(null as string)
            when {{ says('dated.reference', '{set_goal}') }} then 'target'
            when dated.reference_place_code is not null and dated.measure = 'gap' then 'peer'
            when dated.reference_place_code is not null then 'whole'
            else 'amount'
        end as reference_kind,
        case when dated.is_fact and dated.is_comparison then dated.reference_place_code end as reference_region_code,
        case when dated.is_fact then dated.period_start end as period_start,
        case when dated.is_fact then dated.period_end end as period_end,
        case
            when not dated.is_fact or not dated.is_growth then cast(null as string)
            when dated.basis_said = 'avg_annual' then 'avg_annual'
            when dated.is_year_before then 'yoy'
            when dated.base_end is not null then 'vs_base'
            when dated.is_goal_of_plan and year(dated.section_period_start) < year(dated.section_period_end)
                then 'vs_base'
            when dated.is_goal_of_plan then 'yoy'
            when dated.basis_said like 'previous_%' or dated.is_since_year_start then 'vs_base'
            when dated.basis_said = 'unspecified' or dated.time_kind = 'span' then 'unspecified'
            when (dated.is_multi_year or dated.is_review) and dated.basis_said is null then 'vs_base'
            when dated.basis_said = 'yoy' then 'yoy'
            when dated.measure = 'growth_multiple' and dated.cue_growth is null then 'unspecified'
            when dated.cue_growth is null and dated.verb_kind = 'cut' then 'unspecified'
            when {{ says('dated.growth', '^{cutting}$') }} then 'unspecified'
            else 'yoy'
        end as basis,
        case
            when not dated.is_fact or not dated.is_growth or dated.basis_said = 'avg_annual' then cast(null as date)
            when dated.is_year_before then cast(null as date)
            when dated.base_end is not null then dated.base_end
            when dated.is_goal_of_plan and year(dated.section_period_start) < year(dated.section_period_end)
                then make_date(year(dated.section_period_start) - 1, 12, 31)
            when dated.basis_said like 'previous_%' then {{ end_of_period_before('dated') }}
            when dated.is_since_year_start then make_date(year(dated.period_end) - 1, 12, 31)
            when
                (dated.is_multi_year or dated.is_review)
                and dated.basis_said is null
                and coalesce(dated.time_kind, '') <> 'span'
                then make_date(year(coalesce(dated.said_start, dated.default_start)) - 1, 12, 31)
        end as base_period,
        case
            when
                dated.is_fact and dated.whole_start is not null
                then
                    {{
                        surrogate_key(
                            ['dated.document_id', 'dated.whole_start', 'dated.whole_end', 'cast(0 as integer)']
                        )
                    }}
        end as whole_statement_key,
        dated.is_fact and dated.whole_start is not null as is_part,
        dated.is_fact and dated.stance = 'estimate' as is_estimate,
        dated.document_region_rule = 'inferred' and dated.place_rule is null as is_inferred,
        dated.phrase,
        dated.verb,
        dated.phrase_wide,
        dated.phrase_head,
        dated.stance_rule,
        case when dated.is_fact then dated.measure_rule end as measure_rule,
        dated.comparator_rule,
        case
            when not dated.is_fact then cast(null as string)
            when dated.form_rule in ('table_cell', 'unit_in_force', 'unit_of_whole') then 'header'
            when dated.base_unit <> dated.unit then 'points_of_a_ratio'
            else 'written'
        end as unit_rule,
        dated.named_rule as indicator_rule,
        coalesce(dated.place_rule, 'document') as region_rule,
        dated.period_rule,
        case
            when not dated.is_fact or not dated.is_growth then cast(null as string)
            when dated.base_end is not null then 'base_said'
            when dated.basis_said is not null then 'basis_word'
            when dated.is_multi_year then 'years_in_force'
            else 'yearly_report'
        end as basis_rule,
        case
            when not dated.is_fact or not dated.is_comparison then cast(null as string)
            when dated.reference_place_code is not null then 'place'
            when dated.reference_text is not null then 'words'
            else 'unsaid'
        end as reference_rule
    from dated
)

select * from final
