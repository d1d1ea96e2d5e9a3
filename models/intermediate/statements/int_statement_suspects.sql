-- What is odd about a number is said beside it, and stops nothing: seeds/thresholds.csv has what counts as odd.
with

statements as (
    select * from {{ ref('int_statements') }}
    where disposition = 'fact'
),

units as (
    select * from {{ ref('units') }}
),

thresholds as (
    select * from {{ ref('thresholds') }}
),

labels as (
    select * from {{ ref('labels') }}
    where attribute = 'suspect_reason'
),

violations as (
    select distinct
        judged_statement_key,
        identity_code
    from {{ ref('int_identity_checks') }}
    where result = 'violated'
),

-- Words that no indicator is known for count now one thing, now another.
in_series as (
    select
        statement_key,
        thing_key,
        region_text,
        measure,
        unit_group,
        period_end,
        value as amount
    from {{ ref('int_identity_statements') }}
    where
        indicator_code <> 'other'
        and measure in ('level', 'flow')
        and stance_group in ('result', 'target')
        and value > 0
),

series_periods as (
    select
        thing_key,
        region_text,
        measure,
        unit_group,
        period_end,
        min(amount) as least,
        max(amount) as most
    from in_series
    group by
        thing_key,
        region_text,
        measure,
        unit_group,
        period_end
),

-- How many times as much as in the period that comes nearest: of 1, 2 and 300 only the last is isolated.
leaps as (
    select
        in_series.statement_key,
        min(greatest(in_series.amount / series_periods.most, series_periods.least / in_series.amount, 1)) as amount
    from in_series
    inner join series_periods
        on
            in_series.thing_key = series_periods.thing_key
            and in_series.region_text = series_periods.region_text
            and in_series.measure = series_periods.measure
            and in_series.unit_group = series_periods.unit_group
    where in_series.period_end <> series_periods.period_end
    group by in_series.statement_key
),

-- What a threshold can be set for. An identity that is violated counts once, by its code.
figures as (
    select
        statement_key,
        'value' as figure,
        cast(value as double) as amount
    from statements
    union all
    select
        statement_key,
        'decimals' as figure,
        cast(decimals as double) as amount
    from statements
    union all
    select
        statement_key,
        'range_direction' as figure,
        cast(sign(value_high - value) as double) as amount
    from statements
    where value_high is not null
    union all
    select
        statement_key,
        'series_factor' as figure,
        amount
    from leaps
    union all
    select
        judged_statement_key as statement_key,
        identity_code as figure,
        cast(1 as double) as amount
    from violations
),

suspected as (
    select
        figures.statement_key,
        thresholds.reason
    from figures
    inner join thresholds
        on figures.figure = thresholds.figure
    inner join statements
        on figures.statement_key = statements.statement_key
    left join units
        on statements.unit = units.unit
    where
        (figures.amount < thresholds.low or figures.amount > thresholds.high)
        and (thresholds.measure is null or thresholds.measure = statements.measure)
        and (thresholds.unit_group is null or thresholds.unit_group = units.unit_group)
        and (thresholds.indicator_code is null or thresholds.indicator_code = statements.indicator_code)
),

-- Of several reasons the gravest is taken.
final as (
    select
        suspected.statement_key,
        min_by(suspected.reason, labels.position) as suspect_reason
    from suspected
    inner join labels
        on suspected.reason = labels.code
    group by suspected.statement_key
)

select * from final
