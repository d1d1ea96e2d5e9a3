-- Everything said of technology contract turnover, with the sentence it stands in.
select
    report,
    region,
    period_zh as period,
    stance_zh as stance,
    measure_zh as measure,
    display_text as figure,
    interval_text as stands_for,
    sentence_text as sentence
from {{ ref('rpt_statements') }}
where indicator = 'tech_contract_value' and is_current
order by region, period_start, span_start
