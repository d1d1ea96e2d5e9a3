-- Which reports state few of the core indicators, and which are not there at all?
select
    region,
    coverage_year as year,
    document_kind_zh as kind,
    report_count as reports,
    core_indicator_count as core_indicators,
    core_indicators as stated
from {{ ref('rpt_coverage') }}
where has_report or document_kind = 'summary'
order by has_report desc, core_indicators asc, region asc, year asc
