-- How well each indicator fits the words of a number: the sum of the weights of what they tell.
{%- set scopes = ['phrase', 'wide', 'head', 'before', 'reference'] %}

with

reading_words as (
    select distinct
        words_key,
        phrase_text,
        wide_text,
        head_text,
        before_text,
        reference_text,
        unit_text
    from {{ ref('int_reading_words') }}
),

features as (
    select * from {{ ref('int_word_features') }}
),

weights as (
    select * from {{ ref('weights') }}
    where slot = 'indicator'
),

text_scores as (
    select
        features.scope,
        features.text,
        weights.value,
        sum(weights.weight) as score
    from features
    inner join weights
        on
            features.scope = weights.scope
            and features.feature = weights.feature
            and features.word = weights.word
    group by features.scope, features.text, weights.value
),

-- An indicator is a candidate where some word speaks for or against it; other always is.
candidates as (
    {%- for scope in scopes %}
        select
            reading_words.words_key,
            reading_words.unit_text,
            text_scores.value,
            text_scores.score
        from reading_words
        inner join text_scores
            on
                text_scores.scope = '{{ scope }}'
                and reading_words.{{ scope }}_text = text_scores.text
        union all
    {%- endfor %}
    select
        words_key,
        unit_text,
        'other' as value,
        0 as score
    from reading_words
),

summed as (
    select
        words_key,
        unit_text,
        value,
        sum(score) as score
    from candidates
    group by words_key, unit_text, value
),

final as (
    select
        summed.words_key,
        summed.value as indicator_code,
        summed.score + always.weight + coalesce(of_unit.score, 0) as score
    from summed
    inner join weights as always
        on
            always.scope = 'always'
            and summed.value = always.value
    left join text_scores as of_unit
        on
            of_unit.scope = 'unit'
            and summed.unit_text = of_unit.text
            and summed.value = of_unit.value
)

select * from final
