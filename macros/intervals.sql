{#-
    The size of the last digit of a number that is not zero: 1300 -> 100, 8000 -> 1000, 1.5万 -> 1000.
    With digits after the point, that of the last one stated. Numbers over 10^15 count as ending in 10^15.
-#}
{% macro last_digit_size(value, decimals, scale) -%}
    case
        when coalesce({{ decimals }}, 0) > 0 then coalesce({{ scale }}, 1) / power(10, {{ decimals }})
        {%- for exponent in range(15, 0, -1) %}
        when cast({{ value }} as double) % 1e{{ exponent }} = 0 then 1e{{ exponent }}
        {%- endfor %}
        else 1e0
    end
{%- endmacro %}

{#-
    One end of the interval that a stated number means, by the rule of seeds/approximations.csv: an exact decimal.
    A share of 0.95 is reckoned to nine digits, which are more than 近 or 约 mean.
-#}
{% macro interval_bound(rule, amount, value, stated_digit, last_digit) -%}
    case {{ rule }}
        when 'value' then {{ value }}
        when 'share'
            then {{ exact('round(cast(' ~ value ~ ' as double) + (' ~ amount ~ ' - 1) * abs(cast(' ~ value ~ ' as double)), 9)') }}
        when 'stated_digit' then {{ value }} + {{ exact(amount ~ ' * ' ~ stated_digit) }}
        when 'last_digit' then {{ value }} + {{ exact(amount ~ ' * ' ~ last_digit) }}
    end
{%- endmacro %}

{#- An interval as text: [2.59, 2.61], (3000, ∞). -#}
{% macro interval_label(low, high, is_low_included, is_high_included) -%}
    (
        case when {{ low }} is not null and {{ is_low_included }} then '[' else '(' end
        || coalesce({{ plain_number(low) }}, '-∞')
        || ', '
        || coalesce({{ plain_number(high) }}, '∞')
        || case when {{ high }} is not null and {{ is_high_included }} then ']' else ')' end
    )
{%- endmacro %}

{#- The same, and a number alone where the interval is one. -#}
{% macro interval_text(low, high, is_low_included, is_high_included) -%}
    case
        when {{ low }} is null and {{ high }} is null then ''
        when {{ low }} = {{ high }} then {{ plain_number(low) }}
        else {{ interval_label(low, high, is_low_included, is_high_included) }}
    end
{%- endmacro %}
