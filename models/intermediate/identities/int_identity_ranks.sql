with

statements as (
    select * from {{ ref('int_identity_statements') }}
    where measure = 'rank' and unit_group = 'rank'
),

ancestors as (
    select * from {{ ref('int_region_ancestors') }}
),

regions as (
    select * from {{ ref('regions') }}
),

in_range as (
    select
        'rank_in_range' as identity_code,
        statement_key as judged_statement_key,
        cast(1 as double) as expected_low,
        cast(null as double) as expected_high,
        value_low as found_low,
        value_high as found_high
    from statements
),

peers as (
    select
        statements.statement_key,
        count(*) as peer_count
    from statements
    inner join regions as own
        on statements.region_code = own.region_code
    -- Only a place within the reference is ranked among the places of it.
    inner join ancestors as within
        on
            statements.region_code = within.region_code
            and statements.reference_region_code = within.ancestor_code
    inner join ancestors as members
        on statements.reference_region_code = members.ancestor_code
    inner join regions as others
        on
            members.region_code = others.region_code
            and own.level = others.level
    where
        coalesce(others.valid_from_year, 0) <= year(statements.period_end)
        and coalesce(others.valid_to_year, 9999) >= year(statements.period_end)
    group by statements.statement_key
),

among_peers as (
    select
        'rank_within_peers' as identity_code,
        statements.statement_key as judged_statement_key,
        cast(peers.peer_count as double) as expected_low,
        cast(peers.peer_count as double) as expected_high,
        statements.value_low as found_low,
        statements.value_high as found_high
    from statements
    inner join peers
        on statements.statement_key = peers.statement_key
),

together as (
    select * from in_range
    union all
    select * from among_peers
),

judged as (
    select
        *,
        cast(null as string) as other_statement_key,
        cast(null as string) as third_statement_key,
        '位' as unit,
        true as is_expected_low_included,
        true as is_expected_high_included,
        true as is_found_low_included,
        true as is_found_high_included,
        true as is_firm
    from together
),

final as (
    select
        {{ identity_columns() }}
    from judged
)

select * from final
