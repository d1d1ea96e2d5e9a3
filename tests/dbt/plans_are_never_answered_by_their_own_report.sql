select
    attainment.target_statement_key,
    attainment.result_statement_key
from {{ ref('rpt_target_attainment') }} as attainment
inner join {{ ref('fct_targets') }} as targets
    on attainment.target_statement_key = targets.statement_key
inner join {{ ref('fct_statements') }} as results
    on attainment.result_statement_key = results.statement_key
where
    targets.document_key = results.document_key
    and targets.section_kind <> 'results'
    and attainment.result_period_end >= attainment.period_end
