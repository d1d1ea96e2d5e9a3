-- Which targets are behind: less reached than time has gone, or missed?
select
    region,
    period_zh as period,
    series_zh as series,
    target_text as target,
    result_text as result,
    round(share_reached_pct, 1) as reached_pct,
    round(share_of_time_gone_pct, 1) as time_gone_pct,
    attainment_zh as verdict
from {{ ref('rpt_target_attainment') }}
where attainment = 'missed' or (attainment = 'in_progress' and share_reached_pct < share_of_time_gone_pct)
order by reached_pct, region, series
