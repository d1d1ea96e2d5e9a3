-- One row per name that the text gives a thing without one of the catalogue, in English as far as seeds/series_words.csv has its
-- words: walked through from the left, at each letter by the longest word. What is no listed word is a name: it stays in Chinese,
-- quoted.
with recursive

heads as (
    select distinct head_text from {{ ref('int_statement_series') }}
    where head_text <> '' and not is_catalogued
),

words as (
    select * from {{ ref('series_words') }}
),

letters as (
    {{ letters_of('heads', 'head_text') }}
),

matched as (
    select
        letters.head_text,
        letters.place,
        words.term,
        words.label_en,
        words.plural_en,
        words.kind
    from letters
    inner join words on letters.letter = left(words.term, 1)
    where substr(letters.head_text, letters.place, length(words.term)) = words.term
),

-- Letters that begin no word stay as they are: 5G, or what nobody has put into English.
found as (
    select
        letters.head_text,
        letters.place,
        coalesce(matched.term, letters.letter) as term,
        matched.label_en,
        matched.plural_en,
        matched.kind,
        row_number() over (
            partition by letters.head_text, letters.place
            order by length(matched.term) desc nulls last, matched.term asc
        ) as preference
    from letters
    left join matched
        on
            letters.head_text = matched.head_text
            and letters.place = matched.place
),

longest as (
    select
        *,
        place + length(term) as next_place,
        case
            when label_en is not null or kind is not null then 'word'
            when upper(term) <> lower(term) or term between '!' and '~' then 'sign'
            else 'unknown'
        end as sort
    from found
    where preference = 1
),

walk as (
    select
        head_text,
        1 as place
    from heads
    union all
    select
        walk.head_text,
        longest.next_place as place
    from walk
    inner join longest
        on
            walk.head_text = longest.head_text
            and walk.place = longest.place
),

steps as (
    select
        longest.*,
        lead(longest.kind) over (partition by longest.head_text order by longest.place) as next_kind,
        lead(longest.sort) over (partition by longest.head_text order by longest.place) as next_sort,
        lag(longest.sort) over (partition by longest.head_text order by longest.place) as last_sort
    from walk
    inner join longest
        on
            walk.head_text = longest.head_text
            and walk.place = longest.place
),

-- A noun is of many where it ends the name, or where a verb or a comma follows; else it is of the next one: project fund.
said as (
    select
        head_text,
        place,
        term,
        sort,
        kind,
        next_sort is null as is_last,
        sort = 'unknown' and coalesce(last_sort, '') <> 'unknown' as is_name_start,
        case
            when sort = 'sign' then case when last_sort = 'sign' then '' else ' ' end || term
            when sort = 'unknown'
                then
                    case when coalesce(last_sort, '') = 'unknown' then '' else ' “' end
                    || term
                    || case when coalesce(next_sort, '') = 'unknown' then '' else '”' end
            when kind in ('link', 'ending', 'count', 'close') then coalesce(label_en, '')
            when next_sort is null or next_kind in ('verb', 'link', 'count', 'close')
                then ' ' || coalesce(plural_en, label_en)
            else ' ' || label_en
        end as word_en
    from steps
),

joined as (
    select
        head_text,
        sum(case when is_name_start then 1 else 0 end) as names,
        coalesce(sum(case when sort = 'word' and coalesce(kind, 'thing') = 'thing' then 1 else 0 end), 0) as nouns,
        coalesce(max(case when is_last then sort end), '') as last_sort,
        coalesce(max(case when is_last then kind end), 'thing') as last_kind,
        trim(replace(replace({{ joined_text('word_en', '', 'place') }}, '( ', '('), '(,', '(')) as words_en,
        max(case when is_last and sort = 'word' and coalesce(kind, 'thing') = 'thing' then trim(word_en) end) as last_en
    from said
    group by head_text
),

-- Several names between the words are no names but words that nobody has put into English; a verb ends no name of a thing
-- unless it says what is done with it (highways rebuilt, not: firms chosen for).
judged as (
    select
        *,
        names <= case when nouns > 0 then 1 else 0 end
        and last_sort <> 'unknown'
        and (
            last_kind not in ('verb', 'link', 'ending')
            or (last_kind = 'verb' and nouns > 0 and not {{ text_matches('words_en', ' (for|in|into|on|to|by|at|of|from|with)$') }})
        ) as is_whole
    from joined
),

final as (
    select
        head_text,
        is_whole,
        case
            when is_whole then upper(left(words_en, 1)) || substr(words_en, 2)
            when last_en is not null then upper(left(last_en, 1)) || substr(last_en, 2) || ' “' || head_text || '”'
        end as label_en
    from judged
)

select * from final
