select
    statements.statement_key,
    statements.document_key,
    profiles.measure,
    units.unit_group
from {{ ref('fct_statements') }} as statements
inner join {{ ref('dim_statement_profile') }} as profiles
    on statements.statement_profile_key = profiles.statement_profile_key
inner join {{ ref('dim_unit') }} as units
    on statements.unit_key = units.unit_key
where
    (profiles.measure = 'rank' and units.unit_group not in ('rank', 'person'))
    or (profiles.measure = 'share' and units.unit_group not in ('percent', 'permille', 'multiple'))
    or (profiles.measure = 'growth_rate' and units.unit_group not in ('percent', 'permille'))
    or (profiles.measure = 'growth_points' and units.unit_group not in ('percentage_point', 'percent'))
    or (profiles.measure = 'growth_multiple' and units.unit_group <> 'multiple')
