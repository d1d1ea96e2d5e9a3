select
    statement_key,
    disposition,
    stance,
    measure
from {{ ref('rpt_statements') }}
where
    disposition_zh is null
    or disposition_en is null
    or (
        disposition = 'fact'
        and (
            stance_zh is null
            or measure_zh is null
            or comparator_zh is null
            or indicator_zh is null
            or indicator_en is null
            or category_zh is null
            or period_zh is null
            or display_text is null
            or sentence_text is null
        )
    )
