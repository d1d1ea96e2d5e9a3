{#-
    A table is replaced within one transaction: whoever reads meanwhile has the old one, and a query that fails leaves it
    there. dbt's own way is to build under another name, to rename twice and to drop what was there, which takes longer than
    many of the queries. No index and no key points at a table of the build (macros/table_constraints.sql).
-#}
{% materialization table, adapter='duckdb', supported_languages=['sql'] %}
    {%- set existing = load_cached_relation(this) -%}
    {%- set target = this.incorporate(type='table') -%}

    {{ run_hooks(pre_hooks, inside_transaction=False) }}
    {{ run_hooks(pre_hooks, inside_transaction=True) }}
    {% call statement('main') -%}
        {%- if existing is not none -%}
            drop {{ existing.type }} if exists {{ existing }};
        {%- endif -%}
        {{ create_table_as(False, target, compiled_code, 'sql') }}
    {%- endcall %}
    {% do persist_docs(target, model) %}
    {{ run_hooks(post_hooks, inside_transaction=True) }}
    {{ adapter.commit() }}
    {{ run_hooks(post_hooks, inside_transaction=False) }}

    {{ return({'relations': [target]}) }}
{% endmaterialization %}
