{#- Of a rank, of a cap and of a fall, the smaller number is the better one. -#}
{% macro is_lower_better(measure, comparator, value) -%}
    ({{ measure }} = 'rank' or {{ comparator }} in ('le', 'lt') or ({{ measure }} like 'growth%' and {{ value }} < 0))
{%- endmacro %}
