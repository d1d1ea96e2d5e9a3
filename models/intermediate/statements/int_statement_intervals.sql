with

statements as (
    select * from {{ ref('int_statements') }}
    {{ only_new('document_id') }}
),

units as (
    select * from {{ ref('units') }}
),

approximations as (
    select * from {{ ref('approximations') }}
),

-- 余 and 翻 are inside the span; 近 and 左右 before and after it. Digits can hold no marker.
facts as (
    select
        statements.statement_key,
        statements.document_id,
        statements.comparator,
        -- A range says both its ends; written the wrong way round it is still that range.
        least(statements.value, coalesce(statements.value_high, statements.value)) as lesser_value,
        greatest(statements.value, coalesce(statements.value_high, statements.value)) as greater_value,
        (
            coalesce(statements.comparator_text, '')
            || regexp_replace(statements.span_text, '^[0-9.,]+', '')
        ) as marker_text,
        coalesce(statements.decimals, 0) as decimals,
        coalesce(statements.scale, 1) as scale,
        -- Only what was measured has been rounded: a target of 1.8亿 is set, not measured.
        statements.stance in ('target', 'provision')
        or (
            coalesce(units.is_counted, false)
            and coalesce(statements.decimals, 0) = 0
            and coalesce(statements.scale, 1) = 1
        ) as is_exact
    from statements
    left join units
        on statements.unit = units.unit
    where statements.disposition = 'fact'
),

wordings as (
    select distinct
        comparator,
        marker_text
    from facts
),

-- The longest marker wins: 接近 before 近. One without a marker holds for its whole comparator.
ranked as (
    select
        wordings.comparator,
        wordings.marker_text,
        approximations.approximation_code,
        approximations.low_rule,
        approximations.low_amount,
        approximations.high_rule,
        approximations.high_amount,
        approximations.is_low_included,
        approximations.is_high_included,
        row_number() over (
            partition by wordings.comparator, wordings.marker_text
            order by
                length(coalesce(approximations.marker, '')) desc,
                approximations.approximation_code asc
        ) as preference
    from wordings
    inner join approximations
        on
            wordings.comparator = approximations.comparator
            and (
                approximations.marker is null
                or contains(wordings.marker_text, approximations.marker)
            )
),

meanings as (
    select * from ranked
    where preference = 1
),

sized as (
    select
        facts.statement_key,
        facts.document_id,
        facts.lesser_value,
        facts.greater_value,
        meanings.approximation_code,
        meanings.low_rule,
        meanings.low_amount,
        meanings.high_rule,
        meanings.high_amount,
        meanings.is_low_included,
        meanings.is_high_included,
        case
            when facts.is_exact then 0
            else facts.scale / power(10, facts.decimals)
        end as stated_digit,
        {{ last_digit_size('facts.greater_value', 'facts.decimals', 'facts.scale') }} as last_digit
    from facts
    left join meanings
        on
            facts.comparator = meanings.comparator
            and facts.marker_text = meanings.marker_text
),

final as (
    select
        statement_key,
        document_id,
        coalesce(approximation_code, 'none') as approximation_code,
        cast(
            {{ interval_bound('low_rule', 'low_amount', 'lesser_value', 'stated_digit', 'last_digit') }}
            as decimal(38, 18)
        ) as value_low,
        cast(
            {{ interval_bound('high_rule', 'high_amount', 'greater_value', 'stated_digit', 'last_digit') }}
            as decimal(38, 18)
        ) as value_high,
        coalesce(is_low_included, true) as is_low_included,
        coalesce(is_high_included, true) as is_high_included
    from sized
)

select * from final
