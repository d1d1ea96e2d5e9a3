"""Great Expectations without its progress bars, its project folder and its way out to the network."""

import copy
from pathlib import Path
from typing import Any

import great_expectations as gx
from great_expectations.data_context.types.base import ProgressBarsConfig

from tests.expectations.offline import take_offline, take_site_offline

SEVERITIES = {"critical": "error", "warning": "warn", "info": "warn"}
SITE = "keji"

_context = gx.get_context(mode="ephemeral")
_context.variables.progress_bars = ProgressBarsConfig(globally=False)
_source = _context.data_sources.add_pandas("frames")
_succeeded: dict[str, bool] = {}


def validate(suite: str, expectations: list[Any], frame: Any) -> list[Any]:
    """The results of a suite over a frame, one for each expectation, by a checkpoint of the suite's name."""
    batch = _source.add_dataframe_asset(suite).add_batch_definition_whole_dataframe("whole")
    definition = gx.ValidationDefinition(
        name=suite,
        data=batch,
        suite=_context.suites.add(
            gx.ExpectationSuite(name=suite, expectations=[copy.copy(each) for each in expectations])
        ),
    )
    checkpoint = gx.Checkpoint(
        name=suite, validation_definitions=[_context.validation_definitions.add(definition)], actions=[]
    )
    outcome = _context.checkpoints.add(checkpoint).run(batch_parameters={"dataframe": frame})
    _succeeded[suite] = bool(outcome.success)
    return [result for run in outcome.run_results.values() for result in run.results]


def forget() -> None:
    """Let the suites be validated anew under their names, on other frames."""
    stores: list[Any] = [_context.checkpoints, _context.validation_definitions, _context.suites]
    for store in stores:
        for known in list(store.all()):
            store.delete(known.name)
    for name in [asset.name for asset in _source.assets]:
        _source.delete_asset(name)
    results: Any = _context.validation_results_store
    for key in list(results.list_keys()):
        results.remove_key(key)
    _succeeded.clear()


def write_site(folder: Path) -> Path:
    """The Data Docs of all that was validated, in a folder, fit to be read offline; the page they begin with."""
    configuration: Any = {
        "class_name": "SiteBuilder",
        "site_index_builder": {"class_name": "DefaultSiteIndexBuilder"},
        "store_backend": {"class_name": "TupleFilesystemStoreBackend", "base_directory": str(folder)},
    }
    if SITE in (_context.variables.data_docs_sites or {}):
        _context.delete_data_docs_site(SITE)
    _context.add_data_docs_site(site_name=SITE, site_config=configuration)
    _context.build_data_docs(site_names=[SITE])
    take_site_offline(folder)
    return write_index(folder)


def write_index(folder: Path) -> Path:
    """The page a reader begins with: theirs is put together by a script."""
    rows = []
    for page in sorted(folder.glob("validations/*/**/*.html")):
        suite = page.relative_to(folder / "validations").parts[0]
        verdict = "succeeded" if _succeeded.get(suite) else "failed"
        path = page.relative_to(folder).as_posix()
        rows.append(f'<tr><td><a href="{path}">{suite}</a></td><td>{verdict}</td></tr>')
    index = folder / "index.html"
    index.write_text(
        take_offline(
            "<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>keji: expectations</title></head><body>"
            "<h1>Expectations of the last check</h1><table><tr><th>Suite</th><th>Outcome</th></tr>"
            + "".join(rows)
            + "</table></body></html>"
        ),
        encoding="utf-8",
    )
    return index


def describe(suite: str, result: Any) -> dict[str, Any]:
    """A result as a row of the check results."""
    config, found = result.expectation_config, result.result
    severity = SEVERITIES[str(getattr(config.severity, "value", config.severity))]
    failed = "fail" if severity == "error" else "warn"
    crashed = bool((result.exception_info or {}).get("raised_exception"))
    return {
        "check_name": check_name(suite, config.type, config.kwargs),
        "check_tool": "great_expectations",
        "severity": severity,
        "outcome": "pass" if result.success else "error" if crashed else failed,
        "rows_failed": int(found.get("unexpected_count") or (not result.success)),
        "message": ""
        if result.success
        else str(result.result.get("partial_unexpected_list", result.exception_info))[:500],
    }


def columns_of(arguments: dict[str, Any]) -> list[str]:
    return [str(arguments[name]) for name in ("column", "column_A", "column_B") if arguments.get(name) is not None]


def check_name(suite: str, kind: str, arguments: dict[str, Any]) -> str:
    return ".".join([suite, *columns_of(arguments), kind])
