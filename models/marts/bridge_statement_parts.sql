with

parts as (
    select * from {{ ref('int_statement_parts') }}
),

statements as (
    select * from {{ ref('int_statements') }}
    where disposition = 'fact'
),

final as (
    select
        parts.part_statement_key,
        parts.whole_statement_key,
        parts.whole_count,
        -- 其中高新技术企业 is a part of the technology firms, yet all there is of its own indicator.
        part_statements.indicator_code = whole_statements.indicator_code as is_same_indicator
    from parts
    inner join statements as part_statements
        on parts.part_statement_key = part_statements.statement_key
    inner join statements as whole_statements
        on parts.whole_statement_key = whole_statements.statement_key
)

select * from final
