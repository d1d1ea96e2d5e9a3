-- The words of seeds/words, whichever file they are in.
{% set kinds = [
    'amounts', 'column_names', 'comparators', 'comparisons', 'documents', 'idioms', 'meanings',
    'nouns', 'particles', 'places', 'sharing', 'stances', 'times', 'verbs',
] %}
{% set choice = '\\(([^()|]*(?:\\|[^()|]*)+)\\)' %}

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

-- A term with choices, 比(上次|上轮)(|评估), stands for a word of each: the first is taken until none is left.
spelled_out as (
    select * from listed

    union all

    select
        regexp_replace(spelled_out.term, '{{ choice }}', choices.part) as term,
        spelled_out.cue,
        spelled_out.value
    from spelled_out
    cross join unnest(string_split(regexp_extract(spelled_out.term, '{{ choice }}', 1), '|')) as choices (part)
    where regexp_matches(spelled_out.term, '{{ choice }}')
),

final as (
    select * from spelled_out
    where not regexp_matches(term, '{{ choice }}')
)

select * from final
