with

statements as (
    select * from {{ ref('int_identity_statements') }}
),

pairs as (
    select * from {{ ref('int_identity_pairs') }}
),

-- 三地合计占57.4%: the share of a sum is that of none of its numbers.
totals as (
    {{ words_within('statements', 'clause_before', ref('total_words'), 'term') }}
),

growth_nouns as (
    select distinct term from {{ ref('stg_cues') }}
    where cue = 'list' and value = 'noun_tail:growth'
),

-- Of several places that give the own figure, the one before the comparison in its sentence is what it speaks of.
paired as (
    select
        comparisons.statement_key as comparison_statement_key,
        owns.statement_key as own_statement_key,
        comparisons.document_id,
        comparisons.measure as comparison_measure,
        comparisons.reference_kind,
        comparisons.reference_region_code,
        comparisons.value_low as comparison_low,
        comparisons.value_high as comparison_high,
        comparisons.is_low_included as is_comparison_low_included,
        comparisons.is_high_included as is_comparison_high_included,
        comparisons.tier,
        comparisons.qualifier,
        comparisons.thing_key,
        comparisons.indicator_code,
        owns.region_text,
        owns.measure,
        owns.basis,
        owns.unit,
        owns.unit_group,
        owns.value_low,
        owns.value_high,
        owns.is_low_included,
        owns.is_high_included,
        owns.is_exact and owns.is_counted as is_whole,
        owns.period_start,
        owns.period_end,
        row_number() over (
            partition by comparisons.statement_key
            order by
                case when owns.sentence_start = comparisons.sentence_start then 0 else 1 end asc,
                owns.is_part asc, -- 136家（今年新认定31家）,但只相当于…的七成
                case when owns.span_start < comparisons.span_start then 0 else 1 end asc,
                abs(owns.span_start - comparisons.span_start) asc,
                owns.statement_key asc
        ) as preference
    from statements as comparisons
    inner join pairs
        on comparisons.statement_key = pairs.comparison_statement_key
    inner join statements as owns
        on pairs.statement_key = owns.statement_key
    left join totals
        on comparisons.clause_before = totals.clause_before
    -- 增速达46%,是全省平均增速的2倍: of what is a multiple of a growth, no amount is implied.
    left join growth_nouns
        on right(regexp_replace(comparisons.clause_before, '的$', ''), 2) = growth_nouns.term
    where
        totals.clause_before is null
        and growth_nouns.term is null
        and comparisons.stance_group = 'result'
        and (
            (
                comparisons.measure = 'share'
                and comparisons.value > 0
                and comparisons.reference_kind in ('whole', 'peer')
                and owns.measure in ('level', 'flow')
            )
            or (
                comparisons.measure = 'gap'
                and comparisons.reference_kind in ('whole', 'peer')
                and owns.measure in ('level', 'flow', 'growth_rate')
                and (
                    comparisons.unit_group = owns.unit_group
                    or (comparisons.unit_group = 'percentage_point' and owns.unit_group = 'percent')
                )
            )
        )
),

final as (
    select
        comparison_statement_key,
        own_statement_key,
        document_id,
        comparison_measure,
        reference_kind,
        reference_region_code,
        thing_key,
        indicator_code,
        tier,
        qualifier,
        region_text,
        measure,
        basis,
        unit,
        unit_group,
        case comparison_measure
            when 'share' then value_low / (nullif(comparison_high, 0) / 100)
            when 'gap' then value_low - comparison_high
        end as value_low,
        case comparison_measure
            when 'share' then value_high / (nullif(comparison_low, 0) / 100)
            when 'gap' then value_high - comparison_low
        end as value_high,
        is_low_included and is_comparison_high_included as is_low_included,
        is_high_included and is_comparison_low_included as is_high_included,
        is_whole,
        period_start,
        period_end
    from paired
    where preference = 1
)

select * from final
