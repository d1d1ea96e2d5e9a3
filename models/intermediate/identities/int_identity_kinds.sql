-- One row per statement and what it is counted in: what it is counted as itself, and its indicator without restriction.
with

statements as (
    select * from {{ ref('int_identity_statements') }}
),

final as (
    select
        statement_key,
        counted_as as counted_in
    from statements
    union all
    select
        statement_key,
        indicator_code as counted_in
    from statements
    where indicator_code <> 'other' and counted_as <> indicator_code
)

select * from final
