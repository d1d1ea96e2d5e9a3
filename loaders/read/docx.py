"""Word documents (DOCX): paragraphs with the numbers that Word counts, tables, footnotes; changes as if accepted.

Read with zipfile and ElementTree: docx2python drops the numbers of styles and deleted rows' marks, and takes ten times as
long. Word's XML has no document type, so a part that declares one is refused, and with it every entity.
"""

import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from xml.etree.ElementTree import Element, ParseError, fromstring

from loaders.read import archive, html, mhtml, tables, text
from loaders.read.document import Extract
from loaders.read.errors import NotAReport
from loaders.read.limits import Limits
from loaders.read.lines import Line, compose, plain, raised
from loaders.read.numbering import Numbering, W, value
from loaders.read.sniff import format_of

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# What is deleted, moved away, said in the margin or above a character, or the code of a field and not its result; a second
# copy of a drawing.
_LEFT_OUT = frozenset(
    (
        *(f"{W}{name}" for name in ("del", "moveFrom", "instrText", "delText", "rPr", "pPr", "sectPr", "tblPr", "rt")),
        f"{_MC}Fallback",
    )
)
_PARAGRAPH, _TABLE, _TEXT, _BOX = f"{W}p", f"{W}tbl", f"{W}t", f"{W}txbxContent"
_FORMULA = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
# The same names in documents that are saved as strict ones.
_STRICT = ((b"http://purl.oclc.org/ooxml/wordprocessingml/", b"http://schemas.openxmlformats.org/wordprocessingml/2006/"), (b"http://purl.oclc.org/ooxml/officeDocument/", b"http://schemas.openxmlformats.org/officeDocument/2006/"))  # fmt: skip
_MAIN = re.compile(r"word/document\d*\.xml")  # Word on the web calls it document2.xml
_SIGNS = {f"{W}tab": " ", f"{W}cr": "\n", f"{W}br": "\n", f"{W}noBreakHyphen": "-"}
_NOTES = {f"{W}footnoteReference": "footnotes", f"{W}endnoteReference": "endnotes"}
_ROOT = re.compile(rb"\A(?:\xef\xbb\xbf)?(?:<\?xml[^<>]*\?>)?\s*<w:styles [^<>]*>(?=.*</w:style>)", re.DOTALL)
_BASE = re.compile(rb'<w:basedOn w:val="([^"]*)"')
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_HEAD = 4096
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def read(content: bytes, limits: Limits) -> Extract:
    """A Word document. Raises NotAReport."""
    with archive.open_archive(content, limits) as opened:
        document = _Document(opened, limits)
        lines = list(document.lines())
    written, headings = compose(lines)
    if not written.strip():
        raise NotAReport("scanned" if document.has_pictures else "empty", "no text in it")
    return Extract(written, _TYPE, headings=headings)


def part_of(
    opened: zipfile.ZipFile, name: str, limits: Limits, prepare: Callable[[bytes], bytes] = bytes
) -> Element | None:
    """A part of an Office file as a tree; None where it has none. Raises NotAReport."""
    info = next(
        (opened.NameToInfo[each] for each in (name, name.replace("/", "\\")) if each in opened.NameToInfo), None
    )
    if info is None:
        return None
    content = archive.unpack(opened, info, limits)
    if b"purl.oclc.org" in content[:_HEAD]:
        for strict, usual in _STRICT:
            content = content.replace(strict, usual)
    content = prepare(content)
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content or b"<\0!\0D\0O\0C\0T\0Y\0P\0E\0" in content:
        raise NotAReport("bomb", f"{name} declares a document type, as no Office program writes it")
    if (tags := content.count(b"<")) > limits.most_tags:
        raise NotAReport("too_large", f"{tags} tags in {name}; the limit is {limits.most_tags}")
    try:
        return fromstring(content)  # noqa: S314  # no document type, so no entities
    except (ParseError, ValueError, LookupError) as error:
        raise NotAReport("damaged", f"{name} is no XML: {error}") from None


