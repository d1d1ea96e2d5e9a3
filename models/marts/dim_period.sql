with

statements as (
    select * from {{ ref('int_statements') }}
    where disposition = 'fact'
),

documents as (
    select * from {{ ref('stg_documents') }}
),

labels as (
    select * from {{ ref('labels') }}
),

spans as (
    select
        period_start,
        period_end
    from statements
    union
    select
        period_start,
        period_end
    from documents
    union
    select
        plan_period_start as period_start,
        plan_period_end as period_end
    from documents
    union
    select
        period_start,
        period_end
    from {{ ref('int_implied_bases') }}
),

measured as (
    select
        period_start,
        period_end,
        year(period_start) as first_year,
        year(period_end) as last_year,
        month(period_start) as first_month,
        month(period_end) as last_month,
        (year(period_end) - year(period_start)) * 12 + month(period_end) - month(period_start) + 1 as month_count,
        {{ days_between('period_start', 'period_end') }} + 1 as day_count,
        day(period_start) = 1 and period_end = last_day(period_end) as is_whole_months
    from spans
    where period_start is not null and period_end is not null
),

kinds as (
    select
        *,
        case
            when day_count = 1 then 'day'
            when not is_whole_months then 'other'
            when month_count = 1 then 'month'
            when month_count = 3 and first_month % 3 = 1 then 'quarter'
            when month_count = 6 and first_month % 6 = 1 then 'half'
            when month_count = 12 and first_month = 1 then 'year'
            when first_month = 1 and first_year = last_year then 'year_to_date'
            when month_count = 60 and first_month = 1 and first_year % 5 = 1 then 'plan_period'
            when first_month = 1 and last_month = 12 and last_year > first_year then 'multi_year'
            else 'other'
        end as period_kind,
        cast(cast(floor((first_year - 1951) / 5) as integer) as string) as plan_number
    from measured
),

labelled as (
    select
        kinds.*,
        kind_labels.label_zh as period_kind_zh,
        kind_labels.label_en as period_kind_en,
        case kinds.period_kind
            when 'day' then kinds.first_year || '年' || kinds.first_month || '月' || day(kinds.period_start) || '日'
            when 'month' then kinds.first_year || '年' || kinds.first_month || '月'
            when 'quarter' then kinds.first_year || '年第' || cast(floor(kinds.last_month / 3) as integer) || '季度'
            when 'half' then kinds.first_year || '年' || case kinds.first_month when 1 then '上' else '下' end || '半年'
            when 'year' then kinds.first_year || '年'
            when 'year_to_date' then kinds.first_year || '年' || kinds.first_month || '—' || kinds.last_month || '月'
            when 'plan_period'
                then
                    coalesce(plan_labels.label_zh, kind_labels.label_zh)
                    || '（' || kinds.first_year || '—' || kinds.last_year || '年）'
            when 'multi_year' then kinds.first_year || '—' || kinds.last_year || '年'
            else kinds.period_start || '至' || kinds.period_end
        end as label_zh,
        case kinds.period_kind
            when 'day' then cast(kinds.period_start as string)
            when 'month' then substr(cast(kinds.period_start as string), 1, 7)
            when 'quarter' then kinds.first_year || ' Q' || cast(floor(kinds.last_month / 3) as integer)
            when 'half' then kinds.first_year || case kinds.first_month when 1 then ' H1' else ' H2' end
            when 'year' then cast(kinds.first_year as string)
            when 'plan_period'
                then
                    coalesce(plan_labels.label_en, kind_labels.label_en)
                    || ' (' || kinds.first_year || '–' || kinds.last_year || ')'
            when 'multi_year' then kinds.first_year || '–' || kinds.last_year
            when 'year_to_date'
                then
                    substr(cast(kinds.period_start as string), 1, 7)
                    || ' to '
                    || substr(cast(kinds.period_end as string), 1, 7)
            else kinds.period_start || ' to ' || kinds.period_end
        end as label_en
    from kinds
    left join labels as kind_labels
        on
            kind_labels.attribute = 'period_kind'
            and kinds.period_kind = kind_labels.code
    left join labels as plan_labels
        on
            plan_labels.attribute = 'plan_period'
            and kinds.plan_number = plan_labels.code
),

described as (
    select
        {{ period_key('period_start', 'period_end') }} as period_key,
        label_zh,
        label_en,
        period_kind,
        period_kind_zh,
        period_kind_en,
        cast(last_year as integer) as period_year,
        cast(month_count as integer) as month_count,
        cast(day_count as integer) as day_count,
        period_start,
        period_end
    from labelled
),

members as (
    {{ special_members() }}
),

special as (
    select
        {{ surrogate_key(['member_code']) }} as period_key,
        label_zh,
        label_en,
        member_code as period_kind,
        label_zh as period_kind_zh,
        label_en as period_kind_en,
        cast(null as integer) as period_year,
        cast(null as integer) as month_count,
        cast(null as integer) as day_count,
        cast(null as date) as period_start,
        cast(null as date) as period_end
    from members
),

final as (
    select * from described
    union all
    select * from special
)

select * from final
