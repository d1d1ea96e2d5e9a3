with

statements as (
    select * from {{ ref('int_identity_statements') }}
    where measure = 'share' and unit_group = 'percent'
),

ancestors as (
    select * from {{ ref('int_region_ancestors') }}
),

share_marks as (
    select term from {{ ref('meanings') }}
    where value = 'of_whole'
),

said as (
    {{ words_within('statements', 'sentence_text', 'share_marks', 'term') }}
),

-- A share of a target or of a peer may well be above 100 %; one of a whole that it is in may not.
within_wholes as (
    select statements.*
    from statements
    left join ancestors
        on
            statements.region_code = ancestors.region_code
            and statements.reference_region_code = ancestors.ancestor_code
    left join said on statements.sentence_text = said.sentence_text
    where
        ancestors.region_code is not null
        or (
            statements.reference_kind in ('whole', 'amount')
            and statements.reference_region_code is null
            and said.term is not null
        )
),

judged as (
    select
        'share_within_whole' as identity_code,
        statement_key as judged_statement_key,
        cast(null as string) as other_statement_key,
        cast(null as string) as third_statement_key,
        unit,
        cast(0 as double) as expected_low,
        cast(100 as double) as expected_high,
        true as is_expected_low_included,
        true as is_expected_high_included,
        {{ stated_interval('found', 'within_wholes') }},
        true as is_firm
    from within_wholes
),

final as (
    select
        {{ identity_columns() }}
    from judged
)

select * from final
