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
from itertools import takewhile

from selectolax.lexbor import LexborHTMLParser

from loaders.read import tables, text
from loaders.read.document import Extract, Told
from loaders.read.errors import NotAReport
from loaders.read.limits import Limits
from loaders.read.lines import Line, compose, plain, raised
from loaders.read.nesting import refuse_traps

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_HEAD = 4096
_SAMPLE = 20_000  # characters; enough to tell
_LONG = 4  # times the characters that are read: blanks, labels and what is around a text are not counted closely
_MOST_LOST = 0.01  # of the characters, where a page is not quite in the encoding that it names
_WITHOUT_TEXT = ["script", "style", "noscript", "template", "iframe", "noframes", "noembed", "xmp", "plaintext", "svg"]
_WITHOUT_TEXT += ["object", "select", "button", "textarea", "nav", "math", "audio", "video", "map", "head"]
_HIDDEN = '[hidden],[aria-hidden="true"],[style*="display:none" i],[style*="display: none" i],[style*="visibility:hidden" i],[style*="visibility: hidden" i]'
_MOST_HIDDEN = 0.5  # of a page's characters; a block with more is shown by a script when the page is opened
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
_AS_IS = re.compile(r"white-space:\s*(?:pre|break-spaces)")
_INDENTED = re.compile("[ \t\r\n]*(?:\u3000{2}|[\xa0\u2002\u2003]{2}|[ \xa0]{4})")
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
    "打印|关闭窗口|关闭本页|分享|扫一扫|扫码|上一篇|下一篇|上一条|下一条|返回顶部|责任编辑|编辑[:：]|浏览次数|访问量|字体|字号|相关链接|版权所有|网站地图|主办单位|ICP备|公网安备|邮编|联系电话|技术支持"
)
_SITE = re.compile(r"\s*[_|｜]\s*|\s+[-–—]+\s+|[-–—]{1,2}(?=[^-–—]{2,16}(?:局|厅|委|网|政府|门户)[^-–—]*$)")
_FEWEST = 0.75  # of an element's running text that its child must have to be taken for it
_SECOND = 0.1  # of that, which makes another child a part of the text too
_MOST_AROUND = 0.5  # of a page's running text; what has more is no menu or share bar, whatever it is called
_ENDS = "。；！？”：）:)"
_LONGEST_LABEL = 12
# What heads a list of other texts.
_OTHERS = re.compile(
    "(?:相关|热点|推荐|最新|延伸|往期|更多)(?:链接|解读|新闻|阅读|报道|文件|文章|信息|政策|动态|推荐|资讯|稿件|专题|视频)?[：:>》]*"
)
_WITHIN = 40  # lines before the text among which its title is looked for
_DAY = re.compile(r"((?:19|20)\d{2})[-/.年](\d{1,2})[-/.月](\d{1,2})")


def read(content: bytes, limits: Limits) -> Extract:
    """A web page. Raises NotAReport."""
    return read_page(decode(content), limits)


def read_page(decoded: text.Decoded, limits: Limits) -> Extract:
    """The text of a page, and what its tags say of it. Raises NotAReport."""
    if (tags := decoded.text.count("<")) > limits.most_tags:
        raise NotAReport("too_large", f"{tags} tags; the limit is {limits.most_tags}")
    refuse_traps(decoded.text, tags)
    parser = LexborHTMLParser(decoded.text)
    head = _Head.of(parser)
    parser.strip_tags(_WITHOUT_TEXT)
    if parser.body is None:
        raise NotAReport("empty", "a page without text")
    _hide(parser)
    if parser.body is None:
        raise NotAReport("empty", "a page without text")
    if len(decoded.text) > _LONG * limits.largest_text and len(parser.body.text()) > _LONG * limits.largest_text:
        raise NotAReport("too_large", f"a page of more than {limits.largest_text} characters")
    markup = _COMMENT.sub("", parser.body.html or "")
    page = _Page(_FORMATTING.sub("", markup))
    written, headings = compose(page.report(head.title))
    if not written.strip():
        raise NotAReport("empty", "a page without text")
    return Extract(written, "text/html", decoded.encoding, head.told, headings, decoded.note)


def _hide(parser: LexborHTMLParser) -> None:
    """Take out the blocks that nobody sees."""
    hidden = [(node, len(node.text())) for node in parser.css(_HIDDEN)]
    most = _MOST_HIDDEN * len(parser.body.text()) if hidden and parser.body else 0.0
    for node, length in hidden:
        if length <= most:
            node.decompose()


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
    tag: str = ""
    is_named_around: bool = False  # whether it is called what is around a text
    around: bool = False  # whether it, or what it lies in, is so
    length: float = 0.0  # the running text in it
    worth: float = 0.0  # the same, a tenth of what is around a text
    children: "list[_Element]" = field(default_factory=list)

    def chain(self) -> "Iterator[_Element]":
        """It and what it lies in."""
        element: _Element | None = self
        while element is not None:
            yield element
            element = element.parent


