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

{#-
    A number as the text has it, so that 4.0亿元 keeps its digit and 156户 its classifier: with the sign and the bound that the
    words around it give, and the unit where only a heading or the words before say it.
-#}
{% macro stated_text(statements, unit, comparator, comparator_zh) -%}
    case when {{ comparator }} <> 'eq' then {{ comparator_zh }} else '' end
        || case when {{ statements }}.value < 0 then '-' else '' end
        || replace({{ statements }}.span_text, ' ', '')
        || case when {{ text_matches(statements ~ '.span_text', '^[^第/／]*[0-9０-９万亿]$') }} then {{ unit }} else '' end
{%- endmacro %}