def _of_paragraphs(styles: bytes, used: set[str]) -> bytes:
    """The styles that paragraphs use, and what those are based on: all others would take longer to read than the document."""
    if not (root := _ROOT.match(styles)):
        return styles
    kept: dict[bytes, bytes] = {}
    todo = [name.encode() for name in used]
    while todo:
        name = todo.pop()
        at = styles.rfind(b'w:styleId="%s"' % name)
        if at < 0 or name in kept:
            continue
        kept[name] = styles[styles.rfind(b"<w:style ", 0, at) : styles.find(b"</w:style>", at)] + b"</w:style>"
        todo += _BASE.findall(kept[name])
    return b"".join([root[0], *kept.values(), styles[styles.rfind(b"</w:style>") + len(b"</w:style>") :]])


class _Document:
    """A document's parts, and its lines in order."""

    def __init__(self, opened: zipfile.ZipFile, limits: Limits) -> None:
        names = (name.replace("\\", "/") for name in opened.namelist())
        main = min((name for name in names if _MAIN.fullmatch(name)), default="word/document.xml")
        body = part_of(opened, main, limits)
        if body is None:
            raise NotAReport("damaged", f"{main} is missing")
        found = body.find(f"{W}body")
        self.body = found if found is not None else body
        self.has_changes = next(self.body.iter(f"{W}del"), None) is not None
        self.opened, self.limits = opened, limits
        self.numbering = Numbering(part_of(opened, "word/numbering.xml", limits))
        used = {style.get(f"{W}val", "") for style in self.body.iter(f"{W}pStyle")}
        self.styles = _Styles(part_of(opened, "word/styles.xml", limits, partial(_of_paragraphs, used=used)))
        self.notes = {kind: _notes(part_of(opened, f"word/{kind}.xml", limits)) for kind in _NOTES.values()}
        self.has_pictures = any(name.startswith("word/media/") for name in opened.namelist())

    def lines(self) -> Iterator[Line]:
        yield from self._blocks(self.body, 0)

    def _blocks(self, parent: Element, depth: int) -> Iterator[Line]:
        """The paragraphs and tables of a body, a cell, a text box or a note."""
        if depth > self.limits.deepest_blocks:
            raise NotAReport("bomb", f"elements within elements deeper than {self.limits.deepest_blocks}")
        for block in _with_deleted_marks_joined(parent) if self.has_changes else parent:
            if block.tag == _PARAGRAPH:
                yield from self._paragraph(block, depth)
            elif block.tag == _TABLE:
                yield from self._table(block, depth)
            elif block.tag == f"{W}altChunk":
                yield from self._imported(block)
            elif block.tag not in _LEFT_OUT and not _is_contents(block):
                yield from self._blocks(block, depth + 1)

    def _imported(self, chunk: Element) -> Iterator[Line]:
        """A page that Word takes in when it opens the document; web systems that make Word documents write nothing else."""
        links = part_of(self.opened, "word/_rels/document.xml.rels", self.limits)
        target = next((link.get("Target", "") for link in links or () if link.get("Id") == chunk.get(_LINK)), "")
        name = target.lstrip("/") if target.startswith("/") else f"word/{target}"
        if name not in self.opened.NameToInfo:
            return
        content = archive.unpack(self.opened, self.opened.NameToInfo[name], self.limits)
        reader = {"html": html.read, "mhtml": mhtml.read, "text": text.read}.get(format_of(content, name))
        if reader:
            written = reader(content, self.limits).text
            yield from (Line(line, is_row=line.startswith("| ")) for line in written.split("\n"))

    def _paragraph(self, paragraph: Element, depth: int) -> Iterator[Line]:
        """A paragraph, then the text boxes anchored in it and its notes."""
        anchored = self._gather(paragraph)
        properties = paragraph.find(f"{W}pPr")
        style = value(properties, "pStyle") if properties is not None else None
        said = "".join(anchored.pieces)
        number = ""
        if said.strip() and (counted := self.styles.counted(properties, style)):
            number = self.numbering.next(*counted)
        first, *others = (number + said).split("\n")
        yield Line(plain(first), self.styles.level(properties, style))
        yield from (Line(plain(other), goes_on=True) for other in others)
        for element in anchored.blocks:
            yield from self._blocks(element, depth + 1)

    def _gather(self, paragraph: Element) -> "_Anchored":
        """The text of a paragraph's runs; what is anchored in it is put aside."""
        found = _Anchored()
        todo = list(reversed(paragraph))
        while todo:
            element = todo.pop()
            tag = element.tag
            if tag in (_TEXT, _FORMULA):
                found.pieces.append(element.text or "")
            elif tag in _SIGNS:
                found.pieces.append(_SIGNS[tag] if element.get(f"{W}type", "textWrapping") == "textWrapping" else "")
            elif tag in _NOTES:
                note = self.notes[_NOTES[tag]].get(element.get(f"{W}id", ""))
                found.blocks += [note] if note is not None else []
            elif tag == _BOX:
                found.blocks.append(element)
            elif tag not in _LEFT_OUT:
                todo += reversed(element) if tag != f"{W}r" else _run(element, found.pieces)
        return found

    def _table(self, table: Element, depth: int) -> Iterator[Line]:
        """The rows of a table; one that only lays out the page becomes the paragraphs of its cells."""
        rows: list[list[tuple[list[Line], int, bool]]] = []
        for row in _within(table, f"{W}tr"):
            properties = row.find(f"{W}trPr")
            if properties is None or properties.find(f"{W}del") is None:
                before = (value(properties, "gridBefore") if properties is not None else None) or ""
                indent: list[tuple[list[Line], int, bool]] = [([], int(before), False)] if before.isdigit() else []
                rows.append(
                    [*indent, *(self._cell(cell, depth) for cell in _within(row, f"{W}tc") if not _is_deleted(cell))]
                )
        cells = [
            [tables.Cell(tables.in_cell(line.text for line in lines), span) for lines, span, _ in row] for row in rows
        ]
        held = [line for row in rows for lines, _, _ in row for line in lines]
        if tables.is_table(cells) and not any(line.is_row for line in held):
            yield from tables.lines_of(_merged_down(cells, rows))
        else:
            yield from held

    def _cell(self, cell: Element, depth: int) -> tuple[list[Line], int, bool]:
        """A cell's lines, the columns it spans, and whether it goes on the cell above."""
        properties = cell.find(f"{W}tcPr")
        span, goes_on = 1, False
        if properties is not None:
            said = value(properties, "gridSpan") or "1"
            span = int(said) if said.isdigit() else 1
            merged = properties.find(f"{W}vMerge")
            goes_on = merged is not None and merged.get(f"{W}val") != "restart"
        return [line for line in self._blocks(cell, depth + 1) if line.text], span, goes_on


