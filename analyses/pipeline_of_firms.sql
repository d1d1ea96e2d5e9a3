-- How does the pipeline of technology firms narrow from stage to stage?
select
    region,
    period_year as year,
    tech_enterprises,
    tech_smes,
    high_tech_enterprises,
    eaglet_enterprises,
    gazelle_unicorn_enterprises,
    round(high_tech_of_tech_pct, 1) as high_tech_of_tech_pct
from {{ ref('rpt_enterprise_pipeline') }}
order by tech_enterprises desc nulls last, region asc, year asc
