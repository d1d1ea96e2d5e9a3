"""Great Expectations without its progress bars and its project folder."""

from typing import Any

import great_expectations as gx
from great_expectations.data_context.types.base import ProgressBarsConfig

SEVERITIES = {"critical": "error", "warning": "warn", "info": "warn"}

_context = gx.get_context(mode="ephemeral")
_context.variables.progress_bars = ProgressBarsConfig(globally=False)
_source = _context.data_sources.add_pandas("frames")


def validate(suite: str, expectations: list[Any], frame: Any) -> list[Any]:
    """The results of a suite over a frame, one for each expectation."""
    batch = _source.add_dataframe_asset(suite).add_batch_definition_whole_dataframe("whole")
    definition = gx.ValidationDefinition(
        name=suite,
        data=batch,
        suite=_context.suites.add(gx.ExpectationSuite(name=suite, expectations=expectations)),
    )
    return _context.validation_definitions.add(definition).run(batch_parameters={"dataframe": frame}).results


def describe(suite: str, result: Any) -> dict[str, Any]:
    """A result as a row of the check results."""
    config, found = result.expectation_config, result.result
    columns = [str(config.kwargs[name]) for name in ("column", "column_A", "column_B") if name in config.kwargs]
    severity = SEVERITIES[str(getattr(config.severity, "value", config.severity))]
    failed = "fail" if severity == "error" else "warn"
    crashed = bool((result.exception_info or {}).get("raised_exception"))
    return {
        "check_name": ".".join([suite, *columns, config.type]),
        "check_tool": "great_expectations",
        "severity": severity,
        "outcome": "pass" if result.success else "error" if crashed else failed,
        "rows_failed": int(found.get("unexpected_count") or (not result.success)),
        "message": ""
        if result.success
        else str(result.result.get("partial_unexpected_list", result.exception_info))[:500],
    }
