"""Web pages: the part of a page where its running text is dense, with its title and what it says of its source.

The page is parsed by selectolax as browsers do. Then each element is worth the running text in it outside links; from the
whole page down, the way leads to the child that has nearly all of it, as long as there is one. Menus, breadcrumbs, share
bars, related links and footers hold links and labels, and are left behind.
"""

import codecs
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from selectolax.lexbor import LexborHTMLParser, LexborNode

from loaders.read import text
from loaders.read.document import Extract, Told
from loaders.read.errors import NotAReport
from loaders.read.limits import Limits
from loaders.read.lines import Line, compose, plain
from loaders.read.markup import Markup, Said
from loaders.read.nesting import refuse_traps

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_HEAD = 4096
_SAMPLE = 20_000  # characters; enough to tell
_LONG = 4  # times the characters that are read: blanks, labels and what is around a text are not counted closely
_MOST_LOST = 0.01  # of the characters, where a page is not quite in the encoding that it names
_WITHOUT_TEXT = ["script", "style", "noscript", "template", "iframe", "noframes", "noembed", "xmp", "plaintext", "svg"]
_WITHOUT_TEXT += ["object", "select", "button", "textarea", "nav", "math", "audio", "video", "map", "head"]
_HIDDEN = '[hidden],[aria-hidden="true"],[style*="display:none" i],[style*="display: none" i],[style*="visibility:hidden" i],[style*="visibility: hidden" i]'
_FORMATTING = "span,font,b,strong,em,u,i,o\\:p"
_MOST_HIDDEN = 0.5  # of a page's characters; a block with more is shown by a script when the page is opened
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
    utf8 = decoded.utf8 or decoded.text.encode("utf-8", "ignore")
    if (tags := utf8.count(b"<")) > limits.most_tags:
        raise NotAReport("too_large", f"{tags} tags; the limit is {limits.most_tags}")
    refuse_traps(decoded.text, utf8, tags, limits)
    parser = LexborHTMLParser(utf8)
    head = _Head.of(parser)
    parser.strip_tags(_WITHOUT_TEXT)
    if parser.body is None:
        raise NotAReport("empty", "a page without text")
    _hide(parser.body)
    if parser.body is None:
        raise NotAReport("empty", "a page without text")
    if len(decoded.text) > _LONG * limits.largest_text and len(parser.body.text()) > _LONG * limits.largest_text:
        raise NotAReport("too_large", f"a page of more than {limits.largest_text} characters")
    for node in parser.body.css(_FORMATTING):
        node.unwrap(delete_empty=True)
    page = _Page(Markup(parser.body.html or ""))
    written, headings = compose(page.report(head.title))
    if not written.strip():
        raise NotAReport("empty", "a page without text")
    return Extract(written, "text/html", decoded.encoding, head.told, headings, decoded.note)


def _hide(body: LexborNode) -> None:
    """Take out the blocks that nobody sees."""
    hidden = [(node, len(node.text())) for node in body.css(_HIDDEN)]
    most = _MOST_HIDDEN * len(body.text()) if hidden else 0.0
    for node, length in hidden:
        if length <= most:
            node.decompose()


def decode(content: bytes, charset: str = "") -> text.Decoded:
    """A page's characters: by its mark, by the charset that is named, by the bytes themselves. Raises NotAReport."""
    try:
        utf8 = content.removeprefix(codecs.BOM_UTF8)
        found = text.Decoded(utf8.decode("utf-8"), "utf-8", utf8=utf8)
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
        for attributes in (node.attributes for node in parser.tags("meta")):
            if "content" in attributes:
                name = attributes.get("name") or attributes.get("property") or ""
                said.setdefault(name.lower(), (attributes["content"] or "").strip())
        links = (node.attributes for node in parser.tags("link"))
        canonical = next((link.get("href") for link in links if link.get("rel") == "canonical"), "")
        url = canonical or said.get("og:url") or said.get("url") or ""
        titled = parser.tags("title")[:1]
        title = said.get("articletitle") or _SITE.split(plain(titled[0].text()) if titled else "", maxsplit=1)[0]
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


