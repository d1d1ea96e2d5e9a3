"""Web pages: the part of a page where its running text is dense, with its title and what it says of its source.

The page is parsed by selectolax as browsers do. Then each element is worth the running text in it outside links; from the
whole page down, the way leads to the child that has nearly all of it, as long as there is one. Menus, breadcrumbs, share
bars, related links and footers hold links and labels, and are left behind.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from html import unescape

from selectolax.lexbor import LexborHTMLParser

from loaders.read import tables, text
from loaders.read.document import Extract, Told
from loaders.read.errors import NotAReport
from loaders.read.limits import Limits
from loaders.read.lines import Line, compose, plain, raised

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_HEAD = 4096
_SAMPLE = 20_000  # characters; enough to tell
_MOST_LOST = 0.01  # of the characters, where a page is not quite in the encoding that it names
_WITHOUT_TEXT = ["script", "style", "noscript", "template", "iframe", "noframes", "noembed", "xmp", "plaintext", "svg"]
_WITHOUT_TEXT += ["object", "select", "button", "textarea", "nav", "math", "audio", "video", "map", "head"]
_HIDDEN = '[hidden],[aria-hidden="true"],[style*="display:none"],[style*="display: none"],[style*="visibility:hidden"]'
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)((?:[^>\"]|\"[^\"]*\")*)>")
_FORMATTING = re.compile(r"</?(?:span|font|b|strong|em|u|i|o:p)(?=[\s>])(?:[^>\"]|\"[^\"]*\")*>")
_NAME = re.compile(r"\b(?:class|id)=\"([^\"]*)\"")
_SPAN = re.compile(r"\b(col|row)span=\"(\d{1,4})")
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "img",
        "ins",
        "kbd",
        "label",
        "mark",
        "o:p",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "st1:chsdate",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    ]
)
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
_HEADINGS = {"h1": 1, "h2": 1, "h3": 2, "h4": 3, "h5": 3, "h6": 3}
# How the makers of pages call what is around a text.
_AROUND = re.compile(
    r"(?:^|[\s_-])(?:bread|crumbs?|position|location|nav|menu|share|bdshare|social|print|toolbar|related|recommend|pager?|"
    r"page-?nav|footer|foot|copyright|sidebar|qrcode|ewm|close|fontsize|attach)(?:$|[\s_-]|\d|bar|box|s\b)",
    re.IGNORECASE,
)
_RUNNING = re.compile("[，。；：、]")
_ABOUT = re.compile(
    "(?:来源|发布机构|发文机关|发文单位|印发机关|信息来源|发布日期|发布时间|成文日期|发文日期|公开日期|生成日期|发文字号|文号|索引号|日期|时间)\\s*[:：|]"
)
_AFTER = re.compile(
    "打印|关闭窗口|关闭本页|分享|扫一扫|扫码|上一篇|下一篇|上一条|下一条|返回顶部|责任编辑|编辑[:：]|浏览次数|访问量|字体|字号|相关链接|版权所有|网站地图|主办单位|ICP备|公网安备"
)
_SITE = re.compile(r"\s*[_|｜]\s*|\s+[-–—]+\s+|[-–—]{1,2}(?=[^-–—]{2,16}(?:局|厅|委|网|政府|门户)[^-–—]*$)")
_FEWEST = 0.75  # of an element's running text that its child must have to be taken for it
_SECOND = 0.1  # of that, which makes another child a part of the text too
_WITHIN = 40  # lines before the text among which its title is looked for
_DAY = re.compile(r"((?:19|20)\d{2})[-/.年](\d{1,2})[-/.月](\d{1,2})")


def read(content: bytes, limits: Limits) -> Extract:
    """A web page. Raises NotAReport."""
    return read_page(decode(content), limits)


def read_page(decoded: text.Decoded, limits: Limits) -> Extract:
    """The text of a page, and what its tags say of it. Raises NotAReport."""
    if (tags := decoded.text.count("<")) > limits.most_tags:
        raise NotAReport("too_large", f"{tags} tags; the limit is {limits.most_tags}")
    parser = LexborHTMLParser(decoded.text)
    head = _Head.of(parser)
    parser.strip_tags(_WITHOUT_TEXT)
    for node in parser.css(_HIDDEN):
        node.decompose()
    if parser.body is None:
        raise NotAReport("empty", "a page without text")
    markup = _COMMENT.sub("", parser.body.html or "")
    page = _Page(_FORMATTING.sub("", markup))
    written, headings = compose(page.report(head.title))
    if not written.strip():
        raise NotAReport("empty", "a page without text")
    return Extract(written, "text/html", decoded.encoding, head.told, headings, decoded.note)


def decode(content: bytes, charset: str = "") -> text.Decoded:
    """A page's characters: by its mark, by the charset that is named, by the bytes themselves. Raises NotAReport."""
    try:
        found = text.Decoded(content.decode("utf-8-sig"), "utf-8")
        if not text.is_misread(found.text[:_SAMPLE]):
            return found
    except UnicodeDecodeError:
        pass
    named = _CHARSET.search(content[:_HEAD])
    charset = (charset or (named[1].decode("ascii", "replace") if named else "")).lower()
    codec = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "big5": "big5hkscs"}.get(charset, charset)
    if codec in ("gb18030", "big5hkscs"):
        try:
            return text.Decoded(content.decode(codec), "gb18030" if codec == "gb18030" else "big5")
        except UnicodeDecodeError:
            pass
    try:
        return text.decode(content)
    except NotAReport:
        if codec not in ("gb18030", "big5hkscs", "utf-8"):
            raise
        written = content.decode(codec, "replace")
        lost = written.count("\ufffd")
        if lost > _MOST_LOST * len(written):
            raise
        note = f"{lost} characters that are not {charset}, the first behind {written[: written.index(chr(0xFFFD))][-10:]!r}"
        return text.Decoded(written, {"gb18030": "gb18030", "utf-8": "utf-8"}.get(codec, "big5"), note)


