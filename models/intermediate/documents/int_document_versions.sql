with

documents as (
    select * from {{ ref('stg_documents') }}
),

files as (
    select * from {{ ref('stg_document_versions') }}
),

-- What lies in the folder no more is history, however new it is.
present as (
    select
        documents.*,
        coalesce(files.is_present, true) as is_present
    from documents
    left join files
        on documents.document_id = files.document_id
),

-- Two contents are versions of one report only where title, issuer and period are all known: reports that tell
-- nothing of themselves would otherwise be taken for versions of each other.
identified as (
    select
        document_id,
        is_present,
        case
            when title is not null and issuer is not null and coalesce(period_end, plan_period_end) is not null
                then {{ surrogate_key([
                    'title', 'issuer', 'period_start', 'period_end', 'plan_period_start', 'plan_period_end'
                ]) }}
            else document_id
        end as report_identity,
        coalesce(published_on, issued_on) as released_on,
        coalesce(published_on, issued_on, period_end, plan_period_start) as reported_on,
        case
            when document_kind in ('plan', 'work_points') then coalesce(year(plan_period_end), year(period_end))
            else coalesce(year(period_end), year(plan_period_end))
        end as report_year
    from present
),

final as (
    select
        document_id,
        report_identity,
        cast(
            row_number() over (
                partition by report_identity
                order by released_on asc nulls first, document_id asc
            ) as integer
        ) as version_number,
        cast(report_year as integer) as report_year,
        is_present,
        -- Of two files that are there, one replaces the other only where both tell when they were released and one was
        -- later; otherwise neither is the older, and both count.
        is_present and coalesce(
            released_on = max(case when is_present then released_on end) over (partition by report_identity), true
        ) as is_current,
        -- When the report was known: a later report may answer an earlier one's targets, never the other way round.
        reported_on
    from identified
)

select * from final
