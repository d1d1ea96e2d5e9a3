{#-
    Where DuckDB and Spark write the same thing differently. A model never holds either spelling: it calls the macro.
    The comments around what a macro yields let `make lint` pass over it when it reads the compiled models for words
    that only one of the two engines knows.
-#}

{#- One row per part of a text that `delimiter` divides; columns `part` and `part_position` (from 1). -#}
{% macro split_to_rows(relation, key_columns, text_column, delimiter) -%}
    /* by engine */ {{ adapter.dispatch('split_to_rows', 'keji')(relation, key_columns, text_column, delimiter) }} /* end by engine */
{%- endmacro %}

{% macro duckdb__split_to_rows(relation, key_columns, text_column, delimiter) -%}
    select
        {% for column in key_columns -%}
        divided.{{ column }},
        {% endfor -%}
        divided.parts[positions.part_position] as part,
        cast(positions.part_position as integer) as part_position
    from (
        select
            {% for column in key_columns -%}
            {{ column }},
            {% endfor -%}
            string_split({{ text_column }}, '{{ delimiter }}') as parts
        from {{ relation }}
        where {{ text_column }} is not null
    ) as divided
    cross join lateral (select unnest(range(1, len(divided.parts) + 1)) as part_position) as positions
{%- endmacro %}

{% macro spark__split_to_rows(relation, key_columns, text_column, delimiter) -%}
    select
        {% for column in key_columns -%}
        divided.{{ column }},
        {% endfor -%}
        positions.part,
        positions.zero_based + 1 as part_position
    from {{ relation }} as divided
    lateral view posexplode(split(divided.{{ text_column }}, '{{ delimiter }}')) positions as zero_based, part
    where divided.{{ text_column }} is not null
{%- endmacro %}

{#- One row per day from first to last, column `date_day`. Both are scalar expressions. -#}
{% macro day_series(first_day, last_day) -%}
    /* by engine */ {{ adapter.dispatch('day_series', 'keji')(first_day, last_day) }} /* end by engine */
{%- endmacro %}

{% macro duckdb__day_series(first_day, last_day) -%}
    select cast(unnest(generate_series({{ first_day }}, {{ last_day }}, interval 1 day)) as date) as date_day
{%- endmacro %}

{% macro spark__day_series(first_day, last_day) -%}
    select explode(sequence({{ first_day }}, {{ last_day }}, interval 1 day)) as date_day
{%- endmacro %}

{#- Whole days from one date to a later one. -#}
{% macro days_between(first_day, last_day) -%}
    /* by engine */ {{ adapter.dispatch('days_between', 'keji')(first_day, last_day) }} /* end by engine */
{%- endmacro %}

{% macro duckdb__days_between(first_day, last_day) -%}
    date_diff('day', {{ first_day }}, {{ last_day }})
{%- endmacro %}

{% macro spark__days_between(first_day, last_day) -%}
    datediff({{ last_day }}, {{ first_day }})
{%- endmacro %}

{#- The texts of a group joined in a given order. -#}
{% macro joined_text(column, delimiter, order_by) -%}
    /* by engine */ {{ adapter.dispatch('joined_text', 'keji')(column, delimiter, order_by) }} /* end by engine */
{%- endmacro %}

{% macro duckdb__joined_text(column, delimiter, order_by) -%}
    string_agg({{ column }}, '{{ delimiter }}' order by {{ order_by }})
{%- endmacro %}

{% macro spark__joined_text(column, delimiter, order_by) -%}
    listagg({{ column }}, '{{ delimiter }}') within group (order by {{ order_by }})
{%- endmacro %}

{#-
    Which words of a lexicon a text holds: distinct texts and words. By joining what starts with the same letter, so that a
    text is not searched for every word there is.
-#}
{% macro words_within(relation, text_column, words, word_column) -%}
    /* by engine */ {{ adapter.dispatch('words_within', 'keji')(relation, text_column, words, word_column) }} /* end by engine */
{%- endmacro %}

{% macro duckdb__words_within(relation, text_column, words, word_column) -%}
    select distinct
        texts.{{ text_column }},
        words.{{ word_column }}
    from (
        select
            {{ text_column }},
            unnest(range(1, length({{ text_column }}) + 1)) as place
        from (select distinct {{ text_column }} from {{ relation }})
    ) as texts
    inner join {{ words }} as words
        on substr(texts.{{ text_column }}, texts.place, 1) = left(words.{{ word_column }}, 1)
    where substr(texts.{{ text_column }}, texts.place, length(words.{{ word_column }})) = words.{{ word_column }}
{%- endmacro %}

{% macro spark__words_within(relation, text_column, words, word_column) -%}
    select distinct
        texts.{{ text_column }},
        words.{{ word_column }}
    from (
        select
            {{ text_column }},
            explode(sequence(1, length({{ text_column }}))) as place
        from (select distinct {{ text_column }} from {{ relation }}) as distinct_texts
        where length({{ text_column }}) > 0
    ) as texts
    inner join {{ words }} as words
        on substr(texts.{{ text_column }}, texts.place, 1) = left(words.{{ word_column }}, 1)
    where substr(texts.{{ text_column }}, texts.place, length(words.{{ word_column }})) = words.{{ word_column }}
{%- endmacro %}

{#- One row per letter of each distinct text of a column: the text, the letter and its `place` (from 1). -#}
{% macro letters_of(relation, text_column) -%}
    /* by engine */ {{ adapter.dispatch('letters_of', 'keji')(relation, text_column) }} /* end by engine */
{%- endmacro %}

{% macro duckdb__letters_of(relation, text_column) -%}
    select
        {{ text_column }},
        place,
        substr({{ text_column }}, place, 1) as letter
    from (
        select
            {{ text_column }},
            unnest(range(1, length({{ text_column }}) + 1)) as place
        from (select distinct {{ text_column }} from {{ relation }})
    ) as places
{%- endmacro %}

{% macro spark__letters_of(relation, text_column) -%}
    select
        {{ text_column }},
        place,
        substr({{ text_column }}, place, 1) as letter
    from (
        select
            {{ text_column }},
            explode(sequence(1, length({{ text_column }}))) as place
        from (select distinct {{ text_column }} from {{ relation }}) as distinct_texts
        where length({{ text_column }}) > 0
    ) as places
{%- endmacro %}

{#- Whether a text holds what a regular expression describes. -#}
{% macro text_matches(text, pattern) -%}
    /* by engine */ {{ adapter.dispatch('text_matches', 'keji')(text, pattern) }} /* end by engine */
{%- endmacro %}

{% macro duckdb__text_matches(text, pattern) -%}
    regexp_matches({{ text }}, '{{ pattern }}')
{%- endmacro %}

{% macro spark__text_matches(text, pattern) -%}
    {{ text }} rlike '{{ pattern }}'
{%- endmacro %}
