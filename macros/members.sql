{#-
    The members every dimension carries beside its own: a fact whose text leaves something open points at `unknown`,
    one of which it cannot be asked at `not_applicable`. With `several`, dimensions of which a statement may name
    more than one: the bridge then says which.
-#}
{% macro special_members(with_several=false) -%}
    select
        code as member_code,
        label_zh,
        label_en
    from {{ ref('labels') }}
    where attribute = 'member'{% if not with_several %} and code <> 'several'{% endif %}
{%- endmacro %}

{#-
    The key of a day, as yyyymmdd; -1 where the text does not say, -2 where there is none to say. A year that no report
    of this kind can mean (a slip of the pen) is unknown: the calendar would otherwise have to reach there.
-#}
{% macro date_key(day, if_null=-1) -%}
    case
        when {{ day }} is null then {{ if_null }}
        when year({{ day }}) between {{ var('first_year') }} and {{ var('last_year') }}
            then cast(year({{ day }}) * 10000 + month({{ day }}) * 100 + day({{ day }}) as integer)
        else -1
    end
{%- endmacro %}

{#- A number as people write it: no exponent, no trailing zeros. What no decimal holds is left to the engine. -#}
{% macro plain_number(number) -%}
    case
        when abs(cast({{ number }} as double)) >= 1e30 then cast(cast({{ number }} as double) as string)
        else regexp_replace(cast(cast({{ number }} as decimal(38, 4)) as string), '[.]?0+$', '')
    end
{%- endmacro %}

{#- What was reckoned in doubles, as an exact decimal of so many digits as it shows; null beyond what one holds. -#}
{% macro exact(number) -%}
    case
        when abs({{ number }}) < 1e19 then cast(cast({{ number }} as string) as decimal(38, 18))
    end
{%- endmacro %}

{#- Months from one date to the month of a later one, in years. -#}
{% macro years_between(first_day, last_day) -%}
    ((year({{ last_day }}) - year({{ first_day }})) * 12 + month({{ last_day }}) - month({{ first_day }})) / 12.0
{%- endmacro %}
