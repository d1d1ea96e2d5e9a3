-- What the words at a number tell: the lists of seeds/words/meanings.csv that each of them holds a word of, begins with one (^) or
-- ends in one ($). The macro `says` asks.
{% set slots = {
    'phrase': 'phrase',
    'wide': 'phrase_wide',
    'unit': 'unit',
    'verb': 'verb',
    'verb_after': 'verb_after',
    'level': 'cue_level',
    'growth': 'cue_growth',
    'plan': 'cue_plan',
    'provision': 'cue_provision',
    'share': 'cue_share',
    'reference': 'reference_text',
    'tail': 'noun_tail',
    'time': 'time_text',
    'base': 'base_text',
} %}
with

readings as (
    select * from {{ ref('int_readings') }}
    where is_fact
),

meanings as (
    select * from {{ ref('meanings') }}
),

slots as (
    {% for slot, column in slots.items() %}
        select
            statement_key,
            '{{ slot }}' as slot,
            {{ column }} as text
        from readings
        where {{ column }} <> ''
        {% if not loop.last %}union all{% endif %}
    {% endfor %}
),

found as (
    {{ words_within('slots', 'text', 'meanings', 'term') }}
),

told as (
    select distinct
        found.text,
        meanings.value as list,
        case when left(found.text, length(found.term)) = found.term then '^' else ' ' end as opening,
        case when right(found.text, length(found.term)) = found.term then '$' else ' ' end as closing
    from found
    inner join meanings on found.term = meanings.term
),

final as (
    select
        slots.statement_key,
        {{ joined_text("told.opening || slots.slot || ':' || told.list || ':' || told.closing", '', 'slots.slot, told.list, told.opening, told.closing') }} as words
    from slots
    inner join told on slots.text = told.text
    group by slots.statement_key
)

select * from final
