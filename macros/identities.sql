{#-
    What the checks of consistency share. Each hands on the same columns, so that they can be put under one another and
    judged in one place; an end that is open is null.
-#}

{#- The interval a statement means, as what was `expected` or `found`. -#}
{% macro stated_interval(name, statements) -%}
    {{ statements }}.value_low as {{ name }}_low,
        {{ statements }}.value_high as {{ name }}_high,
        {{ statements }}.is_low_included as is_{{ name }}_low_included,
        {{ statements }}.is_high_included as is_{{ name }}_high_included
{%- endmacro %}

{#- The columns every family hands on, in one order. -#}
{% macro identity_columns() -%}
    identity_code,
        judged_statement_key,
        other_statement_key,
        third_statement_key,
        unit,
        expected_low,
        expected_high,
        is_expected_low_included,
        is_expected_high_included,
        found_low,
        found_high,
        is_found_low_included,
        is_found_high_included,
        is_firm
{%- endmacro %}

{#-
    What a number is held against: all that its own report says first and, of what other reports say, the one that stands
    for them. Two joins, one a reach, because a condition with `or` would compare every number with every other.
-#}
{% macro is_within_reach(reach, one, other) -%}
    {% if reach == 'own' -%}
    {{ one }}.document_id = {{ other }}.document_id and {{ other }}.is_first
    {%- else -%}
    {{ one }}.document_id <> {{ other }}.document_id and {{ other }}.is_representative
    {%- endif %}
{%- endmacro %}

{#- The same time: the same days, or of a level the same last day. -#}
{% macro is_same_time(one, other) -%}
    {{ one }}.period_end = {{ other }}.period_end
            and ({{ one }}.measure = 'level' or {{ one }}.period_start = {{ other }}.period_start)
{%- endmacro %}

{#- One end of the interval a growth multiplies by: 39.43 % -> 1.3943, 6.2倍 -> 6.2. -#}
{% macro growth_factor(measure, value) -%}
    case {{ measure }}
        when 'growth_rate' then 1 + {{ value }} / 100
        when 'growth_multiple' then {{ value }}
    end
{%- endmacro %}

{#- What a sentence says between one number and a later one; empty where the later one comes first. -#}
{% macro text_between(one, later) -%}
    substr(
            {{ one }}.sentence_text,
            {{ one }}.span_end - {{ one }}.sentence_start + 1,
            greatest({{ later }}.span_start - {{ one }}.span_end, 0)
        )
{%- endmacro %}

{#- A sentence of seeds/identities.csv with the statements and the intervals it speaks of. -#}
{% macro filled_in(sentence, judged, other, third) -%}
    {%- set places = {
        '{judged}': judged, '{other}': other, '{third}': third,
        '{expected}': 'expected_text', '{found}': 'found_text', '{difference}': 'difference_text',
    } -%}
    {%- for _ in places %}replace({% endfor %}{{ sentence }}{% for place, text in places.items() %}, '{{ place }}', {{ text }}){% endfor %}
{%- endmacro %}
