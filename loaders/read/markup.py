"""The markup of a page, as a browser's parser writes it -> its lines, each in the element that it stands in.

Elements are numbered in the order in which they begin, the page itself is 0: most of a page's are left behind again, so none
is more than its place in a few lists.
"""

import re
from dataclasses import dataclass, field
from html import unescape

from loaders.read import tables
from loaders.read.lines import Line, plain, raised

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_ATTRIBUTES = r"[^>\"]*(?:\"[^\"]*\"[^>\"]*)*"
# A tag, what is written behind it, and the end of what it began, where that follows; behind </p> stands no <//p>.
_TAG = re.compile(rf"<(/?[a-zA-Z][^\s/>]*)({_ATTRIBUTES})>([^<]*)(?:<(/)\1>)?")
_NAME = re.compile(r"\b(?:class|id)=\"([^\"]*)\"")
_SPAN = re.compile(r"\b(col|row)span=\"(\d{1,4})")
_AS_IS = re.compile(r"white-space:\s*(?:pre|break-spaces)")
_INDENTED = re.compile("[ \t\r\n]*(?:\u3000{2}|[\xa0\u2002\u2003]{2}|[ \xa0]{4})")
# How the makers of pages call what is around a text.
_AROUND = re.compile(
    r"(?:^|[\s_-])(?:bread|crumbs?|position|location|nav|menu|share|bdshare|social|print|toolbar|related|recommend|pager?|"
    r"page-?nav|footer|foot|copyright|sidebar|qrcode|ewm|close|fontsize|attach)(?:$|[\s_-]|\d|bar|box|s\b)",
    re.IGNORECASE,
)
_TAGS_AROUND = frozenset(["footer", "aside"])
_INLINE_TAGS = ["a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font"]
_INLINE_TAGS += ["i", "img", "ins", "kbd", "label", "mark", "o:p", "q", "s", "samp", "small", "span", "st1:chsdate"]
_INLINE_TAGS += ["strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr"]
_INLINE = frozenset([*_INLINE_TAGS, *(f"/{tag}" for tag in _INLINE_TAGS)])
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
_LINK = {"a": 1, "/a": -1}
_RAISED = {"sup": 1, "/sup": -1}
_HEADINGS = {"h1": 1, "h2": 1, "h3": 2, "h4": 3, "h5": 3, "h6": 3}
_CELLS = frozenset(["td", "th"])


@dataclass(slots=True)
class Said(Line):
    """A line of the page, where it stands, and how much of it is links."""

    element: int = 0
    linked: int = 0
    worth: float = 0.0  # how much of it is running text, or a table


@dataclass(slots=True)
class _Table:
    """A table that is being read: its rows of cells, each with the lines it holds."""

    rows: list[list[tuple[list[Said], int, int]]] = field(default_factory=list)


