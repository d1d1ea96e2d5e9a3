-- Which offices carry a plan: how many tasks do they lead, alone or with others?
select
    report,
    organization_name as office,
    sum(lead_count) as leads,
    sum(shared_lead_count) as leads_with_others,
    sum(responsible_count) as takes_part,
    count(*) as sections
from {{ ref('rpt_task_workload') }}
group by report, organization_name
order by leads desc, takes_part desc, office asc
