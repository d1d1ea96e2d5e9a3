{#- A noun phrase without blanks, quotation marks and the words that only say it is counted. -#}
{% macro plain_phrase(text) -%}
    {%- set words = ['数量', '总数', '总量', '总额', '累计', '各类', '新增', '全市', '全省', '全县', '全区', '全国', ' ', '“', '”', '‘', '’'] -%}
    {%- for word in words %}replace({% endfor %}{{ text }}{% for word in words %}, '{{ word }}', ''){% endfor %}
{%- endmacro %}

{#- The day before a day. -#}
{% macro day_before(day) -%}
    /* by engine */ {{ adapter.dispatch('day_before', 'keji')(day) }} /* end by engine */
{%- endmacro %}

{% macro duckdb__day_before(day) -%}
    cast({{ day }} - interval 1 day as date)
{%- endmacro %}

{% macro spark__day_before(day) -%}
    date_sub({{ day }}, 1)
{%- endmacro %}
