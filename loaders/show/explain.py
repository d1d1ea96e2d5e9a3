"""The story of a statement: its sentence with the number marked, what was read, and the rule behind each decision.

Everything comes from ``reporting.rpt_statements`` and ``marts.dim_sentence``; a rule that has no words here is shown by its
name.
"""

from typing import Any

import duckdb

from loaders.errors import BadUse, KejiError
from loaders.show.plain import number

Row = dict[str, Any]

MOST_CANDIDATES = 10  # statements listed where a prefix fits several
MOST_FEATURES = 4  # told of a side

QUERY = """
    select statements.*, sentences.sentence_start, documents.file_name, documents.source_url
    from reporting.rpt_statements as statements
    left join marts.dim_document as documents on statements.document_key = documents.document_key
    left join marts.dim_sentence as sentences on statements.sentence_key = sentences.sentence_key
    where starts_with(statements.statement_key, ?)
    order by statements.statement_key
"""

# Why a number states nothing.
DISPOSITIONS = {
    "date": "it is written as a date",
    "year": "it is a year",
    "anonymous_year": "it is a year whose last digits were blanked out",
    "time": "it is part of a time",
    "span_of_years": "it says for how many years",
    "span_of_time": "it says for how long",
    "years_of_term": "it says which years of a term",
    "length_of_time": "it says how long something takes",
    "list_number": "it numbers an item of a list",
    "row_number": "it numbers a row or is part of a row's label",
    "footnote": "it points to a footnote",
    "ordinal_classifier": "第 and a classifier make it an ordinal",
    "ordinal_word": "it is part of an ordinal word",
    "document_number": "it is the number of a document",
    "numbered_document": "it is the number of a document",
    "model_number": "it touches letters, as in the name of a model",
    "number_in_name": "it is inside a word, without a unit",
    "quoted_number": "it is alone in quotation marks, as a name does",
    "size_in_name": "it is the size in the name of a machine",
    "in_title": "it is in a title",
    "top_n": "it is part of the name of a ranking",
    "page_furniture": "its line belongs to the web page, not to the report",
    "telephone": "it has the shape of a telephone number",
    "set_phrase": "it is part of a set phrase",
    "quoted": "it is in quotation marks, as the name of a policy does",
    "no_classifier": "no classifier follows, so it counts nothing",
    "scale_word": "it is a scale without a number",
    "compound_word": "it is part of a word",
    "place_name": "it begins a place's name",
    "indefinite_one": "一 only introduces something here",
    "slogan": "it is a slogan, not a count",
    "shortest_term": "it bounds how long what is counted has lasted",
    "ratio_bound": "it bounds the ratio of what is counted",
    "places_counted": "it counts the places just named",
    "announces": "it announces or points back, and counts nothing itself",
    "time_or_grade": "it is a time or a grade",
    "class_bound": "it bounds a class of things and says nothing of their number",
    "top_named": "it is how many of the first are named next",
    "rank_of_another": "it is the rank of another",
    "ratio": "it is a ratio whose parts do not add up to a whole",
    "anniversary": "it is an anniversary",
    "bare_number": "it has neither a unit nor a table's header that gives one",
    "no_number": "it is not written as a number",
    "too_large": "its value is over 10^18, which nothing here counts",
    "unread": "no rule took it up",
}