@dataclass(slots=True)
class _Said:
    """A line of the page, where it stands, and how much of it is links."""

    line: Line
    element: _Element
    linked: int = 0
    worth: float = 0.0  # how much of it is running text, or a table

    @property
    def is_sentence(self) -> bool:
        """Whether it can only be of a text: a sentence to its end, or a row of a table."""
        return self.worth > 0 and (self.line.is_row or self.line.text[-1] in _ENDS)


@dataclass(slots=True)
class _Table:
    """A table that is being read: its rows of cells, each with the lines it holds."""

    rows: list[list[tuple[list[_Said], int, int]]] = field(default_factory=list)


class _Page:
    """The lines of a page, as read off the normalised markup in one pass."""

    def __init__(self, markup: str) -> None:
        self.root = self.element = _Element(None)
        self.elements = [self.root]
        self.stack: list[tuple[str, _Element]] = []
        self.sinks: list[list[_Said]] = [[]]
        self.tables: list[tuple[_Table, int]] = []
        self.buffer: list[str] = []
        self.linked = self.link = self.raised = self.level = 0
        self.goes_on = self.heads_others = False
        self.as_is: list[int] = []  # how deep the blocks lie whose line ends count
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
        if not (self.buffer or self.as_is) and written.isspace():
            return
        if self.raised:
            written = raised(written)
        if self.link:
            self.linked += len(written.strip())
        first, *others = written.split("\n") if self.as_is else [written]
        self.buffer.append(first)
        for other in others:
            self.goes_on = self._flush()
            self.buffer.append(other)

    def _tag(self, closing: str, tag: str, attributes: str) -> None:
        if tag in _INLINE:
            step = -1 if closing else 1
            if tag == "a":
                self.link = max(0, self.link + step)
            elif tag == "sup":
                self.raised = max(0, self.raised + step)
        elif tag == "br":
            self.goes_on = self._flush()  # two of them divide paragraphs
        elif tag in _VOID:
            return
        elif closing:
            self._close(tag)
        else:
            self._open(tag, attributes)

    def _open(self, tag: str, attributes: str) -> None:
        self._flush()
        around = tag in ("footer", "aside")
        if not around and ("class=" in attributes or "id=" in attributes):
            around = any(_AROUND.search(name) for name in _NAME.findall(attributes))
        element = _Element(self.element, tag, around)
        self.elements.append(element)
        self.element.children.append(element)
        self.stack.append((tag, self.element))
        if tag == "pre" or ("white-space" in attributes and _AS_IS.search(attributes)):
            self.as_is.append(len(self.stack))
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
            if self.as_is and self.as_is[-1] > len(self.stack):
                self.as_is.pop()
        if tag == "table" and self.tables:
            self._end_table()

    def _end_table(self) -> None:
        """A table of data becomes rows, one that lays out the page the lines of its cells."""
        table, depth = self.tables.pop()
        del self.sinks[depth:]
        sink = self.sinks[-1]
        cells = [
            [
                tables.Cell(tables.in_cell(said.line.text for said in lines), columns, rows)
                for lines, columns, rows in row
            ]
            for row in table.rows
        ]
        held = [said for row in table.rows for lines, _, _ in row for said in lines]
        if tables.is_table(cells) and not any(said.line.is_row for said in held):
            linked = sum(said.linked for said in held)
            lines = tables.lines_of(cells)
            sink += [_Said(line, self.element, linked // max(1, len(lines))) for line in lines]
        else:
            sink += held

    def _flush(self) -> bool:
        """End a line; whether there was one."""
        raw = unescape("".join(self.buffer)) if self.buffer else ""
        written = plain(raw)
        if written:
            goes_on = self.goes_on and not _INDENTED.match(raw)
            self.sinks[-1].append(_Said(Line(written, self.level, goes_on=goes_on), self.element, self.linked))
        if self.buffer or self.element is not self.root:
            self.goes_on = False
        self.buffer, self.linked = [], 0
        return bool(written)

    def report(self, title: str) -> list[Line]:
        """The lines of the report: title, the lines about its source, text."""
        self._weigh()
        found = self._densest()
        inside = [at for at, said in enumerate(self.said) if id(said) in found]
        if not inside:
            return []
        heavy = self._most_is_around(inside)
        body = [self.said[at] for at in inside if heavy or not self.said[at].element.around]
        body = [said for said in body if said.worth > 0 or 2 * said.linked < len(said.line.text)]
        while body and body[-1].worth < 60 and len(body[-1].line.text) < 60 and _AFTER.search(body[-1].line.text):
            del body[-1]
        return [*self._about(title, self.said[: inside[0]], body), *(said.line for said in body)]

    def _weigh(self) -> None:
        """What each element is worth. A name misleads where most of the page lies in what is called so."""
        self._measure()
        most = _MOST_AROUND * self.root.length
        for element in self.elements:
            outer = element.parent
            element.around = (outer is not None and outer.around) or (
                element.is_named_around and element.length <= most
            )
        for said in self.said:
            if said.worth:
                said.element.worth += said.worth * (0.1 if said.element.around else 1.0)
        for element in reversed(self.elements):
            if element.parent:
                element.parent.worth += element.worth

    def _measure(self) -> None:
        """How much running text is in each line and element."""
        for said in self.said:
            line, length = said.line, len(said.line.text)
            if line.is_row or length > 40 or _RUNNING.search(line.text):
                said.worth = max(0.0, length - 2.0 * said.linked)
                said.element.length += said.worth
            elif length < _LONGEST_LABEL and _OTHERS.fullmatch(line.text):
                self.heads_others = True
        if self.heads_others:
            self._find_others()
        for element in reversed(self.elements):
            if element.parent:
                element.parent.length += element.length

    def _find_others(self) -> None:
        """What begins with a line such as 相关链接 is around the text."""
        begun: set[int] = set()
        for said in self.said:
            new = list(takewhile(lambda element: id(element) not in begun, said.element.chain()))
            begun.update(map(id, new))
            if new and _OTHERS.fullmatch(said.line.text):
                new[-1].is_named_around = True  # the largest that begins with this line

    def _densest(self) -> set[int]:
        """The lines of the element that has nearly all running text, and those that stand beside it on the way there."""
        lines: dict[int, list[_Said]] = {}
        for said in self.said:
            lines.setdefault(id(said.element), []).append(said)
        found, beside = self.root, set[int]()
        while True:
            best, second = ([*sorted(found.children, key=lambda child: -child.worth), _Element(None), _Element(None)])[
                :2
            ]
            if best.worth <= _FEWEST * found.worth or second.worth > _SECOND * best.worth:
                return beside | set(map(id, _lines_in(found, lines)))
            beside |= set(map(id, _beside(found, best, lines)))
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
        alone = [line for line in titled if not line.is_row]  # not the table that says what the document is
        visible = next(iter(alone or ([] if titled else headings[-1:] or named[-1:])), None)
        if visible and visible.text not in first:
            yield Line(visible.text)
        elif not visible and len(core) > 5 and not any(core in each.replace(" ", "") for each in first):
            yield Line(title)
        for line in top:
            if line is not visible and _ABOUT.search(line.text) and len(line.text) < 200:
                yield from map(Line, _labelled(line.text) if line.is_row else [line.text])


def _beside(found: _Element, best: _Element, lines: dict[int, list[_Said]]) -> Iterator[_Said]:
    """The lines beside the element that the way leads to, where they are of one text with it: paragraphs, rows, sections."""
    own = lines.get(id(found), [])
    others = [child for child in found.children if child is not best and child.worth and not child.around]
    yield from (
        said
        for child in others
        if child.tag == best.tag == "section"
        for said in _lines_in(child, lines)
        if not said.linked
    )
    if any(said.line.is_row and _ABOUT.search(said.line.text) for said in own):
        return  # what the document is, in a table
    leaves = [child for child in found.children if child is not best and not child.around and not child.children]
    parts = [own, *(lines.get(id(child), []) for child in leaves)]
    single = [said for part in parts for said in part if not said.linked and not _AFTER.search(said.line.text)]
    if any(said.is_sentence for said in single):
        yield from single


def _lines_in(element: _Element, lines: dict[int, list[_Said]]) -> list[_Said]:
    return [said for each in _all_of(element) for said in lines.get(id(each), ())]


def _labelled(row: str) -> list[str]:
    """What the cells of a row say of a document, each behind its label; all that they hold where none is a label."""
    cells = row.strip("| ").split(" | ")
    names = [f"{''.join(cell.split()).rstrip(':：')}：" for cell in cells]
    found = [name + cell for name, cell in zip(names, cells[1:], strict=False) if _ABOUT.fullmatch(name) and cell]
    return found or [" ".join(cell for cell in cells if cell)]


def _all_of(element: _Element) -> Iterator[_Element]:
    """An element and all in it."""
    todo = [element]
    while todo:
        found = todo.pop()
        yield found
        todo += found.children
