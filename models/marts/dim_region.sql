with

regions as (
    select * from {{ ref('regions') }}
),

labels as (
    select * from {{ ref('labels') }}
),

-- Five levels are the most there are: country, province, prefecture, county, zone.
ascended as (
    select
        regions.region_code,
        regions.level as region_level,
        parents.region_code as parent_code,
        parents.level as parent_level,
        grandparents.region_code as grandparent_code,
        grandparents.level as grandparent_level,
        great_grandparents.region_code as great_grandparent_code,
        great_grandparents.level as great_grandparent_level
    from regions
    left join regions as parents
        on regions.parent_code = parents.region_code
    left join regions as grandparents
        on parents.parent_code = grandparents.region_code
    left join regions as great_grandparents
        on grandparents.parent_code = great_grandparents.region_code
),

placed as (
    select
        region_code,
        case 'province'
            when region_level then region_code
            when parent_level then parent_code
            when grandparent_level then grandparent_code
            when great_grandparent_level then great_grandparent_code
        end as province_code,
        case 'prefecture'
            when region_level then region_code
            when parent_level then parent_code
            when grandparent_level then grandparent_code
        end as prefecture_code
    from ascended
),

described as (
    select
        {{ surrogate_key(['regions.region_code']) }} as region_key,
        regions.region_code,
        case
            when regions.parent_code is null then {{ member_key('not_applicable') }}
            else {{ surrogate_key(['regions.parent_code']) }}
        end as parent_region_key,
        regions.parent_code,
        placed.province_code,
        placed.prefecture_code,

        regions.name_zh,
        regions.name_en,
        regions.pinyin,
        regions.level as region_level,
        coalesce(levels.label_zh, regions.level) as region_level_zh,
        coalesce(levels.label_en, regions.level) as region_level_en,
        provinces.name_zh as province_name_zh,
        provinces.name_en as province_name_en,
        prefectures.name_zh as prefecture_name_zh,
        prefectures.name_en as prefecture_name_en,

        cast(regions.valid_from_year as integer) as valid_from_year,
        cast(regions.valid_to_year as integer) as valid_to_year,
        regions.valid_to_year is null as is_valid
    from regions
    inner join placed
        on regions.region_code = placed.region_code
    left join regions as provinces
        on placed.province_code = provinces.region_code
    left join regions as prefectures
        on placed.prefecture_code = prefectures.region_code
    left join labels as levels
        on
            levels.attribute = 'region_level'
            and regions.level = levels.code
),

members as (
    {{ special_members(with_several=true) }}
),

special as (
    select
        {{ surrogate_key(['member_code']) }} as region_key,
        member_code as region_code,
        {{ member_key('not_applicable') }} as parent_region_key,
        cast(null as string) as parent_code,
        cast(null as string) as province_code,
        cast(null as string) as prefecture_code,

        label_zh as name_zh,
        label_en as name_en,
        cast(null as string) as pinyin,
        member_code as region_level,
        label_zh as region_level_zh,
        label_en as region_level_en,
        cast(null as string) as province_name_zh,
        cast(null as string) as province_name_en,
        cast(null as string) as prefecture_name_zh,
        cast(null as string) as prefecture_name_en,

        cast(null as integer) as valid_from_year,
        cast(null as integer) as valid_to_year,
        true as is_valid
    from members
),

final as (
    select * from described
    union all
    select * from special
)

select * from final