def _merged_down(
    cells: list[list[tables.Cell]], rows: list[list[tuple[list[Line], int, bool]]]
) -> list[list[tables.Cell]]:
    """The cells without those that go on the one above, which gets their rows."""
    found: list[list[tables.Cell]] = [[] for _ in cells]
    above: dict[int, tuple[int, int]] = {}  # column: where its cell begins
    for at, (row, parts) in enumerate(zip(cells, rows, strict=True)):
        column = 0
        for cell, (_, span, goes_on) in zip(row, parts, strict=True):
            if goes_on and column in above:
                first, order = above[column]
                known = found[first][order]
                found[first][order] = tables.Cell(known.text, known.columns, at - first + 1)
            else:
                above[column] = at, len(found[at])
                found[at].append(cell)
            column += span
    return found


def _with_deleted_marks_joined(parent: Element) -> Iterator[Element]:
    """The blocks of a parent; a paragraph whose end is deleted goes on in the next one, which keeps its own properties."""
    begun: list[Element] = []
    for block in parent:
        mark = block.find(f"{W}pPr/{W}rPr/{W}del") if block.tag == _PARAGRAPH else None
        if mark is not None:
            begun += (child for child in block if child.tag != f"{W}pPr")
            continue
        if begun and block.tag == _PARAGRAPH:
            joined = Element(_PARAGRAPH)
            joined.extend([*block.findall(f"{W}pPr"), *begun, *(each for each in block if each.tag != f"{W}pPr")])
            yield joined
            begun = []
            continue
        yield block
    if begun:
        last = Element(_PARAGRAPH)
        last.extend(begun)
        yield last