class _Page:
    """What of a page's lines is the report."""

    def __init__(self, markup: Markup) -> None:
        self.said, self.parents, self.tags = markup.said, markup.parents, markup.tags
        self.named = markup.named.copy()  # whether an element is called what is around a text
        self.around: list[bool] = []  # whether it, or what it lies in, is so
        self.lengths = [0.0] * len(self.parents)  # the running text in it
        self.worths = self.lengths.copy()  # the same, a tenth of what is around a text

    def report(self, title: str) -> list[Line]:
        """The lines of the report: title, the lines about its source, text."""
        self._weigh()
        found = sorted(self._densest())
        if not found:
            return []
        inside = [self.said[at] for at in found]
        if not self._most_is_around(inside):
            inside = [said for said in inside if not self.around[said.element]]
        body = [said for said in inside if said.worth > 0 or 2 * said.linked < len(said.text)]
        while body and body[-1].worth < 60 and len(body[-1].text) < 60 and _AFTER.search(body[-1].text):
            del body[-1]
        return [*self._about(title, self.said[: found[0]], body), *body]

    def _weigh(self) -> None:
        """What each element is worth. A name misleads where most of the page lies in what is called so."""
        self._measure()
        most = _MOST_AROUND * self.lengths[0]
        for outer, named, length in zip(self.parents, self.named, self.lengths, strict=True):
            self.around.append((bool(self.around) and self.around[outer]) or (named and length <= most))
        for said in self.said:
            if said.worth:
                self.worths[said.element] += said.worth * (0.1 if self.around[said.element] else 1.0)
        self._sum_up(self.worths)

    def _measure(self) -> None:
        """How much running text is in each line and element."""
        heads_others = False
        for said in self.said:
            text = said.text
            length = len(text)
            if length > 40 or said.is_row or _RUNNING.search(text):
                said.worth = max(0.0, length - 2.0 * said.linked)
                self.lengths[said.element] += said.worth
            elif length < _LONGEST_LABEL and _OTHERS.fullmatch(text):
                heads_others = True
        if heads_others:
            self._find_others()
        self._sum_up(self.lengths)

    def _sum_up(self, figures: list[float]) -> None:
        """Add what each element has to that which it lies in."""
        for at in range(len(figures) - 1, 0, -1):
            figures[self.parents[at]] += figures[at]

    def _find_others(self) -> None:
        """What begins with a line such as 相关链接 is around the text."""
        begun: set[int] = set()
        for said in self.said:
            new = list(takewhile(lambda element: element not in begun, self._chain(said.element)))
            begun.update(new)
            if new and _OTHERS.fullmatch(said.text):
                self.named[new[-1]] = True  # the largest that begins with this line

    def _chain(self, element: int) -> Iterator[int]:
        """An element and what it lies in."""
        while element:
            yield element
            element = self.parents[element]
        yield 0

    def _densest(self) -> set[int]:
        """The lines of the element that has nearly all running text, and those that stand beside it on the way there."""
        tree = _Tree(self)
        found, beside = 0, set[int]()
        while True:
            children = sorted(tree.children.get(found, ()), key=self.worths.__getitem__, reverse=True)
            best, second = ([self.worths[child] for child in children[:2]] + [0.0, 0.0])[:2]
            if best <= _FEWEST * self.worths[found] or second > _SECOND * best:
                return beside.union(tree.lines_in(found))
            beside.update(tree.beside(found, children[0]))
            found = children[0]

    def _most_is_around(self, inside: list[Said]) -> bool:
        """Whether a name misleads: most of the text lies in what is called like something around it."""
        around = sum(said.worth for said in inside if self.around[said.element])
        return around > sum(said.worth for said in inside) / 2

    def _about(self, title: str, before: list[Said], body: list[Said]) -> Iterator[Line]:
        """The title, unless the text begins with it, and the lines before the text that say where it is from."""
        top = [
            said
            for said in before[-_WITHIN:]
            if not (self.around[said.element] or said.linked) or _ABOUT.search(said.text)
        ]
        first = [said.text for said in body[:8]]
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


class _Tree:
    """What lies in each element: others, and lines of its own, by their places in the page."""

    def __init__(self, page: _Page) -> None:
        self.page = page
        self.children: dict[int, list[int]] = defaultdict(list)
        self.lines: dict[int, list[int]] = defaultdict(list)
        for element, outer in enumerate(page.parents[1:], 1):
            self.children[outer].append(element)
        for at, said in enumerate(page.said):
            self.lines[said.element].append(at)

    def beside(self, found: int, best: int) -> Iterator[int]:
        """The lines beside the element that the way leads to, where they are of one text with it: paragraphs, rows, sections."""
        page = self.page
        others = [child for child in self.children[found] if child != best and not page.around[child]]
        for child in others:
            if page.worths[child] and page.tags[child] == page.tags[best] == "section":
                yield from (at for at in self.lines_in(child) if not page.said[at].linked)
        own = self.lines.get(found, [])
        if any(page.said[at].is_row and _ABOUT.search(page.said[at].text) for at in own):
            return  # what the document is, in a table
        leaves = [child for child in others if child not in self.children]
        lines = [(at, page.said[at]) for each in (found, *leaves) for at in self.lines.get(each, ())]
        single = [(at, said) for at, said in lines if not said.linked and not _AFTER.search(said.text)]
        if any(_is_sentence(said) for _, said in single):
            yield from (at for at, _ in single)

    def lines_in(self, element: int) -> Iterator[int]:
        """The lines of an element and of all in it."""
        todo = [element]
        while todo:
            found = todo.pop()
            yield from self.lines.get(found, ())
            todo += self.children.get(found, ())


def _is_sentence(said: Said) -> bool:
    """Whether a line can only be of a text: a sentence to its end, or a row of a table."""
    return said.worth > 0 and (said.is_row or said.text[-1] in _ENDS)


def _labelled(row: str) -> list[str]:
    """What the cells of a row say of a document, each behind its label; all that they hold where none is a label."""
    cells = row.strip("| ").split(" | ")
    names = [f"{''.join(cell.split()).rstrip(':：')}：" for cell in cells]
    found = [name + cell for name, cell in zip(names, cells[1:], strict=False) if _ABOUT.fullmatch(name) and cell]
    return found or [" ".join(cell for cell in cells if cell)]
