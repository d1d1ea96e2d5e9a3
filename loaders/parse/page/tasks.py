"""Numbered tasks of a plan with the offices that lead them and those that take part."""

import re
from bisect import bisect_right

from loaders.parse.page.outline import Section
from loaders.wording import pattern, seldom, sole, words

_OFFICE_MARK = sole("office_mark")

_LEAD_ROLE = words("lead_role")

_TASK = re.compile(r"[ \t\u3000\xa0]*(?P<number>\d{1,3})[.．、][ ]?(?P<text>\S.*)")
_ROLES_SAID = 400  # characters at a line's end that its note begins in
_NOTE = pattern(
    r"[（(]\s*(?P<note>{role}[^（()）]*?[:：][^（()）]*(?:[（(][^（()）]*[)）][^（()）]*)*)[)）]\s*[。.]?\s*$"
)
_ROLE = seldom(r"(?P<role>{role})[\u4e00-\u9fff]{0,6}?[:：]\s*(?P<offices>[^；;]*)")
_OFFICE = seldom("[、，,/ ]+|和(?=[\u4e00-\u9fff]+{office_mark})")


def read_tasks(
    text: str, lines: list[tuple[int, int]], document_id: str, sections: list[Section]
) -> list[dict[str, object]]:
    """One row per numbered line that ends in a note on its offices (``牵头处室：…；责任处室：…``)."""
    rows: list[dict[str, object]] = []
    starts = [s.start for s in sections if s.level <= 2]
    for begin, end in lines:
        match = _TASK.fullmatch(text, begin, end)
        note = _note(match["text"]) if match else None
        if not match or not note:
            continue
        lead, responsible = _offices(note["note"])
        start = match.start("number")
        rows.append(
            {"document_id": document_id, "task_start": start, "task_end": match.start("text") + note.end(),
             "section_start": starts[max(0, bisect_right(starts, start) - 1)], "task_number": int(match["number"]),
             "text": match["text"][: note.start()].strip(), "lead_organizations": "、".join(lead),
             "responsible_organizations": "、".join(responsible)}
        )  # fmt: skip
    return rows


def _note(task: str) -> re.Match[str] | None:
    end = task[-_ROLES_SAID:]
    return _NOTE.search(task) if _OFFICE_MARK in end or ":" in end or "：" in end else None


def _offices(note: str) -> tuple[list[str], list[str]]:
    """The offices in the lead, and those that take part."""
    lead: list[str] = []
    responsible: list[str] = []
    for role in _ROLE().finditer(note):
        target = lead if role["role"] in _LEAD_ROLE else responsible
        target += [office for office in _OFFICE().split(role["offices"].strip()) if office]
    return lead, responsible
