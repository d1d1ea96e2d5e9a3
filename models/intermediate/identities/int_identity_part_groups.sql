with

statements as (
    select * from {{ ref('int_identity_statements') }}
    where measure in ('level', 'flow')
),

marked as (
    select * from {{ ref('int_identity_marked_parts') }}
),

listed as (
    select * from {{ ref('int_identity_listed_parts') }}
),

together as (
    select
        'listed_parts_make_total' as identity_code,
        whole_statement_key,
        part_statement_key,
        is_complete
    from listed
    union all
    select
        'parts_within_whole' as identity_code,
        whole_statement_key,
        part_statement_key,
        false as is_complete
    from marked
),

placed as (
    select
        together.*,
        -- 其中科技型中小企业6000家、高新技术企业3000家: kinds with an indicator of their own overlap, so they are held
        -- against the whole one by one; of one indicator they add up.
        max(case when parts.indicator_code = wholes.indicator_code then 1 else 0 end) over (
            partition by together.identity_code, together.whole_statement_key
        ) = 1 as is_summed,
        row_number() over (
            partition by together.identity_code, together.whole_statement_key
            order by parts.span_start asc, parts.ordinal asc, together.part_statement_key asc
        ) as part_position
    from together
    inner join statements as parts
        on together.part_statement_key = parts.statement_key
    inner join statements as wholes
        on together.whole_statement_key = wholes.statement_key
),

final as (
    select
        identity_code,
        whole_statement_key,
        part_statement_key,
        case
            when is_summed
                then min_by(part_statement_key, part_position) over (partition by identity_code, whole_statement_key)
            else part_statement_key
        end as first_part_statement_key,
        cast(part_position as integer) as part_position,
        is_complete
    from placed
)

select * from final