def _is_contents(block: Element) -> bool:
    """Whether a block is a table of contents, which says headings once more."""
    gallery = block.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery") if block.tag == f"{W}sdt" else None
    return gallery is not None and gallery.get(f"{W}val") == "Table of Contents"


def _is_deleted(cell: Element) -> bool:
    return cell.find(f"{W}tcPr/{W}cellDel") is not None


def _within(parent: Element, tag: str) -> Iterator[Element]:
    """The rows of a table or cells of a row, content controls around them passed through."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}moveTo", f"{W}customXml"):
            yield from _within(child, tag)


@dataclass(slots=True)
class _Anchored:
    """A paragraph's text, and the text boxes and notes that follow it."""

    pieces: list[str] = field(default_factory=list)
    blocks: list[Element] = field(default_factory=list)


def _run(run: Element, pieces: list[str]) -> list[Element]:
    """What of a run is still to be read, last first: nothing of hidden text; raised digits are written at once."""
    properties = run.find(f"{W}rPr")
    if properties is None:
        return run[::-1]
    if _is_on(properties, "vanish"):
        return []
    if value(properties, "vertAlign") != "superscript":
        return run[::-1]
    pieces.append(raised("".join(each.text or "" for each in run.iter(_TEXT))))
    return [each for each in run[::-1] if each.tag != _TEXT]


def _is_on(properties: Element, name: str) -> bool:
    found = properties.find(f"{W}{name}")
    return found is not None and found.get(f"{W}val", "true") not in ("0", "false", "off")


def _notes(part: Element | None) -> dict[str, Element]:
    """The notes by their numbers, the lines that divide them from the text omitted."""
    if part is None:
        return {}
    return {note.get(f"{W}id", ""): note for note in part if note.get(f"{W}type") is None}


class _Styles:
    """What the styles of a document say of its paragraphs: the level of a heading, the list they are counted in."""

    def __init__(self, part: Element | None) -> None:
        self._based: dict[str, str | None] = {}
        self._levels: dict[str, int] = {}
        self._counted: dict[str, tuple[str | None, str | None]] = {}
        for style in part.iter(f"{W}style") if part is not None else ():
            key = style.get(f"{W}styleId", "")
            self._based[key] = value(style, "basedOn")
            properties = style.find(f"{W}pPr")
            if properties is not None:
                if (level := _outlined(properties)) is not None:
                    self._levels[key] = level
                if (counted := _counted(properties)) is not None:
                    self._counted[key] = counted

    def level(self, properties: Element | None, style: str | None) -> int:
        """1 for a heading of the first level, 0 for no heading."""
        own = _outlined(properties) if properties is not None else None
        if own is None:
            own = next((self._levels[each] for each in self._chain(style) if each in self._levels), None)
        return own + 1 if own is not None and own < 9 else 0

    def counted(self, properties: Element | None, style: str | None) -> tuple[str, int] | None:
        """The list and level that a paragraph is counted in."""
        own = _counted(properties) if properties is not None else None
        of_style = next((self._counted[each] for each in self._chain(style) if each in self._counted), (None, None))
        key = (own[0] if own else None) or of_style[0]
        level = (own[1] if own else None) or of_style[1] or "0"
        return (key, int(level)) if key and key != "0" and level.isdigit() else None

    def _chain(self, style: str | None) -> Iterator[str]:
        seen: set[str] = set()
        while style and style not in seen:
            seen.add(style)
            yield style
            style = self._based.get(style)


def _outlined(properties: Element) -> int | None:
    level = value(properties, "outlineLvl")
    return int(level) if level and level.isdigit() else None


def _counted(properties: Element) -> tuple[str | None, str | None] | None:
    numbered = properties.find(f"{W}numPr")
    return None if numbered is None else (value(numbered, "numId"), value(numbered, "ilvl"))