@dataclass(frozen=True, slots=True)
class _Head:
    """What the tags of a page's head say."""

    title: str
    told: Told

    @classmethod
    def of(cls, parser: LexborHTMLParser) -> "_Head":
        said: dict[str, str] = {}
        for node in parser.css("meta[content]"):
            name = node.attributes.get("name") or node.attributes.get("property") or ""
            said.setdefault(name.lower(), (node.attributes.get("content") or "").strip())
        canonical = parser.css_first('link[rel="canonical"]')
        url = (canonical.attributes.get("href") if canonical else "") or said.get("og:url") or said.get("url") or ""
        titled = parser.css_first("title")
        title = said.get("articletitle") or _SITE.split(plain(titled.text()) if titled else "", maxsplit=1)[0]
        published = _DAY.search(
            said.get("pubdate") or said.get("publishdate") or said.get("article:published_time") or ""
        )
        told = Told(
            url=url if url.startswith(("http://", "https://")) else None,
            title=title or None,
            issuer=said.get("contentsource") or None,
            published_on=_day(published),
        )
        return cls(title, told)


def _day(match: re.Match[str] | None) -> date | None:
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None


@dataclass(slots=True)
class _Element:
    """A block of the page."""

    parent: "_Element | None"
    around: bool = False  # whether it, or what it lies in, is called what is around a text
    worth: float = 0.0
    children: "list[_Element]" = field(default_factory=list)


@dataclass(slots=True)
class _Said:
    """A line of the page, where it stands, and how much of it is links."""

    line: Line
    element: _Element
    linked: int = 0

    @property
    def worth(self) -> float:
        """How much of it is running text, or a table."""
        length = len(self.line.text)
        if not (self.line.is_row or length > 40 or _RUNNING.search(self.line.text)):
            return 0.0
        return max(0.0, length - 2.0 * self.linked)


@dataclass(slots=True)
class _Table:
    """A table that is being read: its rows of cells, each with the lines it holds."""

    rows: list[list[tuple[list[_Said], int, int]]] = field(default_factory=list)


