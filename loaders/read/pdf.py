"""PDF: characters with their places, put together to lines, columns, tables and paragraphs; heads, feet and numbers of pages out.

pdfium tells where each character stands and in which order it was drawn. Lines are what is drawn at one height; a paragraph
goes on where a line is full and the next one is not indented.
"""

import ctypes
import math
import re
import unicodedata
import zlib
from collections import Counter
from collections.abc import Iterator

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium_c  # type: ignore[import-untyped]

from loaders.read import pages, ruled
from loaders.read.document import Extract
from loaders.read.errors import NotAReport
from loaders.read.limits import Limits
from loaders.read.lines import compose
from loaders.read.pages import Glyph, Page

# Radicals replace the characters that look like them where a font has one shape for both.
_RADICALS = dict(zip(
    "⺁⺄⺆⺇⺈⺊⺌⺍⺎⺏⺐⺑⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪⺫⺬⺭⺮⺯⺱⺲⺳⺴⺵⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
    "厂乙冂几刀卜小小尢尣尢尣幺彑彐忄心扌攵无日月歹母民氵水灬爪爫丬牛犭王疋罒示礻竹糹网罓罒网罒羊羊羋耂者聿月臼艹艹艹虎衤西西见角角讠贝足车辶辶辶阝钅長镸长门阝雨青韦页风飞食飠飠饣首马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
    strict=False,
))  # fmt: skip
_RANGES = ((0x2F00, 0x2FD6), (0xF900, 0xFADA), (0xFB00, 0xFB07))
SAME = {
    **{ord(radical): character for radical, character in _RADICALS.items()},
    **{code: unicodedata.normalize("NFKC", chr(code)) for first, last in _RANGES for code in range(first, last)},
}
_STREAM = re.compile(rb"(?<!end)stream\r?\n(?=\x78)")  # as what is deflated begins
_DESCRIBED = 400  # bytes before a stream that say what it is
_MOST_DEFLATED = 1032  # times its length is what a deflated stream unpacks to at most
_PIECE = 1024 * 1024
_MOST_NAMELESS = 0.1  # of the characters: fonts that do not say which characters they show
_QUARTER = math.pi / 2
_SLANTED = 0.6  # how near to a slant of 45° what is drawn over a page is, in radians: from 11° to 79°
_FEWEST = 20  # characters on a page that has a text layer


def read(content: bytes, limits: Limits) -> Extract:
    """A PDF. Raises NotAReport."""
    _refuse_bombs(content, limits)
    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise NotAReport("encrypted", "protected by a password; save it without one") from None
        raise NotAReport("damaged", f"no PDF that can be opened: {error}") from None
    try:
        return _read(document, limits)
    except pdfium.PdfiumError as error:
        raise NotAReport("damaged", f"a page cannot be read: {error}") from None
    finally:
        document.close()


def _refuse_bombs(content: bytes, limits: Limits) -> None:
    """What is drawn on a page is unpacked whole by pdfium; pictures are not unpacked here. Raises NotAReport."""
    for stream in _STREAM.finditer(content):
        described = content[max(0, stream.start() - _DESCRIBED) : stream.start()].rpartition(b"obj")[2]
        if described.count(b"FlateDecode") + described.count(b"LZWDecode") > 1:
            raise NotAReport("bomb", "a part of it is packed more than once")
        end = content.find(b"endstream", stream.end())
        packed = content[stream.end() : end if end > 0 else len(content)]
        if len(packed) * _MOST_DEFLATED <= limits.largest_file or b"/Image" in described:
            continue
        if _unpacks_beyond(packed, limits):
            raise NotAReport("bomb", f"a part of it unpacks to more than {limits.largest_file} bytes")


def _unpacks_beyond(packed: bytes, limits: Limits) -> bool:
    """Whether a stream is longer than a file may be."""
    inflate, unpacked = zlib.decompressobj(), 0
    try:
        while packed and not inflate.eof and unpacked <= limits.largest_file:
            unpacked += len(inflate.decompress(packed, _PIECE))
            packed = inflate.unconsumed_tail
    except zlib.error:
        return False  # packed in another way
    return unpacked > limits.largest_file


