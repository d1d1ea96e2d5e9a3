with

reports as (
    select * from {{ ref('dim_document') }}
    where is_current
),

regions as (
    select * from {{ ref('dim_region') }}
),

statements as (
    select * from {{ ref('fct_statements') }}
    where is_current
),

indicators as (
    select * from {{ ref('dim_indicator') }}
    where is_core
),

kinds as (
    select * from {{ ref('labels') }}
    where attribute = 'document_kind'
),

-- A gap only shows where a row exists for it: each region, each year and each kind that occurs anywhere.
places as (
    select distinct region_key
    from reports
),

years as (
    select distinct report_year
    from reports
    where report_year is not null
),

grid as (
    select
        places.region_key,
        years.report_year as coverage_year,
        kinds.code as document_kind,
        kinds.label_zh as document_kind_zh,
        kinds.label_en as document_kind_en
    from places
    cross join years
    cross join kinds
),

stated as (
    select
        reports.region_key,
        reports.report_year,
        reports.document_kind,
        indicators.indicator_code,
        indicators.name_zh,
        count(*) as statement_count
    from reports
    inner join statements
        on reports.document_key = statements.document_key
    inner join indicators
        on statements.indicator_key = indicators.indicator_key
    group by
        reports.region_key,
        reports.report_year,
        reports.document_kind,
        indicators.indicator_code,
        indicators.name_zh
),

listed as (
    select
        region_key,
        report_year,
        document_kind,
        count(*) as core_indicator_count,
        sum(statement_count) as core_statement_count,
        {{ joined_text('name_zh', '、', 'indicator_code') }} as core_indicators
    from stated
    group by
        region_key,
        report_year,
        document_kind
),

counted as (
    select
        region_key,
        report_year,
        document_kind,
        count(*) as report_count
    from reports
    group by
        region_key,
        report_year,
        document_kind
),

final as (
    select
        {{ surrogate_key(['grid.region_key', 'grid.coverage_year', 'grid.document_kind']) }} as coverage_key,
        grid.region_key,

        regions.name_zh as region,
        regions.name_en as region_en,
        regions.region_level,
        grid.document_kind,
        grid.document_kind_zh,
        grid.document_kind_en,
        coalesce(listed.core_indicators, '') as core_indicators,

        grid.coverage_year,
        cast(coalesce(counted.report_count, 0) as integer) as report_count,
        cast(coalesce(listed.core_indicator_count, 0) as integer) as core_indicator_count,
        cast(coalesce(listed.core_statement_count, 0) as integer) as core_statement_count,

        counted.report_count is not null as has_report
    from grid
    inner join regions
        on grid.region_key = regions.region_key
    left join counted
        on
            grid.region_key = counted.region_key
            and grid.coverage_year = counted.report_year
            and grid.document_kind = counted.document_kind
    left join listed
        on
            grid.region_key = listed.region_key
            and grid.coverage_year = listed.report_year
            and grid.document_kind = listed.document_kind
)

select * from final
