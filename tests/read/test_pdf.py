"""Pages as they are drawn: columns, heads, titles with spaced letters, what is drawn across the text."""

import zlib

import pytest

from loaders.read import pdf
from loaders.read.limits import Limits
from loaders.read.pages import Glyph, Page, paragraphs

SENTENCE = "全市高新技术企业达到三百二十家，技术合同成交额再创新高，研发投入强度稳步提升。"


def line(text: str, left: float, top: float, apart: float = 0.0) -> list[Glyph]:
    """A line of characters ten points wide and high."""
    step = 10 + apart
    return [Glyph(sign, left + step * at, top - 10, left + step * at + 10, top) for at, sign in enumerate(text)]


def document(drawn: bytes) -> bytes:
    """A PDF of one page with this drawn on it, in a font that is known without being embedded."""
    packed = zlib.compress(drawn)
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d/Filter/FlateDecode>>\nstream\n%s\nendstream" % (len(packed), packed),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    written = b"%PDF-1.7\n" + b"".join(b"%d 0 obj\n%s\nendobj\n" % each for each in enumerate(objects, 1))
    return written + b"trailer<</Size 6/Root 1 0 R>>\n%%EOF"


def test_a_watermark_is_out() -> None:
    text = b"BT /F 12 Tf 72 700 Td (Output of 2030 reached 3200 units) Tj ET\n"
    slanted = b"BT /F 40 Tf 0.7 0.7 -0.7 0.7 200 300 Tm (SECRET) Tj ET\n"
    upright = b"BT /F 12 Tf 0 1 -1 0 500 300 Tm (Margin) Tj ET\n"
    found = pdf.read(document(slanted + text + upright), Limits()).text
    assert "Output of 2030 reached 3200 units" in found
    assert not set(found) & set("SECRT")
    assert set("Margin") < set(found)


@pytest.mark.parametrize("count", [2, 3])
def test_columns_are_read_one_after_another(count: int) -> None:
    width = 540 // count
    fits = (width - 20) // 10
    said = [SENTENCE * 8 for _ in range(count)]
    texts = [f"第{'一二三'[at]}栏" + each for at, each in enumerate(said)]
    glyphs = [
        glyph
        for row in range(24)
        for at, each in enumerate(texts)
        for glyph in line(each[row * fits : (row + 1) * fits], 30 + at * width, 750 - 15 * row)
    ]
    title = line("铜陵市科技工作简报", 250, 790)
    found = [each.text for each in paragraphs([Page(600, 800, title + glyphs)])]
    assert "".join(found) == "铜陵市科技工作简报" + "".join(each[: 24 * fits] for each in texts)


def test_letters_that_are_spaced_are_no_words() -> None:
    title = line("铜陵市2030年工作总结", 50, 700, apart=5)
    assert [each.text for each in paragraphs([Page(600, 800, title)])] == ["铜陵市2030年工作总结"]
    words = line("GDP", 50, 700) + line("12", 85, 700)
    assert [each.text for each in paragraphs([Page(600, 800, words)])] == ["GDP 12"]


def test_heads_with_an_address_are_out() -> None:
    address = "http://kjj.example.gov.cn/zwgk/ghjh/2030/01/" + "0" * 30 + "{page}.html"
    pages = [Page(900, 800, line(address.format(page=page), 20, 790) + line(SENTENCE, 50, 600)) for page in range(1, 4)]
    assert not any("example" in each.text for each in paragraphs(pages))


def test_narrow_letters_side_by_side_are_not_one_drawn_twice() -> None:
    narrow = [Glyph("l", 50 + 2.5 * at, 690, 52.5 + 2.5 * at, 700) for at in range(2)]
    twice = [Glyph("新", 60 + 0.5 * at, 690, 70 + 0.5 * at, 700) for at in range(2)]
    assert [each.text for each in paragraphs([Page(600, 800, narrow + twice)])] == ["ll新"]
