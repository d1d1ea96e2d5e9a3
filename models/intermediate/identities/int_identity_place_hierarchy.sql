with

places as (
    select * from {{ ref('int_identity_places') }}
),

statements as (
    select * from {{ ref('int_identity_statements') }}
    where measure in ('level', 'flow') and stance_group in ('result', 'target')
),

{% for reach in ['own', 'others'] -%}
    paired_with_{{ reach }} as (
        select
            'place_within_parent' as identity_code,
            places.statement_key as judged_statement_key,
            parents.statement_key as other_statement_key,
            cast(null as string) as third_statement_key,
            places.unit,
            {{ stated_interval('expected', 'parents') }},
            {{ stated_interval('found', 'places') }},
            -- A level counts all there are, so that a plan's level is one of the place's too. What a plan is to bring
            -- about within a period is counted under that plan, and a city's own doings need not be in it.
            places.measure = 'level'
            or (parents.stance_group = 'result' and parents.region_rule in ('explicit', 'sentence')) as is_firm
        from places
        inner join statements as parents
            on
                places.ancestor_code = parents.region_code
                and places.counted_in = parents.counted_as
                and places.measure = parents.measure
                and places.unit_group = parents.unit_group
                and {{ is_same_time('places', 'parents') }}
                and {{ is_within_reach(reach, 'places', 'parents') }}
        -- A city's plan says nothing of what its province had.
        where places.stance_group = 'result' or parents.stance_group = 'target'
    ),

{% endfor -%}
paired as (
    select * from paired_with_own
    union all
    select * from paired_with_others
),

final as (
    select
        {{ identity_columns() }}
    from paired
)

select * from final
