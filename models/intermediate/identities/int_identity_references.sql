with

implied as (
    select * from {{ ref('int_identity_implied') }}
),

statements as (
    select * from {{ ref('int_identity_statements') }}
    where is_first and stance_group in ('result', 'target')
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
    left join statements
        on
            implied.reference_region_code = statements.region_code
            and {{ is_kind_of('implied', 'statements') }}
            and implied.measure = statements.measure
            and implied.basis = statements.basis
            and implied.unit_group = statements.unit_group
            and implied.period_end = statements.period_end
            and (implied.measure = 'level' or implied.period_start = statements.period_start)
    where implied.reference_region_code is not null
),

-- Two places, or two reports, that measure themselves against one reference.
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
    from implied as later
    inner join implied as earlier
        on
            later.reference_region_code = earlier.reference_region_code
            and later.subject_key = earlier.subject_key
            and later.measure = earlier.measure
            and later.basis = earlier.basis
            and later.unit_group = earlier.unit_group
            and later.period_start = earlier.period_start
            and later.period_end = earlier.period_end
            and later.comparison_statement_key > earlier.comparison_statement_key
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
