with

statements as (
    select * from {{ ref('int_identity_statements') }}
),

paired as (
    select * from {{ ref('int_identity_grown') }}
),

based as (
    select
        *,
        case
            when growth_measure = 'growth_amount' then value_low - growth_high
            when growth_high is not null
                then value_low / nullif({{ growth_factor('growth_measure', 'growth_high') }}, 0)
        end as expected_low,
        case
            when growth_measure = 'growth_amount' then value_high - growth_low
            when growth_low is not null
                then value_high / nullif({{ growth_factor('growth_measure', 'growth_low') }}, 0)
        end as expected_high,
        is_low_included and is_growth_high_included as is_expected_low_included,
        is_high_included and is_growth_low_included as is_expected_high_included
    from paired
),

-- Things that are counted were a whole number before they grew, too.
counted as (
    select
        'growth_gives_whole_number' as identity_code,
        growth_statement_key as judged_statement_key,
        level_statement_key as other_statement_key,
        cast(null as string) as third_statement_key,
        unit,
        expected_low,
        expected_high,
        is_expected_low_included,
        is_expected_high_included,
        round((expected_low + expected_high) / 2) as found_low,
        round((expected_low + expected_high) / 2) as found_high,
        true as is_found_low_included,
        true as is_found_high_included,
        -- An interval as wide as 1 holds a whole number whatever was said, and 三大产业增加值 is no count that grew.
        expected_high - expected_low < 1 and indicator_code <> 'other' as is_firm
    from based
    where is_whole and growth_measure = 'growth_rate' and expected_low is not null and expected_high is not null
),

{% for reach in ['own', 'others'] -%}
    remembered_of_{{ reach }} as (
        select
            'growth_agrees_with_earlier_level' as identity_code,
            based.growth_statement_key as judged_statement_key,
            earlier.statement_key as other_statement_key,
            based.level_statement_key as third_statement_key,
            based.unit,
            based.expected_low,
            based.expected_high,
            based.is_expected_low_included,
            based.is_expected_high_included,
            {{ stated_interval('found', 'earlier') }},
            true as is_firm
        from based
        inner join statements as earlier
            on
                based.thing_key = earlier.thing_key
                and based.region_text = earlier.region_text
                and based.measure = earlier.measure
                and based.unit_group = earlier.unit_group
                and earlier.stance_group = 'result'
                and month(earlier.period_end) = month(coalesce(based.base_period, based.period_end))
                and (
                    year(earlier.period_end)
                    = case when based.basis = 'yoy' then year(based.period_end) - 1 else year(based.base_period) end
                )
                and (based.measure = 'level' or month(earlier.period_start) = month(based.period_start))
                and {{ is_within_reach(reach, 'based', 'earlier') }}
    ),

{% endfor -%}

-- A level is a stock at its last day: whether its period began in January or not says nothing.
together as (
    select * from counted
    union all
    select * from remembered_of_own
    union all
    select * from remembered_of_others
),

final as (
    select
        {{ identity_columns() }}
    from together
)

select * from final