class _Page:
    """The lines of a page, as read off the normalised markup in one pass."""

    def __init__(self, markup: str) -> None:
        self.root = self.element = _Element(None)
        self.stack: list[tuple[str, _Element]] = []
        self.sinks: list[list[_Said]] = [[]]
        self.tables: list[tuple[_Table, int]] = []
        self.buffer: list[str] = []
        self.linked = self.link = self.raised = self.level = 0
        self.goes_on = False
        parts = _TAG.split(markup)
        self._write(parts[0])
        for closing, tag, attributes, written in zip(parts[1::4], parts[2::4], parts[3::4], parts[4::4], strict=True):
            self._tag(closing, tag, attributes)
            if written:
                self._write(written)
        while self.tables:
            self._end_table()
        self._flush()
        self.said = self.sinks[0]

    def _write(self, written: str) -> None:
        if not self.buffer and written.isspace():
            return
        if self.raised:
            written = raised(written)
        if self.link:
            self.linked += len(written.strip())
        self.buffer.append(written)

    def _tag(self, closing: str, tag: str, attributes: str) -> None:
        if tag in _INLINE:
            step = -1 if closing else 1
            if tag == "a":
                self.link = max(0, self.link + step)
            elif tag == "sup":
                self.raised = max(0, self.raised + step)
        elif tag == "br":
            self._flush()
            self.goes_on = True
        elif tag in _VOID:
            return
        elif closing:
            self._close(tag)
        else:
            self._open(tag, attributes)

    def _open(self, tag: str, attributes: str) -> None:
        self._flush()
        around = self.element.around or tag in ("footer", "aside")
        if not around and ("class=" in attributes or "id=" in attributes):
            around = any(_AROUND.search(name) for name in _NAME.findall(attributes))
        element = _Element(self.element, around)
        self.element.children.append(element)
        self.stack.append((tag, self.element))
        self.element = element
        self.level = _HEADINGS.get(tag, self.level)
        if tag == "table":
            self.tables.append((_Table(), len(self.sinks)))
        elif tag == "tr" and self.tables:
            self.tables[-1][0].rows.append([])
        elif tag in ("td", "th") and self.tables and self.tables[-1][0].rows:
            spans = dict(_SPAN.findall(attributes))
            sink: list[_Said] = []
            self.sinks.append(sink)
            self.tables[-1][0].rows[-1].append((sink, int(spans.get("col", 1)), int(spans.get("row", 1))))

    def _close(self, tag: str) -> None:
        self._flush()
        if tag in _HEADINGS:
            self.level = 0
        if tag in ("td", "th") and self.tables and len(self.sinks) > self.tables[-1][1]:
            self.sinks.pop()
        if self.stack and self.stack[-1][0] == tag:
            _, self.element = self.stack.pop()
        if tag == "table" and self.tables:
            self._end_table()

    def _end_table(self) -> None:
        """A table of data becomes rows, one that lays out the page the lines of its cells."""
        table, depth = self.tables.pop()
        del self.sinks[depth:]
        sink = self.sinks[-1]
        cells = [
            [tables.Cell("".join(said.line.text for said in lines), columns, rows) for lines, columns, rows in row]
            for row in table.rows
        ]
        held = [said for row in table.rows for lines, _, _ in row for said in lines]
        if tables.is_table(cells) and not any(said.line.is_row for said in held):
            linked = sum(said.linked for said in held)
            lines = tables.lines_of(cells)
            sink += [_Said(line, self.element, linked // max(1, len(lines))) for line in lines]
        else:
            sink += held

    def _flush(self) -> None:
        """End a line."""
        written = plain(unescape("".join(self.buffer))) if self.buffer else ""
        if written:
            line = Line(written, self.level, goes_on=self.goes_on)
            self.sinks[-1].append(_Said(line, self.element, self.linked))
            self.goes_on = False
        elif self.buffer or self.element is not self.root:
            self.goes_on = False
        self.buffer, self.linked = [], 0

    def report(self, title: str) -> list[Line]:
        """The lines of the report: title, the lines about its source, text."""
        within = {id(element) for element in _all_of(self._densest())}
        inside = [at for at, said in enumerate(self.said) if id(said.element) in within]
        if not inside:
            return []
        heavy = self._most_is_around(inside)
        body = [self.said[at] for at in inside if heavy or not self.said[at].element.around]
        body = [said for said in body if said.worth > 0 or 2 * said.linked < len(said.line.text)]
        while body and body[-1].worth < 60 and len(body[-1].line.text) < 60 and _AFTER.search(body[-1].line.text):
            del body[-1]
        return [*self._about(title, self.said[: inside[0]], body), *(said.line for said in body)]

    def _densest(self) -> _Element:
        for said in self.said:
            worth = said.worth * (0.1 if said.element.around else 1.0)
            element: _Element | None = said.element
            while element is not None and worth:
                element.worth += worth
                element = element.parent
        found = self.root
        while True:
            best, second = ([*sorted(found.children, key=lambda child: -child.worth), _Element(None), _Element(None)])[
                :2
            ]
            if best.worth <= _FEWEST * found.worth or second.worth > _SECOND * best.worth:
                return found
            found = best

    def _most_is_around(self, inside: list[int]) -> bool:
        """Whether a name misleads: most of the text lies in what is called like something around it."""
        around = sum(self.said[at].worth for at in inside if self.said[at].element.around)
        return around > sum(self.said[at].worth for at in inside) / 2

    @staticmethod
    def _about(title: str, before: list[_Said], body: list[_Said]) -> Iterator[Line]:
        """The title, unless the text begins with it, and the lines before the text that say where it is from."""
        top = [
            said.line
            for said in before[-_WITHIN:]
            if _ABOUT.search(said.line.text) or not (said.element.around or said.linked)
        ]
        first = [said.line.text for said in body[:8]]
        core = title.replace(" ", "")
        headings = [line for line in top if line.level == 1 and len(line.text) > 5]
        titled = [
            line for line in top if core and core in line.text.replace(" ", "") and len(line.text) < 2 * len(core) + 10
        ]
        plain_lines = [line for line in top if 8 <= len(line.text) <= 80 and not _RUNNING.search(line.text)]
        named = [
            line for line in plain_lines if not (_ABOUT.search(line.text) or _AFTER.search(line.text) or line.is_row)
        ]
        visible = next(iter(titled or headings[-1:] or named[-1:]), None)
        if visible and visible.text not in first:
            yield Line(visible.text)
        elif not visible and len(core) > 5 and not any(core in each.replace(" ", "") for each in first):
            yield Line(title)
        for line in top:
            if line is not visible and _ABOUT.search(line.text) and len(line.text) < 200:
                yield Line(re.sub(r"(?<=[:：]) ", "", line.text.replace(" | ", " ").strip("| ")))


def _all_of(element: _Element) -> Iterator[_Element]:
    """An element and all in it."""
    todo = [element]
    while todo:
        found = todo.pop()
        yield found
        todo += found.children
