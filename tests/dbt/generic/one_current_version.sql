{#- Of the rows that share a value, exactly one is the current one; none where all of them are history. -#}
{% test one_current_version(model, column_name, current_column, present_column) %}

select
    {{ column_name }},
    sum(case when {{ current_column }} then 1 else 0 end) as current_count
from {{ model }}
group by {{ column_name }}
having
    sum(case when {{ current_column }} then 1 else 0 end)
    <> max(case when {{ present_column }} then 1 else 0 end)

{% endtest %}
