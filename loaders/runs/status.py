"""What there is to say of a warehouse: its release, its runs, what is waiting; and of a run that has ended."""

import sys
from pathlib import Path
from typing import Any

from loaders.errors import KejiError
from loaders.home import Home
from loaders.read import take_inventory
from loaders.runs import diff, lock, release
from loaders.runs.pipeline import Result
from loaders.runs.release import Release
from loaders.show import display
from loaders.warehouse import naming, state, store

LAST_RUNS = 10
COUNTS = """
    select
        (select count(*) from marts.dim_document where is_current) as reports,
        (select count(*) from marts.fct_numerals where is_current) as numbers,
        (select count(*) from marts.fct_statements where is_current) as statements,
        (select count(*) from marts.fct_targets where is_current) as targets,
        (select count(*) from marts.fct_achievements where is_current) as achievements,
        (select count(*) from marts.fct_growth_rates where is_current) as "growth rates",
        (select count(*) from marts.fct_comparisons where is_current) as comparisons,
        (select count(*) from marts.fct_tasks where is_current) as tasks
"""
MOST_REJECTS = 10  # named in a summary
REJECTS = "select file_name, detail from reporting.rpt_rejects where is_error order by file_name, reject_key"
FRESHNESS = """
    select
        regions.name_zh as region,
        count(*) as reports,
        max(documents.published_on) as last_published,
        max(documents.reported_on) as last_reported
    from marts.dim_document as documents
    inner join marts.dim_region as regions on documents.region_key = regions.region_key
    where documents.is_current
    group by regions.name_zh
    order by regions.name_zh
"""
TRY = "select region, series_zh, period_zh, display_text from reporting.rpt_facts where stance = 'target' limit 5"


def gather(home: Home) -> dict[str, Any]:
    """All of `keji status`."""
    found = release.current(home)
    runs = state.runs(home)
    folders = [run["reports_folder"] for run in runs if run.get("reports_folder")]
    current = found and {
        "release_id": found.release_id,
        "rolled_back_from": _rolled_back_from(home, found),
        "path": str(_database(home)),
        **_counts(found),
    }
    return {
        "home": str(home.path),
        "current": current,
        "at_work": lock.holder(home),
        "runs": runs[-LAST_RUNS:],
        "freshness": _ask(found, FRESHNESS) if found else [],
        "waiting": _waiting(home, Path(folders[-1])) if folders else [],
    }


def _rolled_back_from(home: Home, found: Release | None) -> str | None:
    """The newest release, if `current` was turned back from it."""
    newest = release.releases(home)[-1:]
    return newest[0].release_id if found and newest != [found] else None


def list_releases(home: Home) -> list[dict[str, Any]]:
    found = release.current(home)
    return [
        {
            "release_id": each.release_id,
            "published_at": each.manifest["published_at"],
            "statements": (each.manifest.get("tables") or {}).get("marts.fct_statements"),
            "checks_passed": (each.manifest.get("checks") or {}).get("pass", 0),
            "is_current": each == found,
        }
        for each in release.releases(home)
    ]


def describe(result: Result) -> dict[str, Any]:
    """A run that ended well, for programs."""
    found = result.release
    return {
        **result.record,
        "exit_code": result.exit_code,
        "warnings": _warnings(found) if found else [],
        "path": found and str(found.path),
        "manifest": found and found.manifest,
    }


def show_result(result: Result) -> None:
    """The short table at the end of a run."""
    row, found = result.record, result.release
    rows: list[tuple[str, Any]] = [("outcome", row["outcome"])]
    if found:
        home = Home(found.path.parent.parent)
        rows += list(_counts(found).items())
        warnings = _warnings(found)
        rows += [("checks passed", found.manifest["checks"].get("pass", 0)), ("checks warned", len(warnings))]
        rows += [("", f"{each['check_name']}: {each['rows_failed']} rows") for each in warnings]
    rows += [(f"statements {what}", count) for what, count in _changes(result).items()]
    if row.get("files_rejected"):
        rows.append(("rejected", f"{row['files_rejected']} (see reporting.rpt_rejects)"))
        rows += [("", f"{each['file_name']}: {each['detail']}") for each in _rejects(found)] if found else []
    if found:
        if newest := _rolled_back_from(home, release.current(home)):
            rows.append(("current", f"rolled back from {newest}; `keji rollback {newest}` returns to it"))
        rows += [("open", str(_database(home))), ("try", f'{sys.argv[0]} query "{TRY}"')]
    display.show_table("", ("", ""), rows)


