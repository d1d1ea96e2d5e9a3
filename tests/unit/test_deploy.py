"""The lines in deploy/ are ones that the command takes, and the checked-in set-up is one that installs."""

import configparser
import re
import shlex
import tomllib

import pytest
import typer.main

from loaders import cli
from loaders.home import PROJECT

DEPLOY = PROJECT / "deploy"


def service() -> configparser.ConfigParser:
    unit = configparser.ConfigParser(interpolation=None, strict=False)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read(DEPLOY / "keji.service", encoding="utf-8")
    return unit


def crontab_line() -> str:
    lines = (DEPLOY / "crontab").read_text(encoding="utf-8").splitlines()
    [line] = [line for line in lines if line and not line.startswith("#") and not re.match(r"[A-Z_]+=", line)]
    return line.split(maxsplit=5)[5].partition("||")[0]


@pytest.mark.parametrize("line", [service()["Service"]["ExecStart"], crontab_line()], ids=["systemd", "cron"])
def test_the_command_takes_what_the_schedules_say(line: str) -> None:
    command, verb, *options = shlex.split(line)
    assert command.endswith("/.venv/bin/keji")
    group = typer.main.get_command(cli.app)
    found = group.get_command(None, verb)  # type: ignore[attr-defined]
    with found.make_context(verb, options) as context:
        assert context.params["reports"].as_posix() == "/srv/reports"


def test_systemd_takes_rejected_files_for_a_success() -> None:
    assert service()["Service"]["SuccessExitStatus"].split() == ["3"]
    assert service()["Service"]["KillMode"] == "control-group"


def pins(name: str) -> dict[str, str]:
    text = (PROJECT / name).read_text(encoding="utf-8")
    return dict(re.findall(r"^([A-Za-z0-9_.-]+)==([^\s;\\]+)", text, flags=re.MULTILINE))


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock", "tests/older-duckdb.lock"])
def test_every_package_is_locked_by_hash_and_names_no_place(name: str) -> None:
    text = (PROJECT / name).read_text(encoding="utf-8")
    entries = re.findall(
        r"^[A-Za-z0-9_.-]+==[^\n]*\n(?:    --hash=sha256:[0-9a-f]{64}[ \\]*\n)+", text, flags=re.MULTILINE
    )
    assert len(entries) == len(re.findall(r"^[A-Za-z]", text, flags=re.MULTILINE)) > 0
    assert "://" not in text


def test_the_locks_agree_with_each_other_and_with_what_is_asked_for() -> None:
    runtime, dev = pins("requirements.lock"), pins("requirements-dev.lock")
    assert {name: dev.get(name) for name in runtime} == runtime
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for wanted in project["dependencies"]:
        name, _, version = re.sub(r"\[.*?\]", "", wanted).partition("==")
        assert runtime[name] == version
