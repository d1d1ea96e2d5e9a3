-- Whole years, every day once, within the years the project allows.
with

days as (
    select
        count(*) as day_count,
        min(date_day) as first_day,
        max(date_day) as last_day
    from {{ ref('dim_date') }}
    where date_day is not null
)

select *
from days
where
    day_count > 0
    and (
        day_count <> {{ days_between('first_day', 'last_day') }} + 1
        or month(first_day) <> 1
        or day(first_day) <> 1
        or month(last_day) <> 12
        or day(last_day) <> 31
        or year(first_day) < {{ var('first_year') }}
        or year(last_day) > {{ var('last_year') }}
    )
