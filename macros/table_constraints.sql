{#-
    Keys are declared in the models' YAML for the tools that read them, and held by tests: unique, relationships. DuckDB
    could enforce them too, but a table that others point at cannot be replaced, and each key is an index that takes more
    room than the table: the build leaves them out of the DDL, and PostgreSQL gets them.
-#}
{% macro duckdb__get_table_columns_and_constraints() -%}
    {%- set keys = ['primary_key', 'foreign_key'] -%}
    {%- set columns = {} -%}
    {%- for name, column in model['columns'].items() -%}
        {%- set kept = column['constraints'] | rejectattr('type', 'in', keys) | list -%}
        {%- do columns.update({name: dict(column, constraints=kept)}) -%}
    {%- endfor -%}
    {%- set kept = model['constraints'] | rejectattr('type', 'in', keys) | list -%}
    {%- set rendered = adapter.render_raw_columns_constraints(raw_columns=columns)
        + adapter.render_raw_model_constraints(raw_constraints=kept) -%}
    ({{ rendered | join(', ') }})
{%- endmacro %}
