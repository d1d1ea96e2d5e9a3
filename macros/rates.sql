{#- The yearly rate, in percent, that multiplies a thing by `factor` in so many years. -#}
{% macro yearly_rate(factor, years, derivation) -%}
    cast(
        case
            when {{ derivation }} <> 'not_derivable' and {{ factor }} >= 0
                then round((power({{ factor }}, 1 / {{ years }}) - 1) * 100, 6)
        end as double
    )
{%- endmacro %}
