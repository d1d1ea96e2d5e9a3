-- The words of seeds/words, whichever file they are in.
{% set kinds = [
    'amounts', 'column_names', 'comparators', 'comparisons', 'documents', 'idioms', 'meanings',
    'nouns', 'particles', 'places', 'sharing', 'stances', 'times', 'verbs',
] %}
{% set has_choice = "(contains(term, '(') and contains(term, '/'))" %}
{% set chosen_first %}
    (
        select
            left(term, instr(term, '(') - 1) as before,
            substr(term, instr(term, '(') + 1, instr(term, ')') - instr(term, '(') - 1) as choices,
            substr(term, instr(term, ')') + 1) as behind,
            cue,
            value
        from spelled_out
        where {{ has_choice }}
    )
{% endset %}

with recursive

listed as (
    {% for kind in kinds %}
        select
            term,
            cue,
            value
        from {{ ref(kind) }}
        {% if not loop.last %}union all{% endif %}
    {% endfor %}
),

-- A term with choices, 比(上次/上轮)(/评估), stands for a word of each: the first is taken until none is left.
spelled_out as (
    select * from listed

    union all

    select
        concat_ws('', chosen.before, chosen.part, chosen.behind) as term,
        chosen.cue,
        chosen.value
    from ({{ split_to_rows(chosen_first, ['before', 'behind', 'cue', 'value'], 'choices', '/') }}) as chosen
),

final as (
    select * from spelled_out
    where not {{ has_choice }}
)

select * from final
