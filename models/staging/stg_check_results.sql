{#- Ephemeral, so that the results of a run are seen in that run: a view would be built before there are any. -#}
{{ config(materialized='ephemeral') }}

with

final as (
    {% if source_exists('checks', 'check_results') %}
        select
            run_id,
            check_name,
            check_tool,
            severity,
            outcome,
            message,
            cast(rows_failed as bigint) as rows_failed,
            cast(seconds as double) as seconds,
            cast(checked_at as timestamp) as checked_at
        from {{ source('checks', 'check_results') }}
    {% else %}
        select
            cast(null as string) as run_id,
            cast(null as string) as check_name,
            cast(null as string) as check_tool,
            cast(null as string) as severity,
            cast(null as string) as outcome,
            cast(null as string) as message,
            cast(null as bigint) as rows_failed,
            cast(null as double) as seconds,
            cast(null as timestamp) as checked_at
        where 1 = 0
    {% endif %}
)

select * from final
