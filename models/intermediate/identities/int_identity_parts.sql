with

part_groups as (
    select * from {{ ref('int_identity_part_groups') }}
),

lists as (
    select * from {{ ref('int_identity_lists') }}
),

statements as (
    select * from {{ ref('int_identity_statements') }}
),

summed as (
    select
        part_groups.identity_code,
        part_groups.whole_statement_key,
        part_groups.first_part_statement_key,
        bool_and(part_groups.is_complete) as is_complete,
        case when count(parts.value_low) = count(*) then sum(parts.value_low) end as found_low,
        case when count(parts.value_high) = count(*) then sum(parts.value_high) end as found_high,
        bool_and(parts.is_low_included) as is_found_low_included,
        bool_and(parts.is_high_included) as is_found_high_included
    from part_groups
    inner join statements as parts
        on part_groups.part_statement_key = parts.statement_key
    group by
        part_groups.identity_code,
        part_groups.whole_statement_key,
        part_groups.first_part_statement_key
),

-- 甲35个、乙18个,其中…: what follows 其中 may part the last number, or all of the list that it ends.
whole_lists as (
    select
        wholes.statement_key as whole_statement_key,
        min_by(listed.statement_key, listed.span_start) as list_statement_key,
        case when count(listed.value_low) = count(*) then sum(listed.value_low) end as list_low,
        case when count(listed.value_high) = count(*) then sum(listed.value_high) end as list_high
    from lists as wholes
    inner join lists as before
        on
            wholes.document_id = before.document_id
            and wholes.sentence_start = before.sentence_start
            and wholes.list_number = before.list_number
            and wholes.span_start >= before.span_start
    inner join statements as listed
        on before.statement_key = listed.statement_key
    group by wholes.statement_key
),

held as (
    select
        summed.identity_code,
        summed.whole_statement_key as judged_statement_key,
        summed.first_part_statement_key as other_statement_key,
        whole_lists.list_statement_key,
        wholes.unit,
        coalesce(
            contains({{ text_between('wholes', 'firsts') }}, '其中')
            and summed.found_low > wholes.value_high
            and summed.identity_code = 'parts_within_whole', false
        ) as is_of_list,
        wholes.value_low,
        wholes.value_high,
        wholes.is_low_included,
        wholes.is_high_included,
        whole_lists.list_low,
        whole_lists.list_high,
        summed.found_low,
        summed.found_high,
        summed.is_found_low_included,
        summed.is_found_high_included,
        -- What is listed after its total may leave some out: too little is then no contradiction.
        summed.identity_code <> 'listed_parts_make_total'
        or summed.is_complete
        or coalesce(summed.found_low > wholes.value_high, false) as is_firm
    from summed
    inner join statements as wholes
        on summed.whole_statement_key = wholes.statement_key
    inner join statements as firsts
        on summed.first_part_statement_key = firsts.statement_key
    inner join whole_lists
        on summed.whole_statement_key = whole_lists.whole_statement_key
),

expected as (
    select
        *,
        case when is_of_list then list_statement_key end as third_statement_key,
        case when is_of_list then list_low else value_low end as expected_low,
        case when is_of_list then list_high else value_high end as expected_high,
        is_low_included as is_expected_low_included,
        is_high_included as is_expected_high_included
    from held
),

final as (
    select
        {{ identity_columns() }}
    from expected
)

select * from final
