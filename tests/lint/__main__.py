"""`python -m tests.lint`: compile the project, and check the graph, the models' SQL and the properties."""

import os
import subprocess
import sys
from pathlib import Path

from tests.lint import portable, rules
from tests.lint.project import Project

ROOT = Path(__file__).resolve().parents[2]
TARGET = ROOT / "target" / "lint"
BIN = Path(sys.executable).parent


def compile_project() -> None:
    """Into a target of its own, on an empty database: what lint says does not depend on what is loaded."""
    (TARGET / "home" / "build").mkdir(parents=True, exist_ok=True)
    environment = {
        **os.environ,
        "KEJI_HOME": str(TARGET / "home"),
        "DBT_TARGET_PATH": str(TARGET),
        "DBT_LOG_PATH": str(TARGET / "logs"),
        "DBT_PROFILES_DIR": str(ROOT),
        "DBT_QUIET": "true",
    }
    subprocess.run([BIN / "dbt", "compile"], cwd=ROOT, env=environment, check=True)


def run_bouncer() -> int:
    config = Path(__file__).with_name("dbt-bouncer.yml")
    command = [BIN / "dbt-bouncer", "run", "--config-file", config, "--dbt-artifacts-dir", TARGET]
    found = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    if found.returncode:
        sys.stdout.write(found.stdout + found.stderr)
    return found.returncode


def main() -> int:
    compile_project()
    project = Project.read(TARGET / "manifest.json")
    findings = [*rules.check(project), *portable.check(TARGET / "compiled" / "keji" / "models")]
    sys.stdout.writelines(f"{finding}\n" for finding in findings)
    return 1 if run_bouncer() or findings else 0


if __name__ == "__main__":
    sys.exit(main())
