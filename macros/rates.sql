{#- The yearly rate, in percent, that multiplies a thing by `factor` in so many years. -#}
{% macro yearly_rate(factor, years, derivation) -%}
    cast(
        case
            when {{ derivation }} <> 'not_derivable' and {{ factor }} >= 0
                then round((power({{ factor }}, 1 / {{ years }}) - 1) * 100, 6)
        end as double
    )
{%- endmacro %}

{#- So many per hundred of another number. -#}
{% macro percentage(part, whole) -%}
    round(cast({{ part }} as double) / nullif(cast({{ whole }} as double), 0) * 100, 4)
{%- endmacro %}
