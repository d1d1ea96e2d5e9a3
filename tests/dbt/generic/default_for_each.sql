{#- Every value has exactly one row that holds without a marker. -#}
{% test default_for_each(model, column_name, values, marker_column) %}

with

expected as (
    {% for value in values -%}
    select '{{ value }}' as expected_value
    {% if not loop.last %}union all{% endif %}
    {% endfor %}
)

select
    expected.expected_value,
    count(defaults.{{ column_name }}) as default_count
from expected
left join {{ model }} as defaults
    on
        expected.expected_value = defaults.{{ column_name }}
        and coalesce(defaults.{{ marker_column }}, '') = ''
group by expected.expected_value
having count(defaults.{{ column_name }}) <> 1

{% endtest %}
