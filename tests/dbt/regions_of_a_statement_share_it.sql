-- A single region is in the bridge as it is in the fact; several share the statement, those without a code as one unknown.
with

shares as (
    select
        statement_key,
        sum(allocation) as allocated,
        count(*) as region_count,
        min(region_key) as region_key
    from {{ ref('bridge_statement_regions') }}
    group by statement_key
)

select
    statements.statement_key,
    shares.allocated
from {{ ref('fct_statements') }} as statements
left join shares
    on statements.statement_key = shares.statement_key
where
    (statements.region_key <> {{ member_key('unknown') }} and shares.statement_key is null)
    or abs(shares.allocated - 1) > 0.000001
    or (
        shares.region_count = 1
        and shares.region_key <> statements.region_key
        and (statements.region_key <> {{ member_key('several') }} or shares.region_key <> {{ member_key('unknown') }})
    )
    or (shares.region_count > 1 and statements.region_key <> {{ member_key('several') }})
