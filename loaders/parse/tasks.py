"""Numbered tasks of a plan with the offices that lead them and those that take part."""

import re

from loaders.parse.layout import Section

_TASK = re.compile(r"^[ \t\u3000\xa0]*(?P<number>\d{1,3})[.．、][ ]?(?P<text>\S.*)$", re.M)
_NOTE = re.compile(r"[（(]\s*(?P<note>(?:牵头|责任|负责|主办|承办|配合)[^（()）]*?[:：][^（()）]*(?:[（(][^（()）]*[)）][^（()）]*)*)[)）]\s*[。.]?\s*$")
_ROLE = re.compile(r"(?P<role>牵头|责任|负责|主办|配合|承办)[\u4e00-\u9fff]{0,6}?[:：]\s*(?P<offices>[^；;]*)")
_OFFICE = re.compile("[、，,/ ]+|和(?=[\u4e00-\u9fff]+处)")


def read_tasks(text: str, document_id: str, sections: list[Section]) -> list[dict[str, object]]:
    """One row per numbered line that ends in a note on its offices (``牵头处室：…；责任处室：…``)."""
    rows: list[dict[str, object]] = []
    for match in _TASK.finditer(text):
        note = _NOTE.search(match["text"]) if "处" in match["text"][-400:] or ":" in match["text"][-400:] or "：" in match["text"][-400:] else None
        if not note:
            continue
        lead: list[str] = []
        responsible: list[str] = []
        for role in _ROLE.finditer(note["note"]):
            target = lead if role["role"] in ("牵头", "主办", "负责") else responsible
            target += [office for office in _OFFICE.split(role["offices"].strip()) if office]
        start = match.start("number")
        section = max((s.start for s in sections if s.start <= start and s.level <= 2), default=0)
        rows.append(
            {"document_id": document_id, "task_start": start, "task_end": match.start("text") + note.end(), "section_start": section,
             "task_number": int(match["number"]), "text": match["text"][: note.start()].strip(), "lead_organizations": "、".join(lead),
             "responsible_organizations": "、".join(responsible)}
        )  # fmt: skip
    return rows
