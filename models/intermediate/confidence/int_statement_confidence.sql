-- One row per statement with how sure its reading is: a sigmoid of the sum of its features' weights in seeds/weights.csv.
with

features as (
    select * from {{ ref('int_statement_features') }}
),

weights as (
    select * from {{ ref('weights') }}
),

-- What every statement has, and the confidence from which on one is sure.
constants as (
    select
        max(case when slot = 'confidence' and feature = 'always' then weight end) as always_weight,
        max(case when slot = 'is_sure' then weight end) as bound
    from weights
),

-- Many statements have the same features: what they weigh is summed once.
combinations as (
    select distinct features
    from features
),

parts as (
    {{ split_to_rows('combinations', ['features'], 'features', ' ') }}
),

summed as (
    select
        parts.features,
        sum(weights.weight) as weight,
        {{ joined_text("case when weights.weight <= -0.25 then weights.feature end", ' ', 'weights.weight') }} as doubts,
        {{ joined_text("case when weights.weight >= 0.25 then weights.feature end", ' ', 'weights.weight desc') }}
            as supports
    from parts
    inner join weights
        on
            weights.slot = 'confidence'
            and parts.part = weights.feature
    group by parts.features
),

sigmoid as (
    select
        features.statement_key,
        features.document_id,
        cast(
            1 / (1 + exp(-cast(constants.always_weight + coalesce(summed.weight, 0) as double))) as decimal(5, 4)
        ) as confidence,
        constants.bound,
        summed.doubts,
        summed.supports
    from features
    cross join constants
    left join summed on features.features = summed.features
),

final as (
    select
        statement_key,
        document_id,
        confidence,
        confidence >= bound as is_sure,
        doubts,
        supports
    from sigmoid
)

select * from final