def _read(document: pdfium.PdfDocument, limits: Limits) -> Extract:
    count = len(document)
    if count > limits.most_pages:
        raise NotAReport("too_large", f"{count} pages; the limit is {limits.most_pages}")
    if not count:
        raise NotAReport("damaged", "a PDF without pages")
    found: list[Page] = []
    glyphs = 0
    for at in range(count):
        found.append(_page(document, at))
        glyphs += len(found[-1].glyphs)
        if glyphs > limits.largest_text:
            raise NotAReport("too_large", f"more than {limits.largest_text} characters by page {at + 1}")
    _refuse_nameless(found)
    bare = [number for number, page in enumerate(found, 1) if len(page.glyphs) < _FEWEST and page.has_picture]
    if len(bare) == count or not glyphs:
        raise NotAReport("scanned", f"{count} scanned pages without a text layer; recognise them first (OCR)")
    written, headings = compose(pages.paragraphs([ruled.take_out_tables(page) for page in found]))
    note = f"pages without a text layer: {', '.join(map(str, bare))}" if bare else None
    return Extract(written, "application/pdf", headings=headings, note=note)


def _page(document: pdfium.PdfDocument, at: int) -> Page:
    """The characters of a page, and the rules drawn on it."""
    page = document[at]
    try:
        width, height = page.get_size()
        text = page.get_textpage()
        try:
            glyphs = list(_glyphs(text.raw, text.count_chars()))
        finally:
            text.close()
        rules, has_picture = _drawn(page.raw)
        return Page(width, height, glyphs, rules, has_picture)
    finally:
        page.close()


def _drawn(page: ctypes.c_void_p) -> tuple[list[ruled.Box], bool]:
    """The boxes of the paths drawn on a page, and whether there is a picture; characters, often each an object, are passed over."""
    rules: list[ruled.Box] = []
    has_picture = False
    edges = [ctypes.c_float() for _ in range(4)]
    places = [ctypes.byref(edge) for edge in edges]
    for at in range(pdfium_c.FPDFPage_CountObjects(page)):
        drawn = pdfium_c.FPDFPage_GetObject(page, at)
        kind = pdfium_c.FPDFPageObj_GetType(drawn)
        if kind == pdfium_c.FPDF_PAGEOBJ_PATH and len(rules) < ruled.MOST_RULES:
            pdfium_c.FPDFPageObj_GetBounds(drawn, *places)
            left, bottom, right, top = (edge.value for edge in edges)
            rules.append((left, bottom, right, top))
        elif kind in (pdfium_c.FPDF_PAGEOBJ_IMAGE, pdfium_c.FPDF_PAGEOBJ_FORM):
            has_picture = True
    return rules, has_picture


def _glyphs(text: ctypes.c_void_p, count: int) -> Iterator[Glyph]:
    """The characters in the order they were drawn; blanks and line ends that pdfium makes up are omitted."""
    box = pdfium_c.FS_RECTF()
    place = ctypes.byref(box)
    for at in range(count):
        code = pdfium_c.FPDFText_GetUnicode(text, at)
        if code in (0x0D, 0x0A, 0x00) or (code == 0x20 and pdfium_c.FPDFText_IsGenerated(text, at)):
            continue
        if abs(pdfium_c.FPDFText_GetCharAngle(text, at) % _QUARTER - _QUARTER / 2) < _SLANTED:
            continue  # a watermark
        pdfium_c.FPDFText_GetLooseCharBox(text, at, place)
        written = "-" if code in (0x02, 0xFFFE) else SAME.get(code) or chr(code)  # a hyphen at a line's end
        yield Glyph(written, box.left, box.bottom, box.right, box.top)


def _refuse_nameless(found: list[Page]) -> None:
    counts = Counter(glyph.text for page in found for glyph in page.glyphs)
    nameless = sum(n for text, n in counts.items() if unicodedata.category(text[0]) in ("Co", "Cn", "Cc"))
    if nameless > _MOST_NAMELESS * max(counts.total(), 1):
        raise NotAReport("encoding", "its fonts do not say which characters they show; recognise it anew (OCR)")
