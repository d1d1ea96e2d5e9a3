"""Texts in, statements out: one warehouse built of them all, for tests of what the models decide."""

from pathlib import Path

from loaders.home import Home
from tests import score


def statements(texts: list[str], folder: Path) -> list[list[score.Row]]:
    """For each text, a report of its own, the facts that ``rpt_statements`` has of it, in order."""
    reports = folder / "reports"
    reports.mkdir()
    for number, text in enumerate(texts):
        (reports / f"{number}.txt").write_text(f"{text}\n", encoding="utf-8")
    database = score.build([score.GoldSet("texts", reports, folder)], Home(folder / "home"))
    found: list[list[score.Row]] = [[] for _ in texts]
    for report, rows in score.stated_rows(database).items():
        found[int(report)] = [row for row in rows if row["disposition"] == "fact"]
    return found
