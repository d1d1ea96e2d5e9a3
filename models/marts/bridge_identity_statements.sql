with

members as (
    select * from {{ ref('int_identity_members') }}
),

final as (
    select
        identity_check_key,
        statement_key,
        member_role,
        member_position
    from members
)

select * from final
