with

statements as (
    select * from {{ ref('int_statements') }}
    where disposition = 'fact'
),

series as (
    select * from {{ ref('int_statement_series') }}
),

intervals as (
    select * from {{ ref('int_statement_intervals') }}
),

versions as (
    select * from {{ ref('int_document_versions') }}
    where is_current
),

sections as (
    select * from {{ ref('stg_sections') }}
),

sentences as (
    select * from {{ ref('stg_sentences') }}
),

units as (
    select * from {{ ref('units') }}
),

plain as (
    select * from {{ ref('int_plain_phrases') }}
),

placed as (
    select
        statements.statement_key,
        statements.document_id,
        statements.sentence_start,
        statements.span_start,
        statements.span_end,
        statements.ordinal,
        -- What no seed lists may be another thing: a check shall not hold the one against the other.
        {{ surrogate_key(['series.thing_key', 'series.restriction_text']) }} as thing_key,
        statements.region_code,
        coalesce(statements.region_name, '') as region_text,
        statements.reference_region_code,
        coalesce(statements.reference_kind, 'not_applicable') as reference_kind,
        coalesce(statements.reference_text, '') as reference_text,
        coalesce(statements.indicator_code, 'other') as indicator_code,
        series.is_catalogued,
        series.tier,
        nullif(concat_ws(' ', nullif(series.qualifiers, ''), nullif(series.restriction_text, '')), '') as qualifier,
        statements.stance,
        case when statements.stance in ('actual', 'estimate') then 'result' else statements.stance end as stance_group,
        statements.measure,
        coalesce(statements.basis, 'not_applicable') as basis,
        statements.comparator,
        statements.unit,
        coalesce(units.unit_group, 'unlisted: ' || statements.unit, 'unknown') as unit_group,
        coalesce(sections.section_kind, 'unknown') as section_kind,
        coalesce(statements.region_rule, 'unknown') as region_rule,
        statements.span_text,
        coalesce(statements.verb, '') as verb,
        {{ bare_phrase("coalesce(plain.plain_text, statements.indicator_text, '')") }} as wording,
        coalesce(sentences.text, '') as sentence_text,
        substr(sentences.text, 1, statements.span_start - statements.sentence_start) as text_before,
        -- Values are exact; what is reckoned from them is not.
        cast(statements.value as double) as value,
        cast(intervals.value_low as double) as value_low,
        cast(intervals.value_high as double) as value_high,
        intervals.is_low_included,
        intervals.is_high_included,
        coalesce(intervals.value_low = intervals.value_high, false) as is_exact,
        coalesce(units.is_counted, false) as is_counted,
        coalesce(statements.is_part, false) as is_part,
        statements.period_start,
        statements.period_end,
        statements.base_period,
        versions.reported_on
    from statements
    inner join series
        on statements.statement_key = series.statement_key
    inner join intervals
        on statements.statement_key = intervals.statement_key
    inner join versions
        on statements.document_id = versions.document_id
    left join sections
        on
            statements.document_id = sections.document_id
            and statements.section_start = sections.section_start
    left join sentences
        on
            statements.document_id = sentences.document_id
            and statements.sentence_start = sentences.sentence_start
    left join units
        on statements.unit = units.unit
    left join plain
        on statements.indicator_text = plain.indicator_text
),

keyed as (
    select
        *,
        -- What a sentence says after its last comma: a word such as 共计 there belongs to this number.
        regexp_replace(text_before, '^.*[,，;；。:：]', '') as clause_before,
        -- Of an indicator, one of no tier and no qualifier is the widest, in which all others are counted; but where the words
        -- say which fund or event it is, it is that one alone.
        case
            when is_catalogued and tier is null and qualifier is null then indicator_code
            else thing_key
        end as counted_as,
        {{ surrogate_key([
            'thing_key',
            'region_text',
            'measure',
            'basis',
            'stance_group',
            'unit_group',
            'reference_text',
            'period_start',
            'period_end',
            'coalesce(base_period, period_end)',
        ]) }} as matter_key,
        -- Reports that leave place or time open need not speak of the same.
        region_text <> '' and period_start is not null and period_end is not null as is_located
    from placed
),

-- The first to say a thing represents it; whether the others agree is what repeats are checked for.
firsts as (
    select
        *,
        row_number() over (
            partition by document_id, matter_key
            order by is_part asc, span_start asc, ordinal asc, statement_key asc
        ) = 1 as is_first
    from keyed
),

weighed as (
    select
        *,
        case
            when is_first and is_located
                then count(*) over (partition by matter_key, is_first, value_low, value_high)
        end as report_count
    from firsts
),

-- Of all reports that say a thing, one represents it, of those of the value most often said: what is said by others is held
-- against that one and not against each other, or two thousand reports of one country would make two million pairs.
final as (
    select
        *,
        is_first and is_located and row_number() over (
            partition by matter_key
            order by report_count desc nulls last, is_part asc, document_id asc, statement_key asc
        ) = 1 as is_representative
    from weighed
)

select * from final
