{#-
    The rows of a raw table but those of documents that were set aside: once the models or their checks have refused a
    document, its rows stay in raw and go no further.
-#}
{% macro admitted(table) -%}
    select rows_of.*
    from {{ source('raw', table) }} as rows_of
    where
        not exists (
            select 1
            from {{ source('raw', 'rejects') }} as rejects
            where
                rejects.document_id = rows_of.document_id
                and rejects.stage in ('build', 'check')
        )
{%- endmacro %}
