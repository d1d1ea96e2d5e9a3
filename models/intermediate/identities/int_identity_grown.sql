-- One row per growth over a base and the number of its report that grew: that of the same sentence first, then the nearest one.
with

statements as (
    select * from {{ ref('int_identity_statements') }}
),

pairs as (
    select * from {{ ref('int_identity_pairs') }}
),

-- 成交额占全省比重翻一番: the share grew, and not the amount.
share_nouns as (
    select distinct term from {{ ref('stg_cues') }}
    where cue = 'list' and value in ('noun_tail:unshared', 'noun_tail:share_of')
),

said_nouns as (
    {{ words_within('statements', 'wording', 'share_nouns', 'term') }}
),

shares as (
    select distinct statements.statement_key
    from statements
    inner join said_nouns
        on statements.wording = said_nouns.wording
    where
        right(said_nouns.wording, length(said_nouns.term)) = said_nouns.term
        and statements.measure like 'growth%'
),

paired as (
    select
        growth.statement_key as growth_statement_key,
        levels.statement_key as level_statement_key,
        growth.measure as growth_measure,
        growth.document_id,
        growth.basis,
        growth.base_period,
        growth.value_low as growth_low,
        growth.value_high as growth_high,
        growth.is_low_included as is_growth_low_included,
        growth.is_high_included as is_growth_high_included,
        levels.thing_key,
        levels.indicator_code,
        levels.region_text,
        levels.measure,
        levels.unit,
        levels.unit_group,
        levels.value_low,
        levels.value_high,
        levels.is_low_included,
        levels.is_high_included,
        levels.is_exact and levels.is_counted as is_whole,
        levels.period_start,
        levels.period_end,
        row_number() over (
            partition by growth.statement_key
            order by
                case when growth.sentence_start = levels.sentence_start then 0 else 1 end asc,
                abs(growth.span_start - levels.span_start) asc,
                levels.statement_key asc
        ) as preference
    from statements as growth
    inner join pairs
        on growth.statement_key = pairs.comparison_statement_key
    inner join statements as levels
        on pairs.statement_key = levels.statement_key
    left join shares
        on growth.statement_key = shares.statement_key
    where
        shares.statement_key is null
        and growth.measure in ('growth_rate', 'growth_multiple', 'growth_amount')
        and growth.basis in ('yoy', 'vs_base')
        and growth.stance_group = 'result'
        and levels.measure in ('level', 'flow')
        and (growth.measure <> 'growth_amount' or growth.unit_group = levels.unit_group)
),

final as (
    select *
    from paired
    where preference = 1
)

select * from final
