with

regions as (
    select * from {{ ref('regions') }}
),

parents as (
    select
        region_code,
        parent_code as ancestor_code
    from regions
    where parent_code is not null
),

grandparents as (
    select
        parents.region_code,
        above.ancestor_code
    from parents
    inner join parents as above
        on parents.ancestor_code = above.region_code
),

great_grandparents as (
    select
        grandparents.region_code,
        above.ancestor_code
    from grandparents
    inner join parents as above
        on grandparents.ancestor_code = above.region_code
),

-- Country, province, prefecture, county, zone: four steps are the most there are.
furthest as (
    select
        great_grandparents.region_code,
        above.ancestor_code
    from great_grandparents
    inner join parents as above
        on great_grandparents.ancestor_code = above.region_code
),

final as (
    select * from parents
    union all
    select * from grandparents
    union all
    select * from great_grandparents
    union all
    select * from furthest
)

select * from final