class Markup:
    """The lines of a page and its elements, read in one pass."""

    def __init__(self, markup: str) -> None:
        self.parents = [0]
        self.tags = [""]
        self.named = [False]  # whether an element is called what is around a text
        self._element = 0
        self._sinks: list[list[Said]] = [[]]
        self._tables: list[tuple[_Table, int]] = []
        self._buffer: list[str] = []
        self._linked = self._link = self._raised = self._level = 0
        self._goes_on = False
        self._as_is: list[int] = []  # the elements around whose line ends count
        self._known: dict[str, tuple[bool, bool]] = {}  # what attributes say
        self._read(_COMMENT.sub("", markup) if "<!--" in markup else markup)
        while self._tables:
            self._end_table()
        self._flush()
        self.said = self._sinks[0]

    def _read(self, markup: str) -> None:
        first, *parts = _TAG.split(markup)
        self._write(first)
        pieces = zip(parts[::5], parts[1::5], parts[2::5], parts[3::5], parts[4::5], strict=True)
        for tag, attributes, behind, ends, more in pieces:
            self._begin(tag, attributes)
            if not ends:
                if behind or more:
                    self._write(behind + more)  # what looks like a tag, but is none, is text
                continue
            if behind:
                self._write(behind)
            self._begin("/" + tag, "")
            if more:
                self._write(more)

    def _begin(self, tag: str, attributes: str) -> None:
        """What a tag begins or ends."""
        if tag in _INLINE:
            if tag in _LINK:
                self._link = max(0, self._link + _LINK[tag])
            elif tag in _RAISED:
                self._raised = max(0, self._raised + _RAISED[tag])
        elif tag[0] == "/":
            self._close(tag[1:])
        elif tag == "br":
            self._goes_on = self._flush()  # two of them divide paragraphs
        elif tag not in _VOID:
            self._open(tag, attributes)

    def _write(self, written: str) -> None:
        """Text, which does not end a line but where line ends count."""
        if not (self._buffer or self._as_is) and written.isspace():
            return
        if self._raised:
            written = raised(written)
        if self._link:
            self._linked += len(written.strip())
        if not self._as_is:
            self._buffer.append(written)
            return
        first, *others = written.split("\n")
        self._buffer.append(first)
        for other in others:
            self._goes_on = self._flush()
            self._buffer.append(other)

    def _open(self, tag: str, attributes: str) -> None:
        if self._buffer:
            self._flush()
        self._goes_on = False
        named, as_is = self._said_by(attributes) if attributes else (False, False)
        self.parents.append(self._element)
        self._element = len(self.tags)
        self.tags.append(tag)
        self.named.append(named or tag in _TAGS_AROUND)
        if as_is or tag == "pre":
            self._as_is.append(self._element)
        if tag in _HEADINGS:
            self._level = _HEADINGS[tag]
        elif tag == "table":
            self._tables.append((_Table(), len(self._sinks)))
        elif self._tables:
            self._open_in_table(tag, attributes)

    def _said_by(self, attributes: str) -> tuple[bool, bool]:
        """Whether attributes call an element what is around a text, and whether line ends count in it."""
        known = self._known.get(attributes)
        if known is None:
            named = "class=" in attributes or "id=" in attributes
            known = self._known[attributes] = (
                named and any(map(_AROUND.search, _NAME.findall(attributes))),
                "white-space" in attributes and bool(_AS_IS.search(attributes)),
            )
        return known

    def _open_in_table(self, tag: str, attributes: str) -> None:
        """A row of the table that is being read, or a cell of its last row."""
        rows = self._tables[-1][0].rows
        if tag == "tr":
            rows.append([])
        elif tag in _CELLS and rows:
            spans = dict(_SPAN.findall(attributes))
            sink: list[Said] = []
            self._sinks.append(sink)
            rows[-1].append((sink, int(spans.get("col", 1)), int(spans.get("row", 1))))

    def _close(self, tag: str) -> None:
        if self._buffer:
            self._flush()
        self._goes_on = False
        if tag in _HEADINGS:
            self._level = 0
        elif tag in _CELLS and self._tables and len(self._sinks) > self._tables[-1][1]:
            self._sinks.pop()
        if self.tags[self._element] == tag:
            if self._as_is and self._as_is[-1] == self._element:
                self._as_is.pop()
            self._element = self.parents[self._element]
        if tag == "table" and self._tables:
            self._end_table()

    def _end_table(self) -> None:
        """A table of data becomes rows, one that lays out the page the lines of its cells."""
        table, depth = self._tables.pop()
        del self._sinks[depth:]
        sink = self._sinks[-1]
        held = [said for row in table.rows for lines, _, _ in row for said in lines]
        if any(said.is_row for said in held) or sum(len(row) > 1 for row in table.rows) < 2:
            sink += held
            return
        cells = [
            [tables.Cell(tables.in_cell(said.text for said in lines), columns, rows) for lines, columns, rows in row]
            for row in table.rows
        ]
        if tables.is_table(cells):
            lines = tables.lines_of(cells)
            linked = sum(said.linked for said in held) // max(1, len(lines))
            sink += [Said(line.text, line.level, line.is_row, line.goes_on, self._element, linked) for line in lines]
        else:
            sink += held

    def _flush(self) -> bool:
        """End a line; whether there was one."""
        if not self._buffer:
            return False
        written, linked = "".join(self._buffer), self._linked
        self._buffer.clear()
        self._linked = 0
        return self._say(written, linked)

    def _say(self, written: str, linked: int) -> bool:
        """A line; whether there is anything in it."""
        if "&" in written:
            written = unescape(written.replace("&nbsp;", "\xa0"))
        text = plain(written)
        if text:
            goes_on = self._goes_on and not _INDENTED.match(written)
            self._sinks[-1].append(Said(text, self._level, False, goes_on, self._element, linked))
        return bool(text)
