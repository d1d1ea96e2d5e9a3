{#- Of the rows that share a value, one at least is current if any is present, and none is current that is not present. -#}
{% test current_among_present(model, column_name, current_column, present_column) %}

select
    {{ column_name }},
    sum(case when {{ current_column }} then 1 else 0 end) as current_count
from {{ model }}
group by {{ column_name }}
having
    max(case when {{ current_column }} then 1 else 0 end) <> max(case when {{ present_column }} then 1 else 0 end)
    or max(case when {{ current_column }} and not {{ present_column }} then 1 else 0 end) = 1

{% endtest %}