# Why a statement has the attribute it has: column → rule → words.
RULES: dict[str, dict[str, str]] = {
    "stance": {
        "section": "its section speaks so",
        "plan_word": "a word of intent governs it",
        "estimate_word": "it is said to be expected",
        "provision_word": "it is granted or required by a rule",
        "grant": "it is what a plan promises to give",
        "now": "it is said to be so now",
        "time_before_plan": "its time lies before what the section plans for",
        "time_after_report": "its time lies after what the report reports on",
        "start_of_change": "it is where a change began",
    },
    "measure": {
        "indicator": "that is the nature of the indicator",
        "verb": "the verb tells",
        "verb_after": "the verb behind the number tells",
        "verb_of_cutting": "the verb says that something was cut",
        "predicate": "what the counted things did follows them",
        "completed": "it is said to be completed, in a plan or as an area",
        "level_word": "a word for a level tells",
        "growth_word": "a word of growth tells",
        "growth_noun": "its noun speaks of growth",
        "growth_of_ratio": "a word of growth tells, and a ratio changes in points",
        "growth_without_base": "a word of growth without anything to compare with says what was added",
        "sign": "it has a sign",
        "share_word": "a word for a share tells",
        "fraction": "it is written as a fraction",
        "ratio": "it is the level of a ratio",
        "gap_word": "a word of comparison tells",
        "start_of_change": "it is where a change began",
        "per_head": "it is an amount per head or per unit",
        "division": "every district, town or village there is",
        "holder": "it holds what is counted of it",
        "acted_on": "what stands is what the plan acts on",
        "standing": "it describes what exists at the time",
        "state_of_work": "it tells how many are in one state of the work",
        "size": "it is a size",
        "money": "money without a word for a level flows",
        "money_outstanding": "it is money outstanding",
        "cumulative": "it is said to be cumulative",
        "output": "it is an output",
        "act": "its noun names what was done in the period",
        "capacity": "what can be made, or is there, stands",
        "group": "a group that has its number for a name stands",
        "state": "what the counted things have reached is a state",
        "covered": "it is what something reaches",
        "employed": "it is how many have work there",
        "total": "of firms the total is of those that there are",
        "per_unit": "it is an amount for each",
        "whole_year": "it is counted over the year",
        "net_increase": "a net increase over a named time is a change",
        "elected": "people were elected in the period",
        "won": "it was striven for and won in the period",
        "counts_of_plan": "it is how many figures or tasks a plan has",
        "rule": "a rule says it",
        "unit": "the unit tells",
        "default": "nothing says otherwise",
    },
    "comparator": {
        "none": "nothing bounds the number",
        "before": "a word before the number bounds it",
        "after": "a word after the number bounds it",
        "inside": "a word between number and unit bounds it",
        "top_n": "it is the last of the ranks spoken of",
        "fall": "a fall within a bound is a change above it",
        "round_number": "a round number without a digit is about that many",
    },
    "unit": {
        "written": "it is written with the number",
        "header": "a header or the whole gives it",
        "points_of_a_ratio": "a ratio changes in percentage points",
    },
    "indicator": {
        "phrase": "the noun phrase names it",
        "head": "the noun that the phrase omits names it",
        "whole": "the whole that it is a part of names it",
        "context": "the words around the phrase tell",
        "none": "the noun phrase names none",
    },
    "region": {
        "explicit": "it is named beside the number",
        "sentence": "it is named earlier in the sentence",
        "paragraph": "the paragraph is about it",
        "document": "the report is about it",
    },
    "period": {
        "explicit": "it is said beside the number",
        "sentence": "it is said earlier in the sentence",
        "section": "the section speaks of it",
        "report_year": "a target without a time is one of the report's year",
        "paragraph": "the paragraph began with it",
        "change_base": "the change began before the time it leads to",
    },
    "basis": {
        "basis_word": "a word for it is said",
        "base_said": "the time compared with is named",
        "years_in_force": "the sentence speaks of several years",
        "yearly_report": "bare growth in a report on a year is that against the year before",
    },
    "reference": {
        "place": "it is a place that the text names",
        "words": "in the words of the text",
        "unsaid": "the text does not say",
    },
}


def explain(connection: duckdb.DuckDBPyConnection, prefix: str) -> str:
    """The story of the one statement whose key begins so. Raises BadUse where there is none, or more than one."""
    row = find(connection, prefix)
    head = [row["statement_key"], f"{row['report']}: {row['document_title'] or 'without a title'}"]
    if row["file_name"]:
        head.append(" ".join(filter(None, (row["file_name"], row["source_url"]))))
    if row["section_heading"]:
        head.append(f"{row['section_heading']} ({row['section_kind']})")
    lines = [*head, "", mark(row), ""]
    decisions = decide(row)
    width = max(len(name) for name, *_ in decisions)
    for name, value, reason in decisions:
        lines.append(f"{name:{width}}  {value}" + (f" – {reason}" if reason else ""))
    return "\n".join(lines)


