with

statements as (
    select * from {{ ref('int_identity_statements') }}
    where is_first and not is_part
),

kinds as (
    select * from {{ ref('int_identity_kinds') }}
),

-- 新增11家,总数达到32家: what came within the period is counted in what there is at its end.
paired as (
    select
        'new_within_cumulative' as identity_code,
        added.statement_key as judged_statement_key,
        stocks.statement_key as other_statement_key,
        cast(null as string) as third_statement_key,
        added.unit,
        {{ stated_interval('expected', 'stocks') }},
        {{ stated_interval('found', 'added') }},
        -- Words of which neither holds the other may count two things under one indicator.
        contains(added.wording, stocks.wording) or contains(stocks.wording, added.wording) as is_firm
    from statements as added
    inner join kinds
        on added.statement_key = kinds.statement_key
    inner join statements as stocks
        on
            kinds.counted_in = stocks.counted_as
            and added.region_text = stocks.region_text
            and added.stance_group = stocks.stance_group
            and added.unit_group = stocks.unit_group
            and added.period_end = stocks.period_end
            and added.document_id = stocks.document_id
    where
        added.measure = 'flow'
        and stocks.measure = 'level'
        and added.stance_group in ('result', 'target')
        and added.period_start >= stocks.period_start
),

final as (
    select
        {{ identity_columns() }}
    from paired
)

select * from final
