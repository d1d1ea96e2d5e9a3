"""One registry of all checks: nothing is checked twice, and each check has its result in every run."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests import registry
from tests.expectations.offline import take_offline
from tests.registry import Check
from tests.unit.conftest import PROJECT, Warehouse

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.fixture(scope="module")
def checks(sample_warehouse: Warehouse) -> list[Check]:
    return registry.checks(registry.read_manifest(sample_warehouse.target / "manifest.json"))


@pytest.fixture(scope="module")
def checked(sample_warehouse: Warehouse, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose check step has run: a copy of the sample warehouse's."""
    home = tmp_path_factory.mktemp("checked") / "home"
    shutil.copytree(sample_warehouse.home, home)
    command = [sys.executable, "-m", "loaders.cli", "check", "--home", str(home)]
    ran = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return home


def results(home: Path) -> dict[tuple[str, str], tuple[str, str]]:
    copy = Warehouse(home, [])
    rows = copy.ask("select check_tool, check_name, severity, outcome from marts.fct_check_results")
    found = {row[:2]: row[2:] for row in rows}
    assert len(found) == len(rows), "a check has two results in one run"
    return found


def test_nothing_is_checked_twice(checks: list[Check]) -> None:
    assert registry.twice(checks) == []


def test_what_is_checked_twice_is_told(checks: list[Check]) -> None:
    again = replace(checks[0], tool="another", name="another")
    assert len(registry.twice([*checks, again])) == 2
    by_dbt = next(
        check for check in checks if check.tool == "dbt" and check.kind == "filled" and check.table == "documents"
    )
    twin = Check("great_expectations", "twin", "error", "documents", by_dbt.columns, "filled")
    assert any("twin" in line for line in registry.twice([*checks, twin]))


def test_every_check_has_its_result_and_every_result_its_check(checks: list[Check], checked: Path) -> None:
    assert set(results(checked)) == {(check.tool, check.name) for check in checks}


def test_severities_are_those_of_the_registry(checks: list[Check], checked: Path) -> None:
    found = results(checked)
    assert {key: found[key][0] for key in found} == {(check.tool, check.name): check.severity for check in checks}


def test_findings_warn_and_do_not_stop(checked: Path) -> None:
    found = results(checked)
    assert found["identity", "multiple_agrees_with_average_growth"] == ("warn", "warn")
    assert json.loads((checked / "build" / "verdict.json").read_text())["checks"].get("fail", 0) == 0


def test_great_expectations_is_imported_by_checks_only() -> None:
    script = (
        "import sys; import loaders.cli; import loaders.warehouse.checks; sys.exit('great_expectations' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", script], cwd=PROJECT, check=False)
    assert ran.returncode == 0


def test_great_expectations_calls_nobody() -> None:
    """Analytics are off, and no socket is opened by an import, a validation and its pages."""
    script = """
import os, socket, sys, tempfile
from pathlib import Path

def refuse(*_):
    os._exit(3)

socket.socket.connect = socket.socket.connect_ex = socket.getaddrinfo = refuse
import pandas as pd
from tests.expectations import quiet, star
frame = pd.DataFrame({"report": ["a"]})
quiet.validate("star_documents", star.SUITES["star_documents"], frame)
quiet.write_site(Path(tempfile.mkdtemp()))
sys.exit(os.environ["GX_ANALYTICS_ENABLED"] != "false")
"""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GX_")}
    assert subprocess.run([sys.executable, "-c", script], cwd=PROJECT, env=environment, check=False).returncode == 0


def test_pages_of_the_expectations_ask_for_nothing_elsewhere(checked: Path) -> None:
    pages = sorted((checked / "build" / "expectations").rglob("*.html"))
    assert len(pages) > 20
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert "Content-Security-Policy" in text, page
        assert "<script" not in text and 'src="http' not in text and 'href="http' not in text, page


def test_chromium_opens_them_and_nothing_leaves_the_machine(checked: Path, tmp_path: Path) -> None:
    site = checked / "build" / "expectations"
    for page in (site / "index.html", next((site / "validations").rglob("*raw_readings*.html"))):
        shown, asked_for = open_page(page, tmp_path)
        assert "raw_readings" in shown
        assert asked_for == []


def test_a_request_of_a_page_would_be_noticed(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<html><body>here<img src='http://127.0.0.1:9/pixel.png'></body></html>", encoding="utf-8")
    assert open_page(page, tmp_path) == (
        '<html><head></head><body>here<img src="http://127.0.0.1:9/pixel.png"></body></html>',
        ["http://127.0.0.1:9/pixel.png"],
    )
    page.write_text(take_offline("<html><head></head>" + page.read_text(encoding="utf-8")[6:]), encoding="utf-8")
    assert open_page(page, tmp_path)[1] == []


def open_page(page: Path, place: Path) -> tuple[str, list[str]]:
    """A page as chromium shows it, and what it asked the network for. What the browser asks for itself gets nowhere."""
    if CHROMIUM is None:
        pytest.skip("there is no chromium on this machine (apt install chromium): no page is opened")
    log = place / "net.json"
    command = [
        *(CHROMIUM, "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"),
        *("--disable-background-networking", "--disable-component-update", "--disable-default-apps", "--no-pings"),
        *("--proxy-server=http://127.0.0.1:9", "--proxy-bypass-list=<-loopback>"),
        *(f"--user-data-dir={place / 'profile'}", f"--log-net-log={log}", "--net-log-capture-mode=Everything"),
        *("--virtual-time-budget=3000", "--dump-dom", page.as_uri()),
    ]
    shown = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert shown.stdout, shown.stderr[-2000:]
    return shown.stdout.strip(), requests(log)


def requests(log: Path) -> list[str]:
    """The addresses on the network that pages asked for; the browser's own requests have no origin."""
    text = log.read_text(encoding="utf-8", errors="replace")
    try:
        events = json.loads(text)["events"]
    except ValueError:  # a browser that was ended leaves the list open
        events = json.loads(text.rstrip().rstrip(",") + "]}")["events"]
    asked = [event["params"] for event in events if "initiator" in (event.get("params") or {})]
    found = {str(each.get("url", "")) for each in asked if each["initiator"] != "not an origin"}
    return sorted(address for address in found if address.startswith(("http:", "https:", "ws:", "wss:")))
