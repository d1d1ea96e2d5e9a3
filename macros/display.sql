{#- The scale in which a value is shown: 1 亿, 1 万 or as it is. Its unit says from where on (seeds/units.csv). -#}
{% macro display_scale(value, units) -%}
    case
        when abs(cast({{ value }} as double)) >= {{ units }}.hundred_millions_from then 1e8
        when abs(cast({{ value }} as double)) >= {{ units }}.ten_thousands_from then 1e4
        else 1e0
    end
{%- endmacro %}

{% macro display_unit_zh(scale, unit) -%}
    case {{ scale }} when 1e8 then '亿' when 1e4 then '万' else '' end || {{ unit }}
{%- endmacro %}

{% macro display_unit_en(scale, unit_name) -%}
    case {{ scale }} when 1e8 then '100 million ' when 1e4 then '10 000 ' else '' end || {{ unit_name }}
{%- endmacro %}
