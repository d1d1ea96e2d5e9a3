-- What a text tells of an indicator, wherever it is read: the words of weights.csv that it holds and ends with, the
-- indicators that its wordings name, and the one that the last wording names, for Chinese heads come last.
with

reading_words as (
    select * from {{ ref('int_reading_words') }}
),

wordings as (
    select distinct
        term,
        indicator_code
    from {{ ref('indicator_synonyms') }}
),

held_words as (
    select distinct word
    from {{ ref('weights') }}
    where feature = 'holds'
),

last_words as (
    select distinct word
    from {{ ref('weights') }}
    where feature = 'ends'
),

texts as (
    {%- for scope in ['phrase', 'wide', 'head', 'before', 'reference'] %}
        select distinct
            '{{ scope }}' as scope,
            {{ scope }}_text as text
        from reading_words
        where {{ scope }}_text <> ''
        {{ 'union all' if not loop.last }}
    {%- endfor %}
),

phrases as (
    select text from texts
    where scope = 'phrase'
),

words_held as (
    {{ words_within('phrases', 'text', 'held_words', 'word') }}
),

wordings_held as (
    {{ words_within('texts', 'text', 'wordings', 'term') }}
),

wordings_placed as (
    select
        text,
        term,
        rank() over (
            partition by text
            order by instr(reverse(text), reverse(term)) asc, length(term) desc
        ) as place_from_end
    from wordings_held
),

named as (
    select distinct
        texts.scope,
        texts.text,
        'names' as feature,
        wordings.indicator_code as word
    from texts
    inner join wordings_placed on texts.text = wordings_placed.text
    inner join wordings on wordings_placed.term = wordings.term
),

headed as (
    select distinct
        texts.scope,
        texts.text,
        'heads' as feature,
        wordings.indicator_code as word
    from texts
    inner join wordings_placed on texts.text = wordings_placed.text
    inner join wordings on wordings_placed.term = wordings.term
    where wordings_placed.place_from_end = 1
),

held as (
    select
        'phrase' as scope,
        text,
        'holds' as feature,
        word
    from words_held
),

ending as (
    {%- for length in range(2, 6) %}
        select
            'phrase' as scope,
            phrases.text,
            'ends' as feature,
            last_words.word
        from phrases
        inner join last_words on right(phrases.text, {{ length }}) = last_words.word
        where length(last_words.word) = {{ length }}
        {{ 'union all' if not loop.last }}
    {%- endfor %}
),

units as (
    select distinct
        'unit' as scope,
        unit_text as text,
        'is' as feature,
        unit_text as word
    from reading_words
),

final as (
    select * from named
    union all
    select * from headed
    union all
    select * from held
    union all
    select * from ending
    union all
    select * from units
    union all
    select
        'phrase' as scope,
        '' as text,
        'is' as feature,
        '' as word
)

select * from final
