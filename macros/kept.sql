{#-
    Most of what is known of a document depends on nothing but the document and the project. The models that hold it are
    kept from build to build (`kept` in loaders/warehouse/store.py): before one is built, the rows of documents that are no
    longer there, or of which something else has changed, are forgotten; then those of the documents that it has not are
    added. Nothing is kept, and every document is read, where the table is not there: the loaders drop it when the project
    has changed. What is between the comments is omitted from the query by which a release shows a model as a view.
-#}
{% macro only_new(column, expression=none) -%}
    {%- if is_incremental() -%}
        /* kept */ where {{ expression or column }} not in (select {{ column }} from {{ this }}) /* end of kept */
    {%- endif -%}
{%- endmacro %}

{#- What leads to int_statements_decided reads only documents that it has not. -#}
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

{#- The documents that `there` has not, because they are gone or set aside, leave a kept table. -#}
{% macro forget_gone(there, column='document_id', expression='document_id') -%}
    {%- if is_incremental() -%}
        delete from {{ this }} where {{ column }} not in (select {{ expression }} from {{ there }})
    {%- endif -%}
{%- endmacro %}

{#-
    So do those that other documents have made a thing of the past, or current again, those with a number that they have
    made odd, or odd no longer, and those with one of a series that they have given another name. `suspects` has the numbers
    that are odd now, `series` the names.
-#}
{% macro forget_changed(suspects=none, series=none) -%}
    {%- if is_incremental() -%}
        delete from {{ this }} where document_key in (
            select kept.document_key
            from (select distinct document_key, is_current from {{ this }}) as kept
            left join {{ ref('dim_document') }} as documents
                on kept.document_key = documents.document_key
            where kept.is_current is distinct from documents.is_current
            {%- if suspects %}
            union all
            select kept.document_key
            from {{ this }} as kept
            left join {{ suspects }} as suspects
                on kept.statement_key = suspects.statement_key
            where kept.suspect_reason is distinct from suspects.suspect_reason
            {%- endif %}
            {%- if series %}
            union all
            select kept.document_key
            from {{ this }} as kept
            left join {{ series }} as series
                on kept.series_key = series.series_key
            where kept.series_zh is distinct from series.label_zh or kept.series_en is distinct from series.label_en
            {%- endif %}
        )
    {%- endif -%}
{%- endmacro %}
