{#-
    What a document's readings state depends on nothing but the document and the project, so int_statements_decided keeps
    it from build to build, and what leads to it reads only documents that it has not. Nothing is kept, and every document
    is read, where that table is not there: the loaders drop it when the project has changed.
-#}
{% macro where_undecided() -%}
    {%- if execute and not flags.FULL_REFRESH -%}
        {%- set kept = adapter.get_relation(
            database=target.database, schema='intermediate', identifier='int_statements_decided'
        ) -%}
        {%- if kept is not none -%}
            where document_id not in (select document_id from {{ kept }})
        {%- endif -%}
    {%- endif -%}
{%- endmacro %}
