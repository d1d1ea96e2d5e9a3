with

checks as (
    select * from {{ ref('int_identity_checks') }}
),

identities as (
    select * from {{ ref('identities') }}
),

part_groups as (
    select * from {{ ref('int_identity_part_groups') }}
),

named as (
    select
        identity_check_key,
        identity_code,
        judged_statement_key as statement_key,
        1 as member_position
    from checks
    union all
    select
        identity_check_key,
        identity_code,
        other_statement_key as statement_key,
        2 as member_position
    from checks
    where other_statement_key is not null
    union all
    select
        identity_check_key,
        identity_code,
        third_statement_key as statement_key,
        3 as member_position
    from checks
    where third_statement_key is not null
),

-- The first of several parts is the other statement already.
further_parts as (
    select
        checks.identity_check_key,
        checks.identity_code,
        part_groups.part_statement_key as statement_key,
        part_groups.part_position + 2 as member_position
    from checks
    inner join part_groups
        on
            checks.identity_code = part_groups.identity_code
            and checks.judged_statement_key = part_groups.whole_statement_key
            and checks.other_statement_key = part_groups.first_part_statement_key
    where part_groups.part_statement_key <> checks.other_statement_key
),

together as (
    select * from named
    union all
    select * from further_parts
),

final as (
    select
        together.identity_check_key,
        together.statement_key,
        case together.member_position
            when 1 then identities.judged_role
            when 3 then identities.third_role
            else identities.other_role
        end as member_role,
        cast(together.member_position as integer) as member_position
    from together
    inner join identities
        on together.identity_code = identities.code
)

select * from final
