-- The words of seeds/words, whichever file they are in.
{% set kinds = [
    'amounts', 'column_names', 'comparators', 'comparisons', 'documents', 'idioms', 'meanings',
    'nouns', 'particles', 'places', 'sharing', 'stances', 'times', 'verbs',
] %}
{% for kind in kinds %}
    select
        term,
        cue,
        value
    from {{ ref(kind) }}
    {% if not loop.last %}union all{% endif %}
{% endfor %}
