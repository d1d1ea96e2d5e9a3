with

{% set families = [
    'repeats', 'parts', 'cumulative', 'growth', 'multiples', 'references', 'indicator_hierarchy', 'place_hierarchy',
    'ratios', 'targets', 'ranks', 'shares', 'horizon',
] -%}

together as (
    {% for family in families %}
        select * from {{ ref('int_identity_' ~ family) }}
        {% if not loop.last %}union all{% endif %}
    {% endfor %}
),

identities as (
    select * from {{ ref('identities') }}
),

-- What an identity tolerates beside the rounding of the digits stated is a share of what was expected.
final as (
    select
        {{ surrogate_key([
            'together.identity_code',
            'together.judged_statement_key',
            'together.other_statement_key',
            'together.third_statement_key',
        ]) }} as identity_check_key,
        together.identity_code,
        together.judged_statement_key,
        together.other_statement_key,
        together.third_statement_key,
        identities.relation,
        together.unit,
        cast(round(
            together.expected_low - coalesce(identities.tolerance_share, 0) * abs(together.expected_low), 6
        ) as double) as expected_low,
        cast(round(
            together.expected_high + coalesce(identities.tolerance_share, 0) * abs(together.expected_high), 6
        ) as double) as expected_high,
        cast(round(together.found_low, 6) as double) as found_low,
        cast(round(together.found_high, 6) as double) as found_high,
        coalesce(together.is_expected_low_included, true) as is_expected_low_included,
        coalesce(together.is_expected_high_included, true) as is_expected_high_included,
        coalesce(together.is_found_low_included, true) as is_found_low_included,
        coalesce(together.is_found_high_included, true) as is_found_high_included,
        coalesce(together.is_firm, false) as is_firm
    from together
    inner join identities
        on together.identity_code = identities.code
)

select * from final