def _warnings(found: Release) -> list[state.Row]:
    """The checks that warned before a release was published: their names, and how many rows each is about."""
    run_id = found.manifest["checks"].get("run_id", "")
    results = state.checks(Home(found.path.parent.parent), run_id)
    return [
        {name: row[name] for name in ("check_name", "rows_failed")}
        for row in sorted(results, key=lambda row: row["check_name"])
        if row["outcome"] == "warn"
    ]


def _rejects(found: Release) -> list[dict[str, Any]]:
    """The first of what a release passed over."""
    try:
        return _ask(found, f"{REJECTS} limit {MOST_REJECTS}")
    except KejiError:  # a release of another time
        return []


def _changes(result: Result) -> dict[str, int]:
    """What a new release changed, against the one before it."""
    found = result.release
    if found is None or result.record["outcome"] != "published":
        return {}
    home = Home(found.path.parent.parent)
    if release.releases(home)[0] == found:
        return {}
    try:
        return diff.compare(home, after=found.release_id).summary or {"that differ": 0}
    except KejiError:  # a release of another time, with other columns
        return {}


def show(facts: dict[str, Any]) -> None:
    """`keji status` for people."""
    current = facts["current"] or {"release_id": "nothing published yet"}
    display.show_table(
        "current", ("", ""), [(name.replace("_", " "), each) for name, each in current.items() if each is not None]
    )
    if facts["at_work"]:
        display.show_table("", ("at work",), [(facts["at_work"],)])
    display.show_table("last runs", RUN_COLUMNS, [_run_line(run) for run in reversed(facts["runs"])])
    if facts["freshness"]:
        display.show_table("freshness", list(facts["freshness"][0]), [list(row.values()) for row in facts["freshness"]])
    if facts["waiting"]:
        display.show_table("waiting", ("file", "why"), [(each["file"], each["why"]) for each in facts["waiting"]])


RUN_COLUMNS = ("started", "verb", "trigger", "outcome", "new", "changed", "removed", "rejected", "seconds")


def _run_line(run: state.Row) -> list[Any]:
    files = [run.get(f"files_{kind}") for kind in ("new", "changed", "removed", "rejected")]
    seconds = round(sum(run["step_seconds"].values()), 1)
    return [(run["started_at"] or "")[5:16], run["verb"], run["trigger"], run["outcome"], *files, seconds]


def _database(home: Home) -> Path:
    return home.current / "warehouse.duckdb"


def _counts(found: Release) -> dict[str, Any]:
    """How much there is of each kind, and how much of it is marked as odd."""
    with release.reader(found) as connection:
        suspects = store.count_suspects(connection)
    return {**_ask(found, COUNTS)[0], "suspect statements": suspects}


def _ask(found: Release, query: str) -> list[dict[str, Any]]:
    with release.reader(found) as connection:
        columns, rows = release.ask(connection, query)
    return [dict(zip(columns, row, strict=True)) for row in rows]


def _waiting(home: Home, reports: Path) -> list[dict[str, str]]:
    """Files that the next run will read or miss."""
    if not reports.is_dir():
        return []
    before = {row["document_id"]: row for row in state.versions(home)}
    known = {row["file_name"]: document_id for document_id, row in before.items() if row["is_present"]}
    inventory = naming.as_before(take_inventory(reports), before)
    found = {file.file_name: file.document_id for file in inventory.files}
    new = [{"file": name, "why": "new"} for name in found.keys() - known.keys()]
    changed = [{"file": name, "why": "changed"} for name in found.keys() & known.keys() if found[name] != known[name]]
    gone = [{"file": name, "why": "removed"} for name in known.keys() - found.keys()]
    return sorted([*new, *changed, *gone], key=lambda each: each["file"])
