-- Who has how many high-tech enterprises, and what do comparisons imply for those who did not report?
select
    region,
    region_level,
    period_zh as period,
    value as enterprises,
    rank_among_peers,
    peer_count,
    case when is_implied then '推算' else '原文' end as said_or_implied
from {{ ref('rpt_region_benchmark') }}
where indicator = 'high_tech_enterprise' and measure = 'level'
order by period_year desc, value desc
