{#-
    Foreign keys are declared in the models' YAML for the tools that read them, and held by relationships tests. DuckDB
    could enforce them too, but a table that others point at cannot be replaced, and dbt replaces tables: so the build
    leaves them out of the DDL, and publishing writes them into the release.
-#}
{% macro duckdb__get_table_columns_and_constraints() -%}
    {%- set columns = {} -%}
    {%- for name, column in model['columns'].items() -%}
        {%- set kept = column['constraints'] | rejectattr('type', 'equalto', 'foreign_key') | list -%}
        {%- do columns.update({name: dict(column, constraints=kept)}) -%}
    {%- endfor -%}
    {%- set kept = model['constraints'] | rejectattr('type', 'equalto', 'foreign_key') | list -%}
    {%- set rendered = adapter.render_raw_columns_constraints(raw_columns=columns)
        + adapter.render_raw_model_constraints(raw_constraints=kept) -%}
    ({{ rendered | join(', ') }})
{%- endmacro %}