def find(connection: duckdb.DuckDBPyConnection, prefix: str) -> Row:
    """The row of the one statement whose key begins so. Raises BadUse."""
    if not prefix:
        raise BadUse("which statement? a statement_key, or how it begins")
    try:
        answer = connection.execute(QUERY, [prefix])
    except duckdb.Error as error:
        raise KejiError(f"this release tells no stories: {error}") from error
    columns = [column[0] for column in answer.description or []]
    rows = [dict(zip(columns, values, strict=True)) for values in answer.fetchmany(MOST_CANDIDATES + 1)]
    if not rows:
        raise BadUse(f"no statement's key begins with {prefix}")
    if len(rows) > 1:
        shown = [f"  {row['statement_key']}  {row['report']}: {row['span_text']}" for row in rows[:MOST_CANDIDATES]]
        more = ["  …"] if len(rows) > MOST_CANDIDATES else []
        raise BadUse("\n".join([f"several statements' keys begin with {prefix}:", *shown, *more]))
    return rows[0]


def mark(row: Row) -> str:
    """The sentence with its number between 【 and 】; the number alone where the sentence is not kept."""
    text, span = row["sentence_text"], row["span_text"]
    if text is None or row["sentence_start"] is None:
        return f"【{span}】"
    start = row["span_start"] - row["sentence_start"]
    return f"{text[:start]}【{text[start : start + len(span)]}】{text[start + len(span) :]}"


def decide(row: Row) -> list[tuple[str, str, str]]:
    """What was decided, how it came out, and why."""
    if row["disposition"] != "fact":
        why = _words(DISPOSITIONS, row["disposition_rule"])
        return [("states", "nothing", f"{row['disposition']}: {why}" if why else row["disposition"])]
    said = f"“{row['comparator_text']}”" if row["comparator_text"] else ""
    decisions = [
        ("number", f"{row['number_text']} → {_value(row)}", ""),
        ("unit", row["unit"], _why(row, "unit")),
        ("comparator", row["comparator_en"], _why(row, "comparator") + (f": {said}" if said else "")),
        ("indicator", _indicator(row), f"{_why(row, 'indicator')}: “{row['indicator_text']}”"),
        ("stance", row["stance_en"], _why(row, "stance")),
        ("measure", row["measure_en"], _why(row, "measure")),
        ("region", row["region"] or "unknown", _why(row, "region") + (" (inferred)" if row["is_inferred"] else "")),
        ("period", f"{row['period_start']} to {row['period_end']}", _why(row, "period")),
    ]
    if row["basis"]:
        base = f", against {row['base_period']}" if row["base_period"] else ""
        decisions.append(("basis", f"{row['basis_en']}{base}", _why(row, "basis")))
    if row["reference"] or row["reference_rule"]:
        decisions.append(("reference", row["reference"] or "unknown", _why(row, "reference")))
    if row.get("is_suspect"):
        decisions.append(("suspect", row["suspect_reason_en"], "seeds/thresholds.csv says from where on"))
    if row.get("confidence") is not None:
        decisions.append(
            ("confidence", f"{row['confidence']:.2f}, {'sure' if row['is_sure'] else 'unsure'}", _features(row))
        )
    if row["is_corrected"]:
        decisions.append(("corrected", "yes", "an analyst's correction replaces what was read"))
    return decisions


def _value(row: Row) -> str:
    """The value in the base unit, and the interval it means."""
    if row["value"] is None:
        return "unknown"
    value = number(row["value"]) + (f" to {number(row['value_high'])}" if row["value_high"] is not None else "")
    return f"{value}, that is {row['interval_text']}" if row["interval_text"] else value


def _indicator(row: Row) -> str:
    return f"{row['indicator']} ({row['indicator_en']})" if row["indicator"] else "none"


def _features(row: Row) -> str:
    """What speaks against its reading, and what for it, as seeds/weights.csv weighs it, and the other indicator it names."""
    sides = (("against it", row.get("doubts")), ("for it", row.get("supports")))
    said = [f"{side}: {', '.join(features.split()[:MOST_FEATURES])}" for side, features in sides if features]
    if row.get("runner_up"):
        said.append(f"or else {row['runner_up']}")
    return "; ".join(said)


def _why(row: Row, attribute: str) -> str:
    return _words(RULES[attribute], row[f"{attribute}_rule"])


def _words(words: dict[str, str], rule: str | None) -> str:
    return words.get(rule, rule) if rule else ""
