with

bridged as (
    select
        task_key,
        count(case when role = 'lead' then 1 end) as lead_count,
        count(case when role = 'responsible' then 1 end) as responsible_count
    from {{ ref('bridge_task_organizations') }}
    group by task_key
)

select
    tasks.task_key,
    tasks.lead_count,
    bridged.lead_count as bridged_lead_count
from {{ ref('fct_tasks') }} as tasks
full outer join bridged
    on tasks.task_key = bridged.task_key
where
    tasks.task_key is null
    or tasks.lead_count <> coalesce(bridged.lead_count, 0)
    or tasks.responsible_count <> coalesce(bridged.responsible_count, 0)
