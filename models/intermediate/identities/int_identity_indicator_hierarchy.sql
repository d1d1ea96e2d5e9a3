with

statements as (
    select * from {{ ref('int_identity_statements') }}
    where is_first and measure in ('level', 'flow') and stance_group in ('result', 'target')
),

indicators as (
    select * from {{ ref('indicators') }}
    where additivity <> 'non_additive'
),

-- 发明专利授权 <= 专利授权 <= 专利申请: a kind is counted in what it is a kind of, where that is said without restriction.
paired as (
    select
        'indicator_within_parent' as identity_code,
        kinds.statement_key as judged_statement_key,
        parents.statement_key as other_statement_key,
        cast(null as string) as third_statement_key,
        kinds.unit,
        {{ stated_interval('expected', 'parents') }},
        {{ stated_interval('found', 'kinds') }},
        -- What a sentence counts in passing is what that sentence is about, and not all there was in the place.
        parents.measure = 'level'
        or kinds.sentence_start = parents.sentence_start
        or parents.region_rule in ('explicit', 'sentence') as is_firm
    from statements as kinds
    inner join indicators
        on kinds.indicator_code = indicators.code
    inner join statements as parents
        on
            indicators.parent_code = parents.indicator_code
            and kinds.document_id = parents.document_id
            and kinds.region_text = parents.region_text
            and kinds.measure = parents.measure
            and kinds.stance_group = parents.stance_group
            and kinds.unit_group = parents.unit_group
            and {{ is_same_time('kinds', 'parents') }}
    -- Firms newly named and labs newly opened are no sum: of what is a stock, only stocks are held against each other.
    where
        parents.tier is null
        and parents.qualifier is null
        and (kinds.measure = 'level' or indicators.nature = 'flow')
),

final as (
    select
        {{ identity_columns() }}
    from paired
)

select * from final
