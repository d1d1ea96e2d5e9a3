-- One row per fact, with what keeps it out of a sum over its series: said before in the same report, or a part of another.
with

statements as (
    select
        statement_key,
        document_id,
        indicator_code,
        measure
    from {{ ref('int_statements') }}
    where disposition = 'fact'
),

series as (
    select * from {{ ref('int_statement_series') }}
),

indicators as (
    select * from {{ ref('indicators') }}
),

matters as (
    select * from {{ ref('int_identity_statements') }}
),

repeats as (
    select
        repeated.statement_key,
        min(firsts.statement_key) as first_statement_key
    from {{ ref('int_identity_repeats') }} as checks
    inner join matters as repeated
        on checks.judged_statement_key = repeated.statement_key
    inner join matters as firsts
        on
            checks.other_statement_key = firsts.statement_key
            and repeated.document_id = firsts.document_id
            and repeated.value = firsts.value
    group by repeated.statement_key
),

-- 科技型企业1万家,其中高新技术企业3000家: a part of another series is all there is of its own.
parts as (
    select distinct bridged.part_statement_key as statement_key
    from {{ ref('int_statement_parts') }} as bridged
    inner join series as part_series
        on bridged.part_statement_key = part_series.statement_key
    inner join series as whole_series
        on
            bridged.whole_statement_key = whole_series.statement_key
            and part_series.series_key = whole_series.series_key
),

final as (
    select
        statements.statement_key,
        repeats.first_statement_key,
        parts.statement_key is not null as is_part,
        repeats.statement_key is not null as is_repeat,
        statements.measure in ('level', 'flow')
        and coalesce(indicators.additivity, 'non_additive') <> 'non_additive'
        and parts.statement_key is null
        and repeats.statement_key is null as is_additive
    from statements
    left join indicators
        on statements.indicator_code = indicators.code
    left join repeats
        on statements.statement_key = repeats.statement_key
    left join parts
        on statements.statement_key = parts.statement_key
)

select * from final
