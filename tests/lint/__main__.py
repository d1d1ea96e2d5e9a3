"""`python -m tests.lint`: compile the project, and check the graph, the models' SQL and the properties.

`python -m tests.lint --fix` lets sqlfluff write the SQL as it wants it, and checks nothing.
"""

import os
import subprocess
import sys
from pathlib import Path

from tests.lint import portable, rules
from tests.lint.project import Project

ROOT = Path(__file__).resolve().parents[2]
TARGET = ROOT / "target" / "lint"
BIN = Path(sys.executable).parent
SQL = ("models", "tests/dbt", "analyses")
BOUNCER = Path(__file__).with_name("dbt-bouncer.yml")
TOOLS = (
    ("dbt-bouncer", "run", "--config-file", str(BOUNCER)),
    ("sqlfluff", "lint", "--disable-progress-bar", *SQL),
)


def environment() -> dict[str, str]:
    """A target of its own, on an empty database: what lint says does not depend on what is loaded."""
    (TARGET / "home" / "build").mkdir(parents=True, exist_ok=True)
    return {
        **os.environ,
        "KEJI_HOME": str(TARGET / "home"),
        "DBT_TARGET_PATH": str(TARGET),
        "DBT_LOG_PATH": str(TARGET / "logs"),
        "DBT_PROFILES_DIR": str(ROOT),
        "DBT_QUIET": "true",
        "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
    }


def run(tool: str, *arguments: str) -> int:
    """One of the tools; what it says is shown where it found something."""
    found = subprocess.run(
        [str(BIN / tool), *arguments], cwd=ROOT, env=environment(), check=False, capture_output=True, text=True
    )
    if found.returncode:
        sys.stdout.write(found.stdout + found.stderr)
    return found.returncode


def main() -> int:
    if "--fix" in sys.argv[1:]:
        return run("sqlfluff", "fix", "--quiet", "--disable-progress-bar", *SQL)
    if run("dbt", "--no-partial-parse", "compile"):
        return 1
    project = Project.read(TARGET / "manifest.json")
    findings = [*rules.check(project), *portable.check(TARGET / "compiled" / "keji" / "models")]
    sys.stdout.writelines(f"{finding}\n" for finding in findings)
    outcomes = [run(*tool) for tool in TOOLS]
    return 1 if findings or any(outcomes) else 0


if __name__ == "__main__":
    sys.exit(main())
