with

implied as (
    select * from {{ ref('int_identity_implied') }}
),

statements as (
    select * from {{ ref('int_identity_statements') }}
    where is_first and stance_group in ('result', 'target')
),

kinds as (
    select * from {{ ref('int_identity_kinds') }}
),

counted as (
    select
        'share_gives_whole_number' as identity_code,
        comparison_statement_key as judged_statement_key,
        own_statement_key as other_statement_key,
        cast(null as string) as third_statement_key,
        unit,
        {{ stated_interval('expected', 'implied') }},
        round((value_low + value_high) / 2) as found_low,
        round((value_low + value_high) / 2) as found_high,
        true as is_found_low_included,
        true as is_found_high_included,
        value_high - value_low < 1 as is_firm
    from implied
    where is_whole and comparison_measure = 'share' and value_low is not null and value_high is not null
),

{% for reach in ['own', 'others'] -%}
    said_by_{{ reach }} as (
        select
            implied.comparison_statement_key,
            statements.statement_key
        from implied
        inner join kinds
            on implied.comparison_statement_key = kinds.statement_key
        inner join statements
            on
                implied.reference_region_code = statements.region_code
                and kinds.counted_in = statements.counted_as
                and implied.measure = statements.measure
                and implied.basis = statements.basis
                and implied.unit_group = statements.unit_group
                and implied.period_end = statements.period_end
                and (implied.measure = 'level' or implied.period_start = statements.period_start)
                and {{ is_within_reach(reach, 'implied', 'statements') }}
    ),

{% endfor -%}
said as (
    select * from said_by_own
    union all
    select * from said_by_others
),

-- What the reference itself says, or another says of it. Kept too where nobody says it: it is then to be looked up.
stated as (
    select
        case implied.comparison_measure when 'share' then 'share_agrees_with_whole' else 'gap_agrees_with_reference' end
            as identity_code,
        implied.comparison_statement_key as judged_statement_key,
        statements.statement_key as other_statement_key,
        implied.own_statement_key as third_statement_key,
        implied.unit,
        {{ stated_interval('expected', 'implied') }},
        {{ stated_interval('found', 'statements') }},
        -- A whole that was only planned may have turned out otherwise.
        coalesce(statements.stance_group = 'result', false) as is_firm
    from implied
    left join said
        on implied.comparison_statement_key = said.comparison_statement_key
    left join statements
        on said.statement_key = statements.statement_key
    where implied.reference_region_code is not null
),

-- Two places, or two reports, that measure themselves against one reference: the first of all represents it.
numbered as (
    select
        *,
        first_value(comparison_statement_key) over (
            partition by
                reference_region_code, thing_key, measure, basis, unit_group, period_start, period_end
            order by comparison_statement_key asc
        ) as first_statement_key
    from implied
    where reference_region_code is not null and period_start is not null and period_end is not null
),

agreed as (
    select
        'implied_references_agree' as identity_code,
        later.comparison_statement_key as judged_statement_key,
        earlier.comparison_statement_key as other_statement_key,
        later.own_statement_key as third_statement_key,
        later.unit,
        {{ stated_interval('expected', 'earlier') }},
        {{ stated_interval('found', 'later') }},
        true as is_firm
    from numbered as later
    inner join implied as earlier
        on later.first_statement_key = earlier.comparison_statement_key
    where
        later.comparison_statement_key <> earlier.comparison_statement_key
        and (
            later.document_id <> earlier.document_id
            or later.region_text <> earlier.region_text
            or later.comparison_measure <> earlier.comparison_measure
        )
),

together as (
    select * from counted
    union all
    select * from stated
    union all
    select * from agreed
),

final as (
    select
        {{ identity_columns() }}
    from together
)

select * from final
