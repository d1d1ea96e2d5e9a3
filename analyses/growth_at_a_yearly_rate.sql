-- What yearly rates do doubling, multiples and averages come to?
select
    growth.region_text as region,
    series.label_zh as series,
    periods.label_zh as period,
    growth.span_text as said,
    round(growth.yearly_rate_pct, 2) as yearly_rate_pct,
    growth.derivation
from {{ ref('fct_growth_rates') }} as growth
inner join {{ ref('dim_series') }} as series
    on growth.series_key = series.series_key
inner join {{ ref('dim_period') }} as periods
    on growth.period_key = periods.period_key
where growth.stance = 'actual' and growth.yearly_rate_pct is not null
order by yearly_rate_pct desc, region asc, series asc
