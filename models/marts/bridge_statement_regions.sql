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

final as (
    select
        named.statement_key,
        {{ surrogate_key(['named.part']) }} as region_key,
        cast(named.part_position as integer) as region_position,
        -- What a total over regions may count of the statement, so that three counties together count once.
        cast(1.0 / counted.region_count as double) as allocation
    from named
    inner join counted
        on named.statement_key = counted.statement_key
)

select * from final
