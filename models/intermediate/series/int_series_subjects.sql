-- One row per series whose noun names nothing by itself (产量, 每家, 产业), where its sentence says what it is of: the thing of the
-- number before in the same list (出让矿业权7宗、成交价3亿元), else the first product that the clause names; of things that are
-- counted those listed before.
with

clauses as (
    select * from {{ ref('int_bare_clauses') }}
),

statements as (
    select * from {{ ref('int_statements') }}
),

points as (
    select * from {{ ref('int_statement_series') }}
    where not is_bare
),

owners as (
    select * from {{ ref('int_series_owners') }}
),

things as (
    select * from {{ ref('series_words') }}
    where kind = 'thing'
),

-- What is between a number and the next one of its list is no comma; but what points back (每家, 首年), or counts the same noun
-- (6家组织获奖，居第4位), may stand behind one.
listed as (
    select
        clauses.series_key,
        owners.owner_zh as subject_zh,
        owners.owner_en as subject_en,
        0 as place,
        -statements.span_start as nearness,
        statements.statement_key as source_key
    from clauses
    inner join statements
        on
            clauses.document_id = statements.document_id
            and clauses.sentence_start = statements.sentence_start
            and clauses.span_start > statements.span_end
    inner join points on statements.statement_key = points.statement_key
    inner join owners on points.series_key = owners.series_key
    where
        (clauses.is_amount or points.noun_said = clauses.noun)
        and length(clauses.clause) > clauses.span_start - statements.span_end
        and (
            clauses.is_pointing
            or points.noun_said = clauses.noun
            or right(clauses.clause, clauses.span_start - statements.span_end) not like '%，%'
        )
),

products as (
    {{ words_within('clauses', 'clause', 'things', 'term') }}
),

named as (
    select
        clauses.series_key,
        things.term as subject_zh,
        coalesce(things.plural_en, things.label_en) as subject_en,
        instr(clauses.clause, things.term) as place,
        -length(things.term) as nearness,
        things.term as source_key
    from clauses
    inner join products on clauses.clause = products.clause
    inner join things on products.term = things.term
    where clauses.is_amount
),

-- Of amounts nothing is listed before them.
openings as (
    select
        false as is_amount,
        {{ joined_text('term', '|', 'term') }} as terms
    from {{ ref('series_fillers') }}
    where place = 'opening'
),

last_clauses as (
    select
        series_key,
        is_amount,
        regexp_replace(clause, '^.*[，：；]', '') as said
    from clauses
),

counted as (
    select
        last_clauses.series_key,
        last_clauses.said,
        regexp_replace(last_clauses.said, '^.*(' || openings.terms || ')', '') as subject_zh
    from last_clauses
    inner join openings on last_clauses.is_amount = openings.is_amount
),

-- 聚焦生物制药与医疗器械两大产业: the industries are those listed right before their number; 抓实能源创新9条路径: the paths are of
-- what the verb is said of.
enumerated as (
    select
        series_key,
        subject_zh,
        cast(null as string) as subject_en,
        1 as place,
        0 as nearness,
        subject_zh as source_key
    from counted
    where
        length(subject_zh) between 4 and 24
        and ({{ text_matches('subject_zh', '.[、与和].') }} or length(said) = length(subject_zh) + 2)
        and not {{ text_matches('subject_zh', '[0-9０-９，（(）)]') }}
),

subjects as (
    select * from listed
    union all
    select * from named
    union all
    select * from enumerated
),

ranked as (
    select
        series_key,
        subject_zh,
        subject_en,
        row_number() over (
            partition by series_key
            order by place asc, nearness asc, source_key asc
        ) as preference
    from subjects
),

final as (
    select
        series_key,
        subject_zh,
        subject_en
    from ranked
    where preference = 1
)

select * from final
