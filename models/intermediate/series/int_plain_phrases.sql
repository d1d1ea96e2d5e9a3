-- One row per noun phrase of a fact with words that tell nothing of the thing (全市, 各类, 总数), and what is left without them.
with

statements as (
    select indicator_text from {{ ref('int_statements') }}
    where disposition = 'fact'
),

fillers as (
    select term from {{ ref('series_fillers') }}
    where place = 'counting'
),

found as (
    {{ words_within('statements', 'indicator_text', 'fillers', 'term') }}
),

letters as (
    {{ letters_of('found', 'indicator_text') }}
),

covered as (
    {{ letters_covered('letters', 'found', 'indicator_text', 'term') }}
),

final as (
    select
        letters.indicator_text,
        coalesce({{ joined_text('case when covered.place is null then letters.letter end', '', 'letters.place') }}, '') as plain_text
    from letters
    left join covered
        on
            letters.indicator_text = covered.indicator_text
            and letters.place = covered.place
    group by letters.indicator_text
)

select * from final
