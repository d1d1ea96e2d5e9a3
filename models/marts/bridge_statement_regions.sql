with

statements as (
    select * from {{ ref('int_statements') }}
    where disposition = 'fact'
),

named as (
    {{ split_to_rows(
        relation="(select statement_key, nullif(coalesce(region_codes, region_code), '') as codes from statements)",
        key_columns=['statement_key'],
        text_column='codes',
        delimiter='、'
    ) }}
),

counted as (
    select
        statement_key,
        count(*) as region_count
    from named
    group by statement_key
),

-- A place of the text that has no code (全球, a park nobody listed) is an unknown region, and takes its share all the same.
keyed as (
    select
        named.statement_key,
        case when named.part = '' then {{ member_key('unknown') }} else {{ surrogate_key(['named.part']) }} end
            as region_key,
        named.part_position,
        counted.region_count
    from named
    inner join counted
        on named.statement_key = counted.statement_key
),

final as (
    select
        statement_key,
        region_key,
        cast(min(part_position) as integer) as region_position,
        -- What a total over regions may count of the statement, so that three counties together count once.
        cast(count(*) * 1.0 / max(region_count) as double) as allocation
    from keyed
    group by statement_key, region_key
)

select * from final
