-- One row per statement whose noun phrase holds a wording of another indicator too: the longest such, the last where two are.
with

statements as (
    select
        statement_key,
        document_id,
        phrase,
        indicator_code
    from {{ ref('int_statements_decided') }}
    where disposition = 'fact' and phrase is not null
),

synonyms as (
    select
        term,
        indicator_code
    from {{ ref('int_indicator_synonyms') }}
    where context is null and units is null and indicator_code <> 'other'
),

synonyms_in_phrases as (
    {{ words_within('statements', 'phrase', 'synonyms', 'term') }}
),

read_as as (
    select distinct
        phrase,
        indicator_code
    from statements
),

candidates as (
    select
        read_as.phrase,
        read_as.indicator_code,
        synonyms.indicator_code as other_code,
        row_number() over (
            partition by read_as.phrase, read_as.indicator_code
            order by
                length(synonyms.term) desc,
                instr(reverse(read_as.phrase), reverse(synonyms.term)) asc,
                synonyms.indicator_code asc
        ) as preference
    from read_as
    inner join synonyms_in_phrases on read_as.phrase = synonyms_in_phrases.phrase
    inner join synonyms on synonyms_in_phrases.term = synonyms.term
    where synonyms.indicator_code <> read_as.indicator_code
),

final as (
    select
        statements.statement_key,
        statements.document_id,
        candidates.other_code as runner_up_code
    from statements
    inner join candidates
        on
            statements.phrase = candidates.phrase
            and statements.indicator_code = candidates.indicator_code
            and candidates.preference = 1
)

select * from final
