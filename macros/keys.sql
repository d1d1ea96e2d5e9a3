{#-
    How a statement of int_statements points at its dimensions. Facts and dimensions call the same macro, so that the
    two can never hash differently. `statements` is the name of the relation in the query.
-#}
{% macro region_key(statements) -%}
    case
        when contains(coalesce({{ statements }}.region_codes, ''), '、') then {{ member_key('several') }}
        when coalesce({{ statements }}.region_code, '') = '' then {{ member_key('unknown') }}
        else {{ surrogate_key([statements ~ '.region_code']) }}
    end
{%- endmacro %}

{#- 年度目标 or 规模以上工业 is no place that is unknown: it is no place. -#}
{% macro reference_region_key(statements) -%}
    case
        when coalesce({{ statements }}.reference_region_code, '') <> ''
            then {{ surrogate_key([statements ~ '.reference_region_code']) }}
        when {{ statements }}.reference_kind in ('whole', 'peer') then {{ member_key('unknown') }}
        else {{ member_key('not_applicable') }}
    end
{%- endmacro %}

{#- The noun that names a statement's series: with what goes on behind it where the number is of that (优良天数比例, 覆盖度). -#}
{% macro series_noun() -%}
    case
        when
            coalesce(indicator_code, 'other') = 'other'
            and measure in ('level', 'flow')
            and left(indicator_text, length(phrase)) = phrase
            then indicator_text
        else coalesce(phrase, '')
    end
{%- endmacro %}

{#- A fact's indicator and the words of its noun phrase, which its series is told by. -#}
{% macro series_phrase_key(statements) -%}
    {{ surrogate_key([
        statements ~ '.indicator_code',
        statements ~ '.said_phrase',
        statements ~ '.said_rest',
        statements ~ '.said_wide',
    ]) }}
{%- endmacro %}

{% macro statement_profile_key(statements) -%}
    {{ surrogate_key([
        "coalesce(" ~ statements ~ ".stance, 'unknown')",
        "coalesce(" ~ statements ~ ".measure, 'unknown')",
        "coalesce(" ~ statements ~ ".comparator, 'unknown')",
        "coalesce(" ~ statements ~ ".basis, 'not_applicable')",
    ]) }}
{%- endmacro %}

{% macro period_key(period_start, period_end) -%}
    case
        when {{ period_start }} is null or {{ period_end }} is null then {{ member_key('unknown') }}
        else {{ surrogate_key([period_start, period_end]) }}
    end
{%- endmacro %}

{% macro office_key(issuer_name, office_name) -%}
    {{ surrogate_key(["'office'", issuer_name, office_name]) }}
{%- endmacro %}
