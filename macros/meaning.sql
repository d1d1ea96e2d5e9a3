{#- A noun phrase without blanks and quotation marks. -#}
{% macro bare_phrase(text) -%}
    {%- set marks = [' ', '“', '”', '‘', '’', '"'] -%}
    {%- for mark in marks %}replace({% endfor %}{{ text }}{% for mark in marks %}, '{{ mark }}', ''){% endfor %}
{%- endmacro %}

{#- Whether a text ends in none of the words that a list divides by |. Nothing where there is no list. -#}
{% macro is_without_ending(text, endings) -%}
    regexp_replace({{ text }}, '(' || {{ endings }} || ')$', '') = {{ text }}
{%- endmacro %}

{#- The same day a year before; of the last day of a month the last one. -#}
{% macro year_before(day) -%}
    case
        when {{ day }} = last_day({{ day }}) then last_day(make_date(year({{ day }}) - 1, month({{ day }}), 1))
        else make_date(year({{ day }}) - 1, month({{ day }}), least(day({{ day }}), 28))
    end
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

{% macro end_of_period_before(row) -%}
    {#- 环比, 较上月, 较上季度: the last day of what came before the month, the quarter or the period spoken of. -#}
    case
        when {{ row }}.basis_said = 'previous_quarter'
            then {{ day_before("date_trunc('quarter', " ~ row ~ ".period_end)") }}
        when {{ row }}.basis_said = 'previous_month' or {{ row }}.time_kind in ('until', 'month_end')
            then {{ day_before("date_trunc('month', " ~ row ~ ".period_end)") }}
        else {{ day_before(row ~ '.period_start') }}
    end
{%- endmacro %}

{% macro first_of_years(words, last_day) -%}
    {#- 三年年均: the first day of so many years, the last of them that of a day. -#}
    make_date(year({{ last_day }}) - instr('两三四五六七八九十', substr({{ words }}, 1, 1)), 1, 1)
{%- endmacro %}

{#- A text cut short, unless that leaves fewer letters than it takes to name something. -#}
{% macro kept_if_long(cut, whole, letters) -%}
    case when length({{ cut }}) >= {{ letters }} then {{ cut }} else {{ whole }} end
{%- endmacro %}

{#- Of letters with their places (`letters_of`) those that one of the words found in their text (`words_within`) covers. -#}
{% macro letters_covered(letters, words, text_column, word_column) -%}
    select distinct
        letters.{{ text_column }},
        letters.place
    from {{ letters }} as letters
    inner join {{ words }} as words
        on letters.{{ text_column }} = words.{{ text_column }}
    inner join {{ letters }} as firsts
        on
            letters.{{ text_column }} = firsts.{{ text_column }}
            and substr(firsts.{{ text_column }}, firsts.place, length(words.{{ word_column }})) = words.{{ word_column }}
            and letters.place between firsts.place and firsts.place + length(words.{{ word_column }}) - 1
{%- endmacro %}
