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

-- Only a place within the reference is ranked among the places of it.
ranked as (
    select
        statements.*,
        own.level,
        year(statements.period_end) as rank_year
    from statements
    inner join regions as own
        on statements.region_code = own.region_code
    inner join ancestors as within
        on
            statements.region_code = within.region_code
            and statements.reference_region_code = within.ancestor_code
),

-- All places of a country are many: they are counted once a year, whoever names its rank among them.
fields as (
    select distinct
        reference_region_code,
        level,
        rank_year
    from ranked
),

peers as (
    select
        fields.reference_region_code,
        fields.level,
        fields.rank_year,
        count(*) as peer_count
    from fields
    inner join ancestors as members
        on fields.reference_region_code = members.ancestor_code
    inner join regions as others
        on
            members.region_code = others.region_code
            and fields.level = others.level
    where
        coalesce(others.valid_from_year, 0) <= fields.rank_year
        and coalesce(others.valid_to_year, 9999) >= fields.rank_year
    group by fields.reference_region_code, fields.level, fields.rank_year
),

among_peers as (
    select
        'rank_within_peers' as identity_code,
        ranked.statement_key as judged_statement_key,
        cast(peers.peer_count as double) as expected_low,
        cast(peers.peer_count as double) as expected_high,
        ranked.value_low as found_low,
        ranked.value_high as found_high
    from ranked
    inner join peers
        on
            ranked.reference_region_code = peers.reference_region_code
            and ranked.level = peers.level
            and ranked.rank_year = peers.rank_year
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
