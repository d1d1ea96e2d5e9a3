-- One row per share of, or gap to, another place whose own figure is stated too: what that place's must then be.
with

statements as (
    select
        *,
        case when measure = 'share' and unit_group = 'percent' then 100 else 1 end as parts
    from {{ ref('int_statements_placed') }}
    where stance in ('actual', 'estimate')
),

-- 136家（今年新认定31家）,只相当于邻市的七成: what is held against another is no part of its own figure.
own_parts as (
    select parts.part_statement_key
    from {{ ref('int_statement_parts') }} as parts
    inner join statements as own_parts
        on parts.part_statement_key = own_parts.statement_key
    inner join statements as wholes
        on
            parts.whole_statement_key = wholes.statement_key
            and own_parts.thing_key = wholes.thing_key
            and own_parts.region_key = wholes.region_key
    group by parts.part_statement_key
),

-- Of several statements of the region's own figure, the nearest one before the comparison is what it speaks of.
paired as (
    select
        comparisons.statement_key as comparison_statement_key,
        owns.statement_key as own_statement_key,
        comparisons.document_id,
        owns.series_key,
        comparisons.reference_region_key as region_key,
        comparisons.reference_text as region_text,
        owns.measure,
        owns.basis,
        owns.unit_group,
        comparisons.period_start,
        comparisons.period_end,
        comparisons.reported_on,
        comparisons.is_current,
        comparisons.is_estimate or owns.is_estimate as is_estimate,
        comparisons.measure as comparison_measure,
        comparisons.reference_kind,
        -- A share is so many per cent of the other, or so many times the other.
        cast(comparisons.value as double) / comparisons.parts as comparison_value,
        cast(comparisons.value_low as double) / comparisons.parts as comparison_low,
        cast(comparisons.value_high as double) / comparisons.parts as comparison_high,
        cast(owns.value as double) as own_value,
        cast(owns.value_low as double) as own_low,
        cast(owns.value_high as double) as own_high,
        row_number() over (
            partition by comparisons.statement_key
            order by
                case when owns.span_start < comparisons.span_start then 0 else 1 end asc,
                abs(comparisons.span_start - owns.span_start) asc,
                owns.statement_key asc
        ) as preference
    from statements as comparisons
    inner join statements as owns
        on
            comparisons.document_id = owns.document_id
            and comparisons.thing_key = owns.thing_key
            and comparisons.region_key = owns.region_key
            and comparisons.region_text = owns.region_text
            and comparisons.period_start = owns.period_start
            and comparisons.period_end = owns.period_end
    left join own_parts
        on owns.statement_key = own_parts.part_statement_key
    where
        own_parts.part_statement_key is null
        and comparisons.measure in ('share', 'gap')
        and comparisons.reference_kind in ('whole', 'peer')
        and owns.measure in ('level', 'flow')
        -- What grew by two points more than elsewhere is not two points more.
        and case
            when comparisons.measure = 'share'
                then comparisons.value > 0 and comparisons.unit_group in ('percent', 'multiple')
            when comparisons.unit_group = 'percentage_point' then owns.unit_group = 'percent'
            else comparisons.unit_group = owns.unit_group
        end
),

-- Six digits after the point are more than any report states; what follows is noise of the arithmetic.
final as (
    select
        comparison_statement_key,
        own_statement_key,
        document_id,
        series_key,
        region_key,
        region_text,
        measure,
        basis,
        unit_group,
        period_start,
        period_end,
        reported_on,
        comparison_measure,
        reference_kind,
        cast(round(
            case comparison_measure
                when 'share' then own_value / comparison_value
                when 'gap' then own_value - comparison_value
            end, 6
        ) as double) as value,
        cast(round(
            case comparison_measure
                when 'share' then own_low / comparison_high
                when 'gap' then own_low - comparison_high
            end, 6
        ) as double) as value_low,
        cast(round(
            case
                when comparison_measure = 'gap' then own_high - comparison_low
                when comparison_low > 0 then own_high / comparison_low
            end, 6
        ) as double) as value_high,
        is_estimate,
        is_current
    from paired
    where preference = 1
)

select * from final
