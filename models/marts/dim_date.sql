with

statements as (
    select * from {{ ref('int_statements') }}
    where disposition = 'fact'
),

documents as (
    select * from {{ ref('stg_documents') }}
),

named_days as (
    select period_end as named_day
    from statements
    union all
    select base_period as named_day
    from statements
    union all
    select issued_on as named_day
    from documents
    union all
    select published_on as named_day
    from documents
),

-- Whole years from the first day named to the last. A day that nobody named gives an empty calendar.
bounds as (
    select
        make_date(min(year(named_day)), 1, 1) as first_day,
        make_date(max(year(named_day)), 12, 31) as last_day
    from named_days
    where year(named_day) between {{ var('first_year') }} and {{ var('last_year') }}
),

days as (
    {{ day_series('(select first_day from bounds)', '(select last_day from bounds)') }}
),

described as (
    select
        {{ date_key('date_day') }} as date_key,
        date_day,
        cast(date_day as string) as label_iso,
        year(date_day) || '年' || month(date_day) || '月' || day(date_day) || '日' as label_zh,
        cast(year(date_day) as integer) as calendar_year,
        cast(floor((month(date_day) + 2) / 3) as integer) as calendar_quarter,
        cast(month(date_day) as integer) as calendar_month,
        cast(day(date_day) as integer) as day_of_month,
        date_day = last_day(date_day) as is_month_end
    from days
),

members as (
    {{ special_members() }}
),

special as (
    select
        case member_code when 'unknown' then -1 else -2 end as date_key,
        cast(null as date) as date_day,
        label_en as label_iso,
        label_zh,
        cast(null as integer) as calendar_year,
        cast(null as integer) as calendar_quarter,
        cast(null as integer) as calendar_month,
        cast(null as integer) as day_of_month,
        false as is_month_end
    from members
),

final as (
    select * from described
    union all
    select * from special
)

select * from final
