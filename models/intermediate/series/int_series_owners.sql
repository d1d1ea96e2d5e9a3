-- One row per series, with what an amount said after its thing is of: 企业营收增长5%、利润增长4%, the profits are those of the firms,
-- not of their revenue.
with

names as (
    select * from {{ ref('int_series_names') }}
),

amounts as (
    select
        fillers.term,
        words.label_en
    from {{ ref('series_fillers') }} as fillers
    left join {{ ref('series_words') }} as words on fillers.term = words.term
    where fillers.place = 'earned'
),

ends as (
    select
        names.series_key,
        max(length(amounts.term)) as end_length,
        max_by(amounts.label_en, length(amounts.term)) as end_en
    from names
    inner join amounts
        on
            right(names.base_zh, length(amounts.term)) = amounts.term
            and length(names.base_zh) > length(amounts.term) + 1
    where not names.is_catalogued
    group by names.series_key
),

final as (
    select
        names.series_key,
        left(names.base_zh, length(names.base_zh) - coalesce(ends.end_length, 0)) as owner_zh,
        regexp_replace(
            case
                when substr(names.base_en, 2, 1) <> upper(substr(names.base_en, 2, 1))
                    then lower(left(names.base_en, 1)) || substr(names.base_en, 2)
                else names.base_en
            end,
            ' ' || coalesce(ends.end_en, '-') || 's?$',
            ''
        ) as owner_en
    from names
    left join ends on names.series_key = ends.series_key
)

select * from final
