-- Targets and provisions; levels and flows that are; growth; comparisons: together they are all statements.
with

kinds as (
    select statement_key from {{ ref('fct_targets') }}
    union
    select statement_key from {{ ref('fct_achievements') }}
    union
    select statement_key from {{ ref('fct_growth_rates') }}
    union
    select statement_key from {{ ref('fct_comparisons') }}
),

statements as (
    select * from {{ ref('fct_statements') }}
)

select
    statements.statement_key as stated_key,
    kinds.statement_key as kind_key
from statements
full outer join kinds
    on statements.statement_key = kinds.statement_key
where statements.statement_key is null or kinds.statement_key is null
