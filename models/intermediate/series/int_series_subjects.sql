-- One row per series whose noun names nothing by itself (产量, 每家), where its sentence says what it is of: the thing of the
-- number before in the same list (出让矿业权7宗、成交价3亿元), else the first product that the clause names.
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

names as (
    select * from {{ ref('int_series_names') }}
),

things as (
    select * from {{ ref('series_words') }}
    where kind = 'thing'
),

-- 每家, 首年, 国家级: what they point to may stand in the clause before.
pointing as (
    select names.series_key
    from names
    inner join {{ ref('series_fillers') }} as fillers on names.base_zh = fillers.term
    where fillers.place = 'pointing'
),

-- What is between a number and the next one of its list is no comma.
listed as (
    select
        clauses.series_key,
        names.base_zh as subject_zh,
        case
            when substr(names.base_en, 2, 1) <> upper(substr(names.base_en, 2, 1))
                then lower(left(names.base_en, 1)) || substr(names.base_en, 2)
            else names.base_en
        end as subject_en,
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
    inner join names on points.series_key = names.series_key
    left join pointing on clauses.series_key = pointing.series_key
    where
        length(clauses.clause) > clauses.span_start - statements.span_end
        and (
            pointing.series_key is not null
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
),

subjects as (
    select * from listed
    union all
    select * from named
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
