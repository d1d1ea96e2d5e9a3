with

statements as (
    select * from {{ ref('int_identity_statements') }}
    where stance in ('actual', 'estimate', 'target') and period_end is not null
),

documents as (
    select * from {{ ref('stg_documents') }}
),

-- A result ends before its report was known, an estimate within that year; a target does not end before the report begins.
bounded as (
    select
        'period_within_horizon' as identity_code,
        statements.statement_key as judged_statement_key,
        case when statements.stance = 'target' then documents.period_start end as earliest_day,
        case
            when statements.stance = 'actual'
                then greatest(documents.period_end, coalesce(statements.reported_on, documents.period_end))
            when statements.stance = 'estimate'
                then make_date(year(greatest(
                    documents.period_end, coalesce(statements.reported_on, documents.period_end)
                )), 12, 31)
        end as latest_day,
        statements.period_end
    from statements
    inner join documents
        on statements.document_id = documents.document_id
),

numbered as (
    select
        identity_code,
        judged_statement_key,
        cast(null as string) as other_statement_key,
        cast(null as string) as third_statement_key,
        '日' as unit,
        cast(year(earliest_day) * 10000 + month(earliest_day) * 100 + day(earliest_day) as double) as expected_low,
        cast(year(latest_day) * 10000 + month(latest_day) * 100 + day(latest_day) as double) as expected_high,
        true as is_expected_low_included,
        true as is_expected_high_included,
        cast(year(period_end) * 10000 + month(period_end) * 100 + day(period_end) as double) as found_low,
        cast(year(period_end) * 10000 + month(period_end) * 100 + day(period_end) as double) as found_high,
        true as is_found_low_included,
        true as is_found_high_included,
        true as is_firm
    from bounded
    where earliest_day is not null or latest_day is not null
),

final as (
    select
        {{ identity_columns() }}
    from numbered
)

select * from final
