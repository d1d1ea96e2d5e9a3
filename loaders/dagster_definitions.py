"""For those who run Dagster (extra ``keji[dagster]``): tables of raw, models and release as assets, checks as asset checks.

Each asset is a verb of the pipeline, so that a run under Dagster locks, records and publishes as any other does.
"""

import hashlib
import os
from collections.abc import Iterator
from contextlib import closing
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

import dagster as dg
from dagster_dbt import build_dbt_asset_specs

from loaders.errors import ChecksFailed
from loaders.home import PROJECT, Home
from loaders.read import take_inventory
from loaders.runs import pipeline
from loaders.runs.pipeline import Request
from loaders.warehouse import checks, dbt, raw, state

HOME = Home.find()
REQUEST = Request(HOME, Path(os.environ.get("KEJI_REPORTS") or PROJECT / "reports"), trigger="dagster")
MANIFEST = HOME.build / "target" / "manifest.json"

RAW = [dg.AssetSpec(["raw", table], group_name="raw", description=f"Table raw.{table}") for table in raw.TABLES]
TOOLS = ("identity", "great_expectations", "dbt")
JUDGED = dg.AssetKey(["marts", "fct_statements"])  # what is shown as judged: behind the build, before the release


def _manifest() -> Path:
    """dbt's manifest, made where no build has made one yet."""
    if not MANIFEST.exists():
        with closing(dbt.Session(HOME)) as session:
            session.run(["parse"])
    return MANIFEST


def _models() -> list[dg.AssetSpec]:
    """The models, each behind those it reads, as Dagster wants to hear of them."""
    specs = {spec.key: spec for spec in build_dbt_asset_specs(manifest=_manifest(), select="resource_type:model")}
    order = TopologicalSorter({key: {dep.asset_key for dep in spec.deps} for key, spec in specs.items()}).static_order()
    return [specs[key] for key in order if key in specs]


MODELS = _models()


@dg.multi_asset(specs=RAW, name="load")
def load() -> Iterator[dg.MaterializeResult[Any]]:
    """Read new and changed reports."""
    record = pipeline.load(REQUEST).record
    files = {name: value for name, value in record.items() if name.startswith("files_")}
    for spec in RAW:
        yield dg.MaterializeResult(asset_key=spec.key, metadata=files)


@dg.multi_asset(specs=MODELS, name="build")  # its specs depend on the tables of raw, which are sources of dbt
def build() -> Iterator[dg.MaterializeResult[Any]]:
    """Build the models."""
    rows = pipeline.build(REQUEST).record["table_rows"]
    for spec in MODELS:
        count = rows.get(".".join(spec.key.path))
        yield dg.MaterializeResult(asset_key=spec.key, metadata={} if count is None else {"dagster/row_count": count})


@dg.multi_asset_check(name="check", specs=[dg.AssetCheckSpec(tool, asset=JUDGED, blocking=True) for tool in TOOLS])
def check() -> Iterator[dg.AssetCheckResult]:
    """Run every check; a failed one keeps the release from being made."""
    try:
        run_id = pipeline.check(REQUEST).record["run_id"]
    except ChecksFailed:
        run_id = state.runs(HOME)[-1]["run_id"]
    results = state.checks(HOME, run_id)
    for tool in TOOLS:
        found = [row for row in results if row["check_tool"] == tool]
        bad = [row["check_name"] for row in found if row["outcome"] in checks.BAD]
        metadata: dict[str, Any] = {"checks": len(found), "failed": "\n".join(bad) or "none"}
        yield dg.AssetCheckResult(asset_key=JUDGED, check_name=tool, passed=not bad, metadata=metadata)


@dg.asset(name="release", deps=MODELS)
def release() -> dg.MaterializeResult[Any]:
    """Publish the build, if its checks have passed."""
    record = pipeline.publish(REQUEST).record
    return dg.MaterializeResult(
        metadata={"release_id": record["release_id"], "current": dg.PathMetadataValue(HOME.current)}
    )


everything = dg.define_asset_job("everything", selection=dg.AssetSelection.all())
nightly = dg.ScheduleDefinition("nightly", job=everything, cron_schedule="30 2 * * *")


@dg.sensor(job=everything, minimum_interval_seconds=60)
def reports_changed() -> dg.RunRequest | dg.SkipReason:
    """A run for each new state of the reports folder."""
    if not REQUEST.reports.is_dir():
        return dg.SkipReason(f"there is no folder {REQUEST.reports}")
    inventory = take_inventory(REQUEST.reports)
    names = sorted(f"{file.file_name} {file.document_id}" for file in inventory.files)
    return dg.RunRequest(run_key=hashlib.sha256("\n".join(names).encode()).hexdigest())


definitions = dg.Definitions(
    assets=[load, build, release],
    asset_checks=[check],
    jobs=[everything],
    schedules=[nightly],
    sensors=[reports_changed],
)
