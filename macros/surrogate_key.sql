{#-
    The key of a row: the hash of its immutable natural key, the same on every engine and in every run.
    Give columns that are text, whole numbers or dates: a floating number prints differently from engine to engine.
    A missing part hashes as a word that no natural key holds, so ('a', null) and ('a', '') stay apart.
-#}
{% macro surrogate_key(columns) -%}
    md5(concat_ws('|'
    {%- for column in columns -%}
        , coalesce(cast({{ column }} as string), '<none>')
    {%- endfor -%}
    ))
{%- endmacro %}

{#- The key of a dimension's member that means `unknown`, `not_applicable` or `several`. -#}
{% macro member_key(member) -%}
    md5('{{ member }}')
{%- endmacro %}
