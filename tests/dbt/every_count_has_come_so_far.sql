-- What no level of completion is known of would be taken for done.
select statements.statement_key
from {{ ref('int_statements') }} as statements
left join {{ ref('int_statement_completion') }} as completion
    on statements.statement_key = completion.statement_key
where
    statements.disposition = 'fact'
    and statements.measure in ('level', 'flow')
    and statements.stance <> 'provision'
    and completion.statement_key is null
