{#- Of a rank, of a cap and of a fall, the smaller number is the better one. -#}
{% macro is_lower_better(measure, comparator, value) -%}
    ({{ measure }} = 'rank' or {{ comparator }} in ('le', 'lt') or ({{ measure }} like 'growth%' and {{ value }} < 0))
{%- endmacro %}

{#- Whether all but a quarter of a noun phrase's characters occur in another one: 转化项目 in 成果转化项目, and no 副总 in 领军人才. -#}
{% macro is_named_alike(phrase, other) -%}
    length(translate({{ phrase }}, {{ other }}, '')) * 4 <= length({{ phrase }})
{%- endmacro %}
