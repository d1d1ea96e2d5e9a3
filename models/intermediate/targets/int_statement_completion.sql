-- One row per level or flow: how far the thing counted has come (applied for, approved, started, under way, completed).
with

said as (
    select * from {{ ref('int_statement_acts') }}
),

levels as (
    select * from {{ ref('completion_levels') }}
),

verb_words as (
    select *
    from levels
    where place in ('verb', 'any')
),

words_around as (
    select *
    from levels
    where place = 'any'
),

words_before as (
    select *
    from levels
    where place in ('opening', 'further')
),

in_verbs as (
    {{ words_within('said', 'verb', 'verb_words', 'term') }}
),

in_words_around as (
    {{ words_within('said', 'around', 'words_around', 'term') }}
),

in_clauses as (
    {{ words_within('said', 'clause_before', 'words_before', 'term') }}
),

found as (
    select
        said.statement_key,
        in_verbs.term,
        'verb' as found_in
    from said
    inner join in_verbs
        on said.verb = in_verbs.verb
    union all
    select
        said.statement_key,
        in_words_around.term,
        'around' as found_in
    from said
    inner join in_words_around
        on said.around = in_words_around.around
    union all
    select
        said.statement_key,
        in_clauses.term,
        case when left(said.clause_before, length(in_clauses.term)) = in_clauses.term then 'opening' else 'clause' end
            as found_in
    from said
    inner join in_clauses
        on said.clause_before = in_clauses.clause_before
),

-- 申报成功 is no 申报: a word within a longer one that was found too says nothing.
telling as (
    select
        found.statement_key,
        found.found_in,
        levels.place,
        levels.completion_rank
    from found
    inner join levels
        on
            found.term = levels.term
            and case found.found_in
                when 'verb' then levels.place in ('verb', 'any')
                when 'around' then levels.place = 'any'
                when 'opening' then levels.place in ('opening', 'further')
                else levels.place = 'further'
            end
    inner join found as others
        on found.statement_key = others.statement_key
    group by found.statement_key, found.found_in, found.term, levels.place, levels.completion_rank
    having max(case when found.term <> others.term and contains(others.term, found.term) then 1 else 0 end) = 0
),

ranked as (
    select
        statement_key,
        min(case when place in ('verb', 'any') then completion_rank end) as least_rank,
        max(case when place in ('verb', 'any') then completion_rank end) as greatest_rank,
        max(case when found_in = 'verb' then completion_rank end) as verb_rank,
        max(case when completion_rank = 0 and found_in <> 'verb' then 1 else 0 end) = 1 as is_acted_on,
        max(case when place = 'further' then 1 else 0 end) = 1 as is_further
    from telling
    group by statement_key
),

asked as (
    select
        said.*,
        said.verb = '' as is_verbless,
        coalesce(ranked.is_acted_on, false) as is_acted_on,
        coalesce(ranked.is_further, false) as is_further,
        coalesce(ranked.least_rank, 60) as least_rank,
        -- 引进…开展申报: the verb that governs the number says what is asked for.
        case
            when said.verb <> '' then coalesce(ranked.verb_rank, 60)
            else coalesce(ranked.greatest_rank, 60)
        end as asked_rank
    from said
    left join ranked
        on said.statement_key = ranked.statement_key
),

-- A plan asks for the furthest that its words name, a result has come as far as the nearest; a number with no such word
-- counts what is done. 五大工程, 17国: a set that is there, unless it is made.
final as (
    select
        asked.statement_key,
        asked.act,
        asked.wording,
        asked.is_further,
        case
            -- 培育企业达200家: what there is by now, however it was brought about.
            when asked.is_level and asked.least_rank in (0, 55) then 60
            when asked.is_planned then asked.asked_rank
            else asked.least_rank
        end as completion_rank,
        asked.is_planned
        and asked.is_count
        and not asked.is_level
        and (
            asked.asked_rank = 0
            or (asked.is_verbless and asked.is_acted_on)
            or (sets.term is not null and (sets.place = 'region' or asked.is_verbless or asked.asked_rank <= 50))
        ) as is_standing
    from asked
    left join levels as sets
        on
            sets.place in ('unit', 'region')
            and asked.classifier = sets.term
)

select * from final
