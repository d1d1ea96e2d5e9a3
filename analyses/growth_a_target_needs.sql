-- How much must each indicator still grow, and how fast has it grown?
select
    attainment.region,
    attainment.series_zh as series,
    attainment.last_known_value as last_value,
    attainment.target_interval_text as target,
    case when attainment.is_threshold_included then '≥ ' else '> ' end
    || round(attainment.growth_needed_pct, 1) || ' %' as growth_needed,
    series.stated_growth_pct as last_growth_pct
from {{ ref('rpt_target_attainment') }} as attainment
left join {{ ref('rpt_indicator_series') }} as series
    on attainment.last_known_statement_key = series.statement_key
where attainment.growth_needed_pct > 0
order by attainment.growth_needed_pct desc, attainment.region asc, series asc
