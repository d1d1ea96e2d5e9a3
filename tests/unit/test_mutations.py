"""Every check can fail: a built warehouse is broken in one place, and the check that owns the place must notice.

Each mutation is made in a copy of the built file, inside a transaction that is rolled back, and judged by one check
alone: a test of dbt by its compiled SQL, an expectation by its suite, an identity or a mark by its models run anew. What
caught what is kept in docs/quality.md.
"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pytest

from loaders.warehouse import checks
from tests.expectations import frames
from tests.unit.conftest import PROJECT, Warehouse

PAGE = PROJECT / "docs" / "quality.md"
BEGIN, END = "<!-- mutations: written by tests/unit/test_mutations.py -->", "<!-- end of mutations -->"


@dataclass(frozen=True, slots=True)
class Mutation:
    """What is broken, by which statements, and the check that must catch it."""

    what: str
    tool: str  # ledger, expectations, dbt, identity, suspect
    check: str
    break_it: tuple[str, ...]


def ledger(what: str, check: str, *break_it: str) -> Mutation:
    return Mutation(what, "ledger", check, break_it)


def expectations(what: str, check: str, *break_it: str) -> Mutation:
    return Mutation(what, "great_expectations", check, break_it)


def by_dbt(what: str, check: str, *break_it: str) -> Mutation:
    return Mutation(what, "dbt", check, break_it)


def identity(what: str, check: str, *break_it: str) -> Mutation:
    return Mutation(what, "identity", check, break_it)


def suspect(what: str, check: str, *break_it: str) -> Mutation:
    return Mutation(what, "suspect", check, break_it)


def free(table: str) -> str:
    """The table without the keys that DuckDB itself would defend."""
    return f"create or replace table {table} as select * from {table}"


def twice(table: str) -> tuple[str, str]:
    return free(table), f"insert into {table} select * from {table} limit 1"


def one_less(table: str, key: str, condition: str = "true") -> tuple[str, str]:
    return free(table), f"delete from {table} where {key} = (select min({key}) from {table} where {condition})"


def said(report: str, span_text: str, changes: str, indicator: str = "%") -> str:
    """Change what a sample report says with these words."""
    return f"""
        update intermediate.int_statements set {changes}
        where report like '{report}%' and span_text = '{span_text}' and coalesce(indicator_code, '') like '{indicator}'
    """


def said_of(measure: str, changes: str, unit: str = "%") -> str:
    """Change the first number of a measure and unit."""
    return f"""
        update intermediate.int_statements set {changes}
        where statement_key = (
            select min(statement_key) from intermediate.int_statements
            where disposition = 'fact' and measure = '{measure}' and unit like '{unit}'
        )
    """


def says_too(report: str, span_text: str, indicator: str, changes: str, sentence: int = 10**6) -> str:
    """Let a report say something again, with some of it changed, so many characters on."""
    return f"""
        insert into intermediate.int_statements
        select * replace (md5(statement_key || 'again') as statement_key, sentence_start + {sentence} as sentence_start, {changes})
        from intermediate.int_statements
        where report like '{report}%' and span_text = '{span_text}' and indicator_code = '{indicator}'
        order by span_start desc limit 1
    """


STATEMENTS, PROFILES = free("marts.fct_statements"), free("marts.dim_statement_profile")


def of_measure(measure: str, changes: str, unit_group: str = "%") -> tuple[str, str]:
    return (
        STATEMENTS,
        f"""
        update marts.fct_statements set {changes}
        where statement_key = (
            select min(statement_key) from marts.fct_statements as statements
            inner join marts.dim_statement_profile as profiles using (statement_profile_key)
            inner join marts.dim_unit as units using (unit_key)
            where profiles.measure = '{measure}' and units.unit_group like '{unit_group}' and statements.is_current
        )
        """,
    )


UNIT = "unit_key = (select unit_key from marts.dim_unit where unit = '家')"

MUTATIONS = (
    # the ledger, and the text under it
    ledger("a number is dropped", "ledger_equals_independent_count", "delete from raw.numerals where rowid = 7"),
    ledger(
        "a number is made up",
        "ledger_equals_independent_count",
        "update raw.numerals set numeral_end = numeral_end + 1 where rowid = 7",
    ),
    ledger("a reading is dropped", "every_numeral_has_a_reading", "delete from raw.readings where rowid = 7"),
    ledger(
        "a span is shifted by one",
        "text_stands_at_its_span",
        "update raw.readings set span_start = span_start + 1 where rowid = 7",
    ),
    ledger(
        "a sentence is worded anew",
        "text_stands_at_its_span",
        "update raw.sentences set text = text || '。' where rowid = 7",
    ),
    ledger(
        "a character is lost in the text", "text_stands_at_its_span", "update raw.documents set text = substr(text, 2)"
    ),
    # single rows of raw
    expectations(
        "an encoding nobody reads",
        "raw_documents.encoding.expect_column_values_to_be_in_set",
        "update raw.documents set encoding = 'ebcdic'",
    ),
    expectations(
        "a region's code is cut short",
        "raw_documents.region_code.expect_column_values_to_match_regex",
        "update raw.documents set region_code = '2101'",
    ),
    expectations(
        "a report's kind is misspelt",
        "raw_documents.document_kind.expect_column_values_to_be_in_set",
        "update raw.documents set document_kind = 'sumary' where rowid = 0",
    ),
    expectations(
        "a kind of section nobody knows",
        "raw_sections.section_kind.expect_column_values_to_be_in_set",
        "update raw.sections set section_kind = 'epilogue' where rowid = 1",
    ),
    expectations(
        "a sentence ends before it begins",
        "raw_sentences.sentence_end.sentence_start.expect_column_pair_values_a_to_be_greater_than_b",
        "update raw.sentences set sentence_end = sentence_start - 1 where rowid = 3",
    ),
    expectations(
        "a script nobody writes",
        "raw_numerals.script.expect_column_values_to_be_in_set",
        "update raw.numerals set script = 'roman' where rowid = 3",
    ),
    expectations(
        "a reading is there twice",
        "raw_readings.expect_compound_columns_to_be_unique",
        "insert into raw.readings select * from raw.readings where rowid = 3",
    ),
    expectations(
        "a form nobody knows",
        "raw_readings.form.expect_column_values_to_be_in_set",
        "update raw.readings set form = 'riddle' where rowid = 3",
    ),
    expectations(
        "a column that nobody declared",
        "raw_tasks.expect_table_columns_to_match_ordered_list",
        "create or replace table raw.tasks as select *, 1 as surplus from raw.tasks",
    ),
    expectations(
        "a file is rejected for no known reason",
        "raw_rejects.reason.expect_column_values_to_be_in_set",
        "insert into raw.rejects (file_name, reason, is_error) values ('a.txt', 'whim', true)",
    ),
    # the star as a whole
    expectations(
        "a value is lost",
        "star_statements.value.expect_column_values_to_not_be_null",
        *of_measure("level", "value = null"),
    ),
    expectations(
        "a span swallows its sentence",
        "star_statements.span_length.expect_column_values_to_be_between",
        *of_measure("level", "span_end = span_end + 60"),
    ),
    expectations(
        "a slip of the pen puts a year into the next century",
        "star_statements.period_end_year.expect_column_values_to_be_between",
        free("marts.dim_period"),
        "update marts.dim_period set period_end = make_date(2202, 12, 31)",
    ),
    expectations(
        "there is nothing to publish",
        "star_statements.expect_table_row_count_to_be_between",
        "delete from marts.fct_statements",
    ),
    # what is odd about a number
    suspect("points are read as per mille", "magnitude", said_of("growth_points", "value = 600")),
    suspect("a scale is applied twice to money", "magnitude", said_of("flow", "value = value * 1e8", "元")),
    suspect("a scale is applied twice to a count", "magnitude", said_of("level", "value = value * 1e12", "家")),
    suspect("a rank in the millions", "magnitude", said_of("rank", "value = 1e6")),
    suspect(
        "R&D intensity without its point",
        "magnitude",
        "update intermediate.int_statements set value = value * 100 where indicator_code = 'rd_intensity'",
    ),
    suspect("a loss is taken for what was spent", "negative", said_of("flow", "value = -value", "元")),
    suspect("a range ends where it begins", "range_not_rising", said_of("level", "value_high = value")),
    suspect("a quotient is pasted", "decimals", said_of("growth_rate", "decimals = 16")),
    suspect("万 is read as 亿", "jump", said("shenyang", "2560家", "value = value * 1e4", "high_tech_enterprise")),
    suspect("a share of a whole of 140 %, marked", "over_whole", said("shenyang", "47%", "value = 140")),
    suspect(
        "a city has more than its province, marked",
        "over_parent",
        said("shenyang", "4559家", "value = 14559"),
        said("liaoning", "1万户", "comparator = 'eq', comparator_text = null"),
    ),
    # beside the last release
    expectations(
        "two thirds of the statements are gone",
        "drift_volumes.ratio.expect_column_values_to_be_between",
        STATEMENTS,
        "delete from marts.fct_statements where span_start % 3 <> 0",
    ),
    expectations(
        "every target is taken for a result",
        "drift_stance.points.expect_column_values_to_be_between",
        PROFILES,
        "update marts.dim_statement_profile set stance = 'actual'",
    ),
    expectations(
        "every flow is taken for a level",
        "drift_measure.points.expect_column_values_to_be_between",
        PROFILES,
        "update marts.dim_statement_profile set measure = 'level' where measure = 'flow'",
    ),
    # keys and relations
    by_dbt("a key is there twice", "fct_statements_statement_key_is_unique", *twice("marts.fct_statements")),
    by_dbt("a dimension's key is there twice", "dim_region_region_key_is_unique", *twice("marts.dim_region")),
    by_dbt(
        "a parent region is removed",
        "regions_parent_code_is_in_regions",
        "delete from seeds.regions where region_code = '210000'",
    ),
    by_dbt(
        "a region of statements is removed",
        "fct_statements_region_key_is_in_dim_region",
        free("marts.dim_region"),
        "delete from marts.dim_region where region_code = '210100'",
    ),
    by_dbt(
        "a document is removed",
        "fct_statements_document_key_is_in_dim_document",
        free("marts.dim_document"),
        "delete from marts.dim_document where report like 'shenyang%'",
    ),
    by_dbt(
        "a unit is removed",
        "fct_statements_unit_key_is_in_dim_unit",
        free("marts.dim_unit"),
        "delete from marts.dim_unit where unit = '家'",
    ),
    by_dbt("the unit of a rank is changed", "measures_have_their_units", *of_measure("rank", UNIT)),
    by_dbt("the unit of a share is changed", "measures_have_their_units", *of_measure("share", UNIT)),
    by_dbt("the unit of a growth is changed", "measures_have_their_units", *of_measure("growth_rate", UNIT)),
    by_dbt(
        "a stance nobody knows",
        "dim_statement_profile_stance_is_known",
        PROFILES,
        "update marts.dim_statement_profile set stance = 'wish' where stance = 'target'",
    ),
    by_dbt(
        "an unknown result of a check",
        "fct_identity_checks_result_is_known",
        free("marts.fct_identity_checks"),
        "update marts.fct_identity_checks set result = 'perhaps'",
    ),
    by_dbt(
        "a check joins a statement that is gone",
        "bridge_identity_statements_statement_key_is_in_fct_statements",
        free("marts.bridge_identity_statements"),
        "update marts.bridge_identity_statements set statement_key = md5(statement_key)",
    ),
    by_dbt(
        "a member of a check is there twice",
        "bridge_identity_statements_numbers_its_members_once",
        *twice("marts.bridge_identity_statements"),
    ),
    by_dbt(
        "an identity's relation is misspelt",
        "identities_relation_is_known",
        "update seeds.identities set relation = 'about' where code = 'repeat'",
    ),
    by_dbt(
        "a report has no current version",
        "int_document_versions_has_a_current_version_a_report",
        "update intermediate.int_document_versions set is_current = false",
    ),
    # reconciliation
    by_dbt(
        "a statement's span is shifted",
        "every_span_shows_its_source",
        free("reporting.rpt_statements"),
        "update reporting.rpt_statements set span_start = span_start - 1 where disposition = 'fact'",
    ),
    by_dbt(
        "a number falls out of the ledger",
        "every_numeral_is_in_the_ledger",
        *one_less("marts.fct_numerals", "numeral_key"),
    ),
    by_dbt(
        "a statement comes from nowhere",
        "every_statement_comes_from_one_reading",
        STATEMENTS,
        "update marts.fct_statements set ordinal = 77, span_start = 1, span_end = 3",
    ),
    by_dbt(
        "a row is lost on the way to the readers",
        "every_number_has_its_row_in_rpt_statements",
        free("reporting.rpt_statements"),
        "delete from reporting.rpt_statements where span_start % 5 = 0",
    ),
    by_dbt(
        "a reading is lost on the way to the readers",
        "every_reading_reaches_a_statement",
        free("reporting.rpt_statements"),
        "delete from reporting.rpt_statements where disposition = 'fact' and span_start % 5 = 0",
    ),
    by_dbt(
        "a sentence is lost",
        "every_document_sentence_and_task_arrives",
        *one_less("marts.dim_sentence", "sentence_key"),
    ),
    by_dbt(
        "a target is in no fact table",
        "every_statement_has_its_kind_of_fact",
        *one_less("marts.fct_targets", "statement_key"),
    ),
    by_dbt(
        "an office of a task is lost",
        "tasks_have_the_offices_counted",
        *one_less("marts.bridge_task_organizations", "task_key"),
    ),
    by_dbt(
        "a day is missing from the calendar",
        "the_calendar_has_no_gaps",
        *one_less("marts.dim_date", "date_key", "date_key > 20200101"),
    ),
    by_dbt(
        "a label is missing",
        "reporting_shows_every_label",
        free("reporting.rpt_statements"),
        "update reporting.rpt_statements set stance_zh = null",
    ),
    # statements held against each other
    identity("a share of a whole of 140 %", "share_within_whole", said("shenyang", "47%", "value = 140")),
    identity("a rank of 0", "rank_in_range", said("fuyang", "第3位", "value = 0")),
    identity("the 99th of sixteen cities", "rank_within_peers", said("fuyang", "第3位", "value = 99")),
    identity(
        "a number said twice is changed once",
        "repeat",
        said("chongqing", "4222家", "value = 4223") + " and span_start > 1000",
    ),
    identity(
        "a part is more than its whole", "parts_within_whole", said("chongqing", "13个", "value = 23", "agri_tech_park")
    ),
    identity("parts of a total are one too many", "parts_within_whole", said("yingkou", "25件", "value = 26")),
    identity(
        "more new ones than there are",
        "new_within_cumulative",
        said("shenyang", "11家", "value = 33", "new_rd_institution"),
    ),
    identity("a growth rate is misread", "growth_gives_whole_number", said("shenyang", "39.43%", "value = 39.48")),
    identity(
        "last year's report says otherwise",
        "growth_agrees_with_earlier_level",
        says_too(
            "shenyang",
            "2560家",
            "high_tech_enterprise",
            "make_date(2019, 1, 1) as period_start, make_date(2019, 12, 31) as period_end, 1900 as value",
        ),
    ),
    identity(
        "doubled is read as tripled", "multiple_agrees_with_average_growth", said("shenyang", "翻一番", "value = 3")
    ),
    identity("a share is misread", "share_gives_whole_number", said("shenyang", "59%", "value = 57.4, decimals = 1")),
    identity(
        "a province has less than its city's share implies",
        "share_agrees_with_whole",
        said("liaoning", "600亿元", "value = 1e11, stance = 'actual', comparator = 'eq', comparator_text = null"),
    ),
    identity(
        "a province states another intensity",
        "gap_agrees_with_reference",
        says_too("shenyang", "2.64%", "rd_intensity", "'210000' as region_code, '辽宁省' as region_name, 2.5 as value"),
    ),
    identity(
        "two cities imply two provinces",
        "implied_references_agree",
        says_too("shenyang", "2.64%", "rd_intensity", "'210200' as region_code, '大连市' as region_name, 3.3 as value"),
        says_too(
            "shenyang", "0.60个百分点", "rd_intensity", "'210200' as region_code, '大连市' as region_name, 0.2 as value"
        ),
    ),
    identity(
        "more invention patents than patents", "indicator_within_parent", said("fuyang", "6244件", "value = 16244")
    ),
    identity(
        "a city has more than its province",
        "place_within_parent",
        said("shenyang", "4559家", "value = 14559"),
        said("liaoning", "1万户", "comparator = 'eq', comparator_text = null"),
    ),
    identity(
        "patents per head do not fit patents and people",
        "ratio_agrees_with_its_terms",
        said("fuyang", "13065件", "indicator_code = 'rd_expenditure', value = 4e9, scale = 1"),
        said("fuyang", "4892件", "indicator_code = 'gdp', value = 2e11"),
    ),
    identity(
        "a target below what there is",
        "target_above_last_level",
        said("shenyang", "3000家", "value = 2000, comparator = 'eq', comparator_text = null"),
    ),
    identity(
        "a target called met is missed",
        "target_called_met_is_met",
        says_too("fuyang", "2.44亿元", "tech_contract_value", "'target' as stance, 3e8 as value", sentence=0),
    ),
    identity(
        "a result of a year to come",
        "period_within_horizon",
        said("fuyang", "2.44亿元", "period_end = make_date(2030, 12, 31)"),
    ),
)


# What the identities read of each statement: a statement that is put in or changed has its thing and its interval, too.
BEFORE_IDENTITIES = (
    "int_statement_intervals",
    "int_statement_suspects",
    "int_series_phrases",
    "int_phrase_tiers",
    "int_phrase_qualifiers",
    "int_phrase_restrictions",
    "int_phrase_things",
    "int_statement_series",
)


@dataclass(frozen=True, slots=True)
class Bench:
    """The copy that is broken, the file it was copied from, and the SQL that dbt compiled for both models and tests."""

    copy: duckdb.DuckDBPyConnection
    original: duckdb.DuckDBPyConnection
    tests: dict[str, str]
    models: dict[str, str]  # in the order in which dbt built them

    def count(self, query: str) -> int:
        found = self.copy.execute(query).fetchone()
        assert found is not None
        return int(found[0])

    def failures(self, mutation: Mutation) -> int:
        """How much the check that owns the place finds wrong now."""
        if mutation.tool == "ledger":
            return len(checks.IDENTITIES[mutation.check](self.copy))
        if mutation.tool == "great_expectations":
            return self._expectation(mutation.check)
        if mutation.tool == "dbt":
            return self.count(f"select count(*) from ({self.tests[mutation.check]})")
        for name, code in self.models.items():
            self.copy.execute(f"create or replace table intermediate.{name} as {code}")
        if mutation.tool == "suspect":
            return self.count(
                f"select count(*) from intermediate.int_statement_suspects where suspect_reason = '{mutation.check}'"
            )
        return self.count(
            f"""
            select count(*) from intermediate.int_identity_checks
            where identity_code = '{mutation.check}' and result = 'violated'
            """
        )

    def _expectation(self, check: str) -> int:
        from tests.expectations import suites  # brings Great Expectations  # noqa: PLC0415

        suite = check.split(".", 1)[0]
        rows = list(suites.validate(frames.take(self.copy, self.original, suite), suite))
        found = [row for row in rows if row["check_name"] == check]
        assert found, f"{check} is none of {[row['check_name'] for row in rows]}"
        return sum(row["outcome"] in ("fail", "warn") for row in found)


@pytest.fixture(scope="module")
def bench(sample_warehouse: Warehouse, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    # The name is part of what dbt compiled: "warehouse"."marts"."fct_statements".
    place = tmp_path_factory.mktemp("broken") / "warehouse.duckdb"
    shutil.copy(sample_warehouse.database, place)
    codes: dict[str, dict[str, str]] = {"test": {}, "model": {}}
    for result in sample_warehouse.results:
        kind, _, name, *_ = result["unique_id"].split(".")
        if kind in codes:
            codes[kind][name] = result["compiled_code"]
    models = {
        name: code
        for name, code in codes["model"].items()
        if name in BEFORE_IDENTITIES or (name.startswith("int_identity") and name != "int_identity_explanations")
    }
    with (
        duckdb.connect(str(place)) as copy,
        duckdb.connect(str(sample_warehouse.database), read_only=True) as original,
    ):
        yield Bench(copy, original, codes["test"], models)


def test_there_are_enough_and_each_is_its_own() -> None:
    assert len(MUTATIONS) >= 40
    assert len({mutation.what for mutation in MUTATIONS}) == len(MUTATIONS)


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: f"{mutation.check}: {mutation.what}")
def test_the_check_that_should_catches_it(bench: Bench, mutation: Mutation) -> None:
    before = bench.count(
        f"""
        select count(*) from (
            select identity_code from marts.fct_identity_checks inner join marts.dim_identity using (identity_key)
            where result = 'violated'
            union all
            select suspect_reason from marts.fct_statements
        )
        where identity_code = '{mutation.check}'
        """
    )
    bench.copy.execute("begin transaction")
    try:
        for statement in mutation.break_it:
            bench.copy.execute(statement)
        assert bench.failures(mutation) > before, f"{mutation.check} did not notice: {mutation.what}"
    finally:
        bench.copy.execute("rollback")


def test_unbroken_nothing_is_found(bench: Bench) -> None:
    """What the mutations are held against: no check finds anything in the copy as it was built."""
    found: list[Any] = [
        mutation.check for mutation in MUTATIONS if mutation.tool in ("ledger", "dbt") and bench.failures(mutation)
    ]
    names = {mutation.check for mutation in MUTATIONS if mutation.tool == "great_expectations"}
    found += [name for name in sorted(names) if bench._expectation(name)]
    assert found == []


def table() -> str:
    rows = [f"| {mutation.what} | {mutation.tool} | `{mutation.check}` |" for mutation in MUTATIONS]
    return "\n".join([BEGIN, "| mutation | tool | caught by |", "| --- | --- | --- |", *rows, END])


def test_the_page_names_what_catches_what() -> None:
    page = PAGE.read_text(encoding="utf-8")
    head, rest = page.split(BEGIN, 1)
    written = head + table() + rest.split(END, 1)[1]
    if written != page:
        PAGE.write_text(written, encoding="utf-8")
        pytest.fail("docs/quality.md did not name every mutation; it was written anew, look at what has changed")


def test_the_page_is_where_it_should_be() -> None:
    assert Path(PAGE).is_file()
