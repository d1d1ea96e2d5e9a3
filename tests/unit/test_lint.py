"""Each rule of the project's lint, broken once; and the project itself, which breaks none."""

import copy
from typing import Any

import pytest

from tests.lint import portable
from tests.lint.finding import Finding
from tests.lint.project import Project
from tests.lint.rules import check


def column(name: str, data_type: str = "string", *, constraints: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    return {"name": name, "data_type": data_type, "description": "What it holds.", "constraints": constraints or []}


def model(layer: str, name: str, *parents: str, materialized: str = "table", **more: Any) -> dict[str, Any]:
    is_open = layer in ("marts", "reporting")
    key = column("thing_key", constraints=[{"type": "primary_key"}])
    return {
        "unique_id": f"model.keji.{name}",
        "name": name,
        "resource_type": "model",
        "fqn": ["keji", layer, name],
        "description": "One row per thing.",
        "depends_on": {"nodes": list(parents)},
        "raw_code": "select * from {{ ref('x') }}",
        "columns": {"thing_key": key},
        "constraints": [],
        "config": {
            "materialized": materialized,
            "contract": {"enforced": is_open},
            "access": "public" if is_open else "protected",
        },
        **more,
    }


def generic_test(kind: str, node: str, column_name: str = "thing_key") -> dict[str, Any]:
    name = f"{node}_{column_name}_{kind}"
    return {
        "unique_id": f"test.keji.{name}",
        "name": name,
        "resource_type": "test",
        "description": "What to do.",
        "attached_node": f"model.keji.{node}",
        "column_name": column_name,
        "test_metadata": {"name": kind},
        "depends_on": {"nodes": [f"model.keji.{node}"]},
    }


SOURCE = "source.keji.raw.things"


@pytest.fixture
def manifest() -> dict[str, Any]:
    """A project of one source and a model in each layer, which breaks no rule."""
    models = [
        model("staging", "stg_things", SOURCE, materialized="view"),
        model("intermediate", "int_things", "model.keji.stg_things"),
        model("marts", "fct_things", "model.keji.int_things"),
        model("reporting", "rpt_things", "model.keji.fct_things"),
    ]
    tests = [generic_test(kind, node["name"]) for node in models for kind in ("unique", "not_null")]
    return {
        "nodes": {node["unique_id"]: node for node in [*models, *tests]},
        "sources": {
            SOURCE: {
                "unique_id": SOURCE,
                "name": "things",
                "resource_type": "source",
                "description": "Things.",
                "columns": {},
            }
        },
        "exposures": {"exposure.keji.readers": {"name": "readers", "depends_on": {"nodes": ["model.keji.rpt_things"]}}},
        "unit_tests": {
            "a": {"model": "fct_things"},
            "b": {"model": "rpt_things"},
        },
    }


def rules_broken(manifest: dict[str, Any]) -> set[str]:
    return {finding.rule for finding in check(Project(manifest))}


def test_a_good_project_breaks_no_rule(manifest: dict[str, Any]) -> None:
    assert check(Project(manifest)) == []


def _rename(manifest: dict[str, Any]) -> None:
    manifest["nodes"]["model.keji.stg_things"]["name"] = "things"


def _move(manifest: dict[str, Any]) -> None:
    manifest["nodes"]["model.keji.stg_things"]["fqn"][1] = "elsewhere"


def _read_a_source(manifest: dict[str, Any]) -> None:
    manifest["nodes"]["model.keji.fct_things"]["depends_on"]["nodes"].append(SOURCE)


def _stage_twice(manifest: dict[str, Any]) -> None:
    add(manifest, model("staging", "stg_more", "model.keji.stg_things"))


def _report_on_reports(manifest: dict[str, Any]) -> None:
    manifest["nodes"]["model.keji.rpt_things"]["depends_on"]["nodes"].append("model.keji.int_things")


def _read_backwards(manifest: dict[str, Any]) -> None:
    manifest["nodes"]["model.keji.int_things"]["depends_on"]["nodes"].append("model.keji.fct_things")


def _leave_a_source(manifest: dict[str, Any]) -> None:
    manifest["nodes"]["model.keji.stg_things"]["depends_on"]["nodes"] = []


def _read_a_source_twice(manifest: dict[str, Any]) -> None:
    add(manifest, model("staging", "stg_again", SOURCE))


def _join_sources(manifest: dict[str, Any]) -> None:
    other = {**manifest["sources"][SOURCE], "unique_id": "source.keji.raw.other", "name": "other"}
    manifest["sources"]["source.keji.raw.other"] = other
    manifest["nodes"]["model.keji.stg_things"]["depends_on"]["nodes"].append("source.keji.raw.other")


def _hang_many_ends_on_one(manifest: dict[str, Any]) -> None:
    for number in range(4):
        add(manifest, model("marts", f"dim_{number}", "model.keji.int_things"))


def _hard_code(manifest: dict[str, Any]) -> None:
    manifest["nodes"]["model.keji.fct_things"]["raw_code"] = "select 1 from raw.things"


def _join_much(manifest: dict[str, Any]) -> None:
    manifest["nodes"]["model.keji.fct_things"]["raw_code"] = "select 1" + " inner join x on true" * 8


def _join_too_much_to_show(manifest: dict[str, Any]) -> None:
    manifest["nodes"]["model.keji.rpt_things"]["raw_code"] = "select 1" + " inner join x on true" * 11


def _chain_views(manifest: dict[str, Any]) -> None:
    parent = "model.keji.stg_things"
    for number in range(4):
        add(manifest, model("intermediate", f"int_{number}", parent, materialized="view"))
        parent = f"model.keji.int_{number}"


def _drop_the_key_test(manifest: dict[str, Any]) -> None:
    del manifest["nodes"]["test.keji.fct_things_thing_key_unique"]


def _drop_the_key(manifest: dict[str, Any]) -> None:
    manifest["nodes"]["model.keji.fct_things"]["columns"]["thing_key"]["constraints"] = []


def _point_nowhere(manifest: dict[str, Any]) -> None:
    manifest["nodes"]["model.keji.fct_things"]["columns"]["other_key"] = column("other_key")


def _drop_the_contract(manifest: dict[str, Any]) -> None:
    manifest["nodes"]["model.keji.rpt_things"]["config"]["contract"]["enforced"] = False


def _close(manifest: dict[str, Any]) -> None:
    manifest["nodes"]["model.keji.rpt_things"]["config"]["access"] = "protected"


def _say_nothing(manifest: dict[str, Any]) -> None:
    manifest["nodes"]["model.keji.fct_things"]["columns"]["thing_key"]["description"] = ""


def _test_without_advice(manifest: dict[str, Any]) -> None:
    manifest["nodes"]["test.keji.fct_things_thing_key_unique"]["description"] = ""


def _hide_the_grain(manifest: dict[str, Any]) -> None:
    manifest["nodes"]["model.keji.fct_things"]["description"] = "Things."


def _test_nothing(manifest: dict[str, Any]) -> None:
    for kind in ("unique", "not_null"):
        del manifest["nodes"][f"test.keji.int_things_thing_key_{kind}"]


def _drop_the_unit_test(manifest: dict[str, Any]) -> None:
    del manifest["unit_tests"]["a"]


def _show_to_nobody(manifest: dict[str, Any]) -> None:
    manifest["exposures"].clear()


def _expose_the_inside(manifest: dict[str, Any]) -> None:
    manifest["exposures"]["exposure.keji.readers"]["depends_on"]["nodes"].append("model.keji.int_things")


def _misname_a_boolean(manifest: dict[str, Any]) -> None:
    manifest["nodes"]["model.keji.fct_things"]["columns"]["good"] = column("good", "boolean")


def _misname_a_time(manifest: dict[str, Any]) -> None:
    manifest["nodes"]["model.keji.fct_things"]["columns"]["loaded"] = column("loaded", "timestamp")


def _misname_a_day(manifest: dict[str, Any]) -> None:
    manifest["nodes"]["model.keji.fct_things"]["columns"]["issued_on"] = column("issued_on", "string")


def add(manifest: dict[str, Any], node: dict[str, Any]) -> None:
    manifest["nodes"][node["unique_id"]] = node


@pytest.mark.parametrize(
    ("break_it", "rule"),
    [
        (_rename, "naming"),
        (_move, "naming"),
        (_read_a_source, "direct-source"),
        (_stage_twice, "staging-on-staging"),
        (_report_on_reports, "backwards"),
        (_read_backwards, "backwards"),
        (_leave_a_source, "unused-source"),
        (_leave_a_source, "root-model"),
        (_read_a_source_twice, "source-fanout"),
        (_join_sources, "multiple-sources"),
        (_hang_many_ends_on_one, "fan-out"),
        (_hard_code, "hard-coded-reference"),
        (_join_much, "joins"),
        (_join_too_much_to_show, "joins"),
        (_chain_views, "chained-views"),
        (_drop_the_key_test, "primary-key"),
        (_drop_the_key, "primary-key"),
        (_point_nowhere, "foreign-key"),
        (_drop_the_contract, "contract"),
        (_close, "access"),
        (_say_nothing, "undocumented"),
        (_test_without_advice, "undocumented"),
        (_hide_the_grain, "grain"),
        (_test_nothing, "untested"),
        (_drop_the_unit_test, "unit-test"),
        (_show_to_nobody, "exposure"),
        (_expose_the_inside, "exposure"),
        (_misname_a_boolean, "column-name"),
        (_misname_a_time, "column-name"),
        (_misname_a_day, "column-name"),
    ],
)
def test_each_rule_catches_what_breaks_it(manifest: dict[str, Any], break_it: Any, rule: str) -> None:
    broken = copy.deepcopy(manifest)
    break_it(broken)
    assert rule in rules_broken(broken)


def test_what_people_open_may_join_a_dimension_for_each_thing_it_shows(manifest: dict[str, Any]) -> None:
    manifest["nodes"]["model.keji.rpt_things"]["raw_code"] = "select 1" + " inner join x on true" * 10
    assert "joins" not in rules_broken(manifest)


GOOD_SQL = """
with numbered as (
    select thing_key, md5(concat_ws('|', a, coalesce(b, ''))) as hash, round(cast(a as double), 2) as a,
        row_number() over (partition by a order by b desc, thing_key asc) as position
    from things
    left join others on things.b = others.b
    where contains(c, 'x') and year(day) * 100 + month(day) > 202001
)
select thing_key, count(*) as n, sum(case when a > 0 then 1 else 0 end) as m from numbered group by thing_key
union all
select thing_key, 1 as n, 2 as m from numbered
"""


def test_what_both_engines_run_passes() -> None:
    assert portable.check_sql("good", GOOD_SQL) == []


def test_what_a_macro_wrote_for_one_engine_is_passed_over() -> None:
    sql = "select /* by engine */ date_diff('day', a, b) /* end by engine */ as days from t"
    assert portable.check_sql("dispatched", sql) == []
    assert portable.check_sql("bare", sql.replace("by engine", "")) != []


@pytest.mark.parametrize(
    "sql",
    [
        "select a from t qualify row_number() over (order by a_key) = 1",
        "select * exclude (a) from t",
        "select * replace (1 as a) from t",
        "select unnest(a) from t",
        "select a from t, unnest([1, 2]) as u(a)",
        "select list_transform(a, x -> x + 1) from t",
        "select {'a': 1} as s",
        "select [1, 2] as s",
        "select a[1] from t",
        "select a[1:2] from t",
        "select a // 2 from t",
        "select a from t where a ilike 'x'",
        "select a from t where a similar to 'x'",
        "select a from t using sample 10",
        "pivot t on a using sum(b)",
        "select a from t asof join u on t.a >= u.a",
        "select a from t positional join u",
        "select a from t natural join u",
        "select a from t semi join u on t.a = u.a",
        "select a from t anti join u on t.a = u.a",
        "select a from t join u using (a)",
        "select distinct on (a) a, b from t",
        "select a, count(*) from t group by all",
        "select sum(a) filter (where b) from t",
        "select * from (values (1)) as v(a)",
        "select current_date",
        "select now()",
        "select random()",
        "select day + interval 1 day from t",
        "select a at time zone 'UTC' from t",
        "select try_cast(a as integer) from t",
        "select cast(a as hugeint) from t",
        "select cast(a as uinteger) from t",
        "select concat(a, b) from t",
        "select string_agg(a, ',') from t",
        "select array_agg(a) from t",
        "select date_diff('day', a, b) from t",
        "select generate_series(1, 2)",
        "select strftime(a, '%Y') from t",
        "select list_contains(a, 1) from t",
        "select regexp_matches(a, 'x') from t",
        "select epoch_ms(a) from t",
        "select row_number() over (order by a) as n from t",
        "select row_number() over () as n from t",
        "select from where",
    ],
)
def test_what_only_one_engine_runs_is_caught(sql: str) -> None:
    assert portable.check_sql("bad", sql) != []


def test_findings_read_well() -> None:
    assert str(Finding("joins", "fct_x", "has 9 joins")) == "fct_x: has 9 joins [joins]"
