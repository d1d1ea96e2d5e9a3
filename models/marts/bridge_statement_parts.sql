with

statements as (
    select * from {{ ref('int_statements') }}
    where disposition = 'fact'
),

final as (
    select
        parts.statement_key as part_statement_key,
        wholes.statement_key as whole_statement_key,
        -- 其中高新技术企业 is a part of the technology firms, yet all there is of its own indicator.
        parts.indicator_code = wholes.indicator_code as is_same_indicator
    from statements as parts
    inner join statements as wholes
        on parts.whole_statement_key = wholes.statement_key
)

select * from final
