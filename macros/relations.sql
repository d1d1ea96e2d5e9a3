{#-
    True where a source's table is there. Results of checks come from a run, and `dbt build` alone has none:
    a model that reads them must still build, empty. While dbt parses, it is taken to be there, so that the graph shows it.
-#}
{% macro source_exists(source_name, table_name) -%}
    {%- if not execute -%}
        {{ return(true) }}
    {%- endif -%}
    {%- set named = source(source_name, table_name) -%}
    {%- set found = adapter.get_relation(
        database=named.database, schema=named.schema, identifier=named.identifier
    ) -%}
    {{ return(found is not none) }}
{%- endmacro %}
