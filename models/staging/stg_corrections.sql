-- The project's corrections and the user's own, alike.
with

shipped as (
    select * from {{ ref('corrections') }}
),

combined as (
    select
        document_id,
        span_start,
        span_end,
        ordinal,
        column_name,
        expected_value,
        value,
        reason,
        corrected_on
    from shipped
    {% if source_exists('raw', 'corrections') %}
        union all
        select
            document_id,
            span_start,
            span_end,
            ordinal,
            column_name,
            expected_value,
            value,
            reason,
            corrected_on
        from {{ source('raw', 'corrections') }}
    {% endif %}
),

final as (
    select
        {{ surrogate_key(['document_id', 'span_start', 'span_end', 'ordinal']) }} as statement_key,
        column_name,
        expected_value,
        value,
        reason,
        corrected_on
    from combined
)

select * from final
