"""What each format has of its own: numbers that Word counts, columns of a PDF, sheets, saved pages, old Word."""

import shutil
import zipfile
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path

import pytest
from frames import page
from samples import LEXICON, SAMPLES, facts, read, same_facts, sample

from loaders.parse import parse
from loaders.read import Document, NotAReport, extract
from loaders.read.pages import Glyph, Page, paragraphs
from loaders.read.pdf import SAME

FIXTURES = Path(__file__).parent / "fixtures"
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"'
)
TEXT = "全市科技工作稳步推进，高新技术企业达到320家。"


def word(body: str, **parts: str) -> bytes:
    """A Word document of this body, with further parts of word/."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>")
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", f"<w:{name} {NAMESPACES}>{content}</w:{name}>")
    return target.getvalue()


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def lines(content: bytes) -> list[str]:
    return [line for line in extract(content, "a.docx").text.split("\n") if line]


def counted(level: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'


NUMBERING = """<w:abstractNum w:abstractNumId="7">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>
<w:lvl w:ilvl="3"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>"""


def test_word_counts_its_paragraphs() -> None:
    body = "".join(
        paragraph(text, counted(level))
        for level, text in (
            (0, "主要成效"),
            (1, "平台"),
            (1, TEXT),
            (2, "甲"),
            (2, "乙"),
            (3, "丙"),
            (0, "下一步打算"),
            (1, "丁"),
        )
    )
    assert lines(word(body, numbering=NUMBERING)) == [
        *("一、主要成效", "（一）平台", f"（二）{TEXT}", "1.甲", "2.乙", "丙", "二、下一步打算", "（一）丁"),
    ]


def test_a_style_counts_and_makes_headings() -> None:
    styles = """<w:style w:type="paragraph" w:styleId="A"><w:pPr><w:outlineLvl w:val="0"/>
<w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>
<w:style w:type="table" w:styleId="T"><w:pPr><w:outlineLvl w:val="3"/></w:pPr></w:style>"""
    content = word(paragraph("成效", '<w:pStyle w:val="B"/>') + paragraph(TEXT), numbering=NUMBERING, styles=styles)
    found = extract(content, "a.docx")
    assert found.text.startswith("一、成效\n")
    assert found.headings == ((0, 1),)


def test_headings_of_a_format_open_sections() -> None:
    title = "铜陵市科学技术局2030年工作总结"
    head = '<w:outlineLvl w:val="0"/>'
    found = extract(
        word(paragraph(title) + paragraph("成效", head) + paragraph(TEXT) + paragraph("打算", head) + paragraph(TEXT)),
        "a",
    )
    document = Document("0" * 64, "a", "a", found.encoding, 1, found.text, headings=found.headings)
    sections = parse(document, LEXICON)["sections"]
    assert [(row["heading"], row["level"], row["section_kind"]) for row in sections[1:]] == [
        ("成效", 1, "results"),
        ("打算", 1, "plan"),
    ]


def test_changes_are_read_as_accepted() -> None:
    body = f"""<w:p><w:r><w:t>{TEXT}共有</w:t></w:r><w:del><w:r><w:delText>12</w:delText></w:r></w:del>
<w:ins><w:r><w:t>15家</w:t></w:r></w:ins><w:commentRangeStart w:id="1"/><w:r><w:t>。</w:t><w:commentReference w:id="1"/></w:r>
<w:moveFrom><w:r><w:t>移走9家</w:t></w:r></w:moveFrom><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏8家</w:t></w:r></w:p>
<w:tbl><w:tr><w:tc>{paragraph("甲")}</w:tc><w:tc>{paragraph("1")}</w:tc></w:tr><w:tr><w:trPr><w:del/></w:trPr><w:tc>{paragraph("乙")}</w:tc>
<w:tc>{paragraph("2")}</w:tc></w:tr><w:tr><w:tc>{paragraph("丙")}</w:tc><w:tc>{paragraph("3")}</w:tc></w:tr></w:tbl>"""
    comments = f'<w:comment w:id="1">{paragraph("批注7家")}</w:comment>'
    assert lines(word(body, comments=comments)) == [f"{TEXT}共有15家。", "| 甲 | 1 |", "| 丙 | 3 |"]


def test_notes_and_text_boxes_stand_behind_their_paragraph_once() -> None:
    box = f"<w:txbxContent>{paragraph('框中5家。')}</w:txbxContent>"
    body = f"""<w:p><w:r><w:t>{TEXT}</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><mc:AlternateContent><mc:Choice>
{box}</mc:Choice><mc:Fallback><w:pict><v:shape>{box}</v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>{paragraph("后文。")}"""
    notes = f'<w:footnote w:id="0" w:type="separator">{paragraph("线")}</w:footnote><w:footnote w:id="2">{paragraph("注6家。")}</w:footnote>'
    assert lines(word(body, footnotes=notes)) == [TEXT, "注6家。", "框中5家。", "后文。"]


def test_cells_merged_down_are_said_in_each_row() -> None:
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"

    rows = (
        cell(TEXT[:8], '<w:vMerge w:val="restart"/>') + cell("甲") + cell("1"),
        cell("", "<w:vMerge/>") + cell("乙") + cell("2"),
        cell("合计", '<w:gridSpan w:val="2"/>') + cell("3"),
    )
    table = "".join(f"<w:tr>{row}</w:tr>" for row in rows)
    assert lines(word(f"{paragraph(TEXT)}<w:tbl>{table}</w:tbl>"))[1:] == [
        *("| 全市科技工作稳步 | 甲 | 1 |", "| 全市科技工作稳步 | 乙 | 2 |", "| 合计 | 合计 | 3 |"),
    ]


def test_columns_running_heads_and_tables_of_a_pdf() -> None:
    found = extract((FIXTURES / "columns.pdf").read_bytes(), "a.pdf").text
    kept = [line for line in found.split("\n") if line]
    numbers = [int(line[1 : line.index("项")]) for line in kept if line.startswith("第")]
    assert numbers == list(range(1, 41))
    assert "统计简报" not in found
    assert kept[-8:] == [
        "主要指标完成情况表",
        *("| 指标 | 单位 | 2030年目标 | 2030年完成 |", "| 高新技术企业 | 家 | 300 | 320 |"),
        "| 技术合同成交额 | 亿元 | 40 | 45.5 |",
        "分县区情况见下表，其中口径与上年一致，数据为快报数，最终以统计部门公布的为准。",
        *("| 县区 | 企业数（家） | 专利数（件） |", "| 铜官区 | 120 | 800 |", "| 义安区 | 80 | 450 |"),
    ]


def test_radicals_and_ligatures_become_characters() -> None:
    assert "⽅⻓⻔⼯ﬁ⺠".translate(SAME) == "方长门工fi民"


def test_words_that_are_hyphenated_are_joined() -> None:
    def line(text: str, top: float) -> list[Glyph]:
        return [Glyph(sign, 50 + 10 * at, top - 10, 60 + 10 * at, top) for at, sign in enumerate(text)]

    glyphs = line("推进高新技术产业innova-", 700) + line("tion平台建设，新增10065.7", 685) + line("亿元。", 670)
    assert [each.text for each in paragraphs([Page(600, 800, glyphs)])] == [
        "推进高新技术产业innovation平台建设，新增10065.7亿元。"
    ]


def test_an_appraisal_sheet_becomes_statements() -> None:
    document = read(FIXTURES / "appraisal.xlsx")
    assert "不应读出" not in document.text
    rows = [row for row in parse(document, LEXICON)["readings"] if row["form"] in ("quantity", "percent")]
    assert [
        (row["phrase"], float(row["value"]), row["unit"], row["cue_plan"], row["comparator_before"]) for row in rows
    ] == [
        ("高新技术企业", 60, "家", "目标", "≥"),
        ("高新技术企业", 72, "家", None, None),
        ("技术合同成交额", 4.5e9, "元", "目标", None),
        ("技术合同成交额", 5.125e9, "元", None, None),
        ("项目验收合格率", 95, "%", "目标", "≥"),
        ("项目验收合格率", 97.5, "%", None, None),
        ("新增销售收入", 1.2e7, "元", "目标", None),
        ("新增销售收入", 1.35e7, "元", None, None),
    ]


@pytest.mark.parametrize("divider", [",", "\t", ";"])
@pytest.mark.parametrize("codec", ["utf-8-sig", "gb18030"])
def test_a_csv_sheet_is_read(divider: str, codec: str) -> None:
    rows = (("铜陵市2030年科技指标表",), ("指标", "单位", "目标值", "完成值"), ("高新技术企业", "家", "60", "72"))
    content = "\r\n".join(divider.join(row) for row in rows).encode(codec)
    assert "| 高新技术企业 | 家 | 60 | 72 |" in extract(content, "a.csv").text


@pytest.mark.parametrize("name", ["staff.xlsx", "staff.csv"])
def test_another_sheet_is_rejected(name: str) -> None:
    content = (
        (FIXTURES / name).read_bytes()
        if name.endswith("xlsx")
        else "姓名,部门,电话\n某人,科技局办公室,5550123\n".encode()
    )
    with pytest.raises(NotAReport) as raised:
        extract(content, name)
    assert raised.value.reason == "sheet"


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_saved_page_reads_as_the_page(path: Path) -> None:
    message = EmailMessage()
    message["From"] = "<Saved by a browser>"
    message["Snapshot-Content-Location"] = "http://kj.example.cn/t.html"
    message["Date"] = "Fri, 1 Feb 2030 10:00:00 -0000"
    message.add_related("body{}", subtype="css")
    content = page("pasted_from_word", sample(path)).decode()
    message.add_related(content, subtype="html", charset="utf-8", cte="quoted-printable")
    found = extract(message.as_bytes(), "page.mht")
    assert found.media_type == "multipart/related"
    assert found.text == extract(content.encode(), "page.html").text
    assert (found.told.url, str(found.told.retrieved_on)) == ("http://kj.example.cn/t.html", "2030-02-01")


def test_old_word_is_read_where_there_is_an_office(monkeypatch: pytest.MonkeyPatch) -> None:
    path = FIXTURES / f"{SAMPLES[0].stem}.doc"
    if shutil.which("soffice"):
        assert same_facts(facts(read(path)), facts(read(SAMPLES[0]))) >= 0.99
    monkeypatch.setenv("PATH", "")
    with pytest.raises(NotAReport, match="LibreOffice") as raised:
        read(path)
    assert raised.value.reason == "unsupported"


@pytest.mark.parametrize(
    ("name", "called"),
    [(f"{SAMPLES[0].stem}.docx", "a.txt"), ("appraisal.xlsx", "a.csv"), ("columns.pdf", "a.doc"), ("columns.pdf", "a")],
)
def test_the_bytes_tell_the_format_and_not_the_name(name: str, called: str) -> None:
    content = (FIXTURES / name).read_bytes()
    assert extract(content, called) == extract(content, name)


def test_a_page_called_doc_is_a_page() -> None:
    content = page("trs", sample(SAMPLES[0]))
    assert extract(content, "a.doc") == extract(content, "a.html")


def renamed(content: bytes, names: dict[str, str], changes: dict[bytes, bytes] | None = None) -> bytes:
    """A Word document whose parts are called otherwise, with other bytes in them."""
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as source, zipfile.ZipFile(target, "w") as archive:
        for name in source.namelist():
            part = source.read(name)
            for before, after in (changes or {}).items():
                part = part.replace(before, after)
            archive.writestr(names.get(name, name), part)
    return target.getvalue()


def test_a_deleted_end_of_a_paragraph_joins_it_to_the_next() -> None:
    mark = "<w:rPr><w:del/></w:rPr>"
    body = (
        paragraph("全市新增企业", mark)
        + paragraph("1", f"{counted(0)}{mark}")
        + paragraph("2家，稳步推进。", counted(0))
    )
    assert lines(word(body + paragraph(TEXT), numbering=NUMBERING)) == ["一、全市新增企业12家，稳步推进。", TEXT]
    assert lines(word(paragraph(TEXT, mark))) == [TEXT]


def test_documents_that_programs_write_in_their_own_way() -> None:
    content = word(paragraph(TEXT))
    usual, strict = (
        "http://schemas.openxmlformats.org/wordprocessingml/2006",
        "http://purl.oclc.org/ooxml/wordprocessingml",
    )
    assert lines(renamed(content, {}, {usual.encode(): strict.encode()})) == [TEXT]
    assert lines(renamed(content, {"word/document.xml": "word/document2.xml"})) == [TEXT]
    assert lines(renamed(content, {"word/document.xml": "word\\document.xml"})) == [TEXT]


def test_a_page_that_word_takes_in() -> None:
    chunk = '<w:altChunk xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="a"/>'
    links = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Target="page.html"/></Relationships>'
    target = BytesIO(word(chunk))
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr("word/_rels/document.xml.rels", links)
        archive.writestr("word/page.html", f"<html><body><p>{TEXT}</p></body></html>")
    assert lines(target.getvalue()) == [TEXT]


def test_contents_and_what_is_said_above_characters_are_out_and_formulas_in() -> None:
    gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
    contents = f"<w:sdt><w:sdtPr>{gallery}</w:sdtPr><w:sdtContent>{paragraph('一、成效 3')}</w:sdtContent></w:sdt>"
    ruby = "<w:r><w:ruby><w:rt><w:r><w:t>yuan</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>园区</w:t></w:r></w:rubyBase></w:ruby></w:r>"
    formula = '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>12</m:t></m:r></m:oMath>'
    body = f"{contents}<w:p>{ruby}{formula}<w:r><w:t>个。</w:t></w:r></w:p>{paragraph(TEXT)}"
    assert lines(word(body)) == ["园区12个。", TEXT]


def test_rows_that_begin_later_and_cells_that_are_deleted() -> None:
    def row(*texts: str, properties: str = "", deleted: str = "") -> str:
        cells = "".join(
            f"<w:tc><w:tcPr>{'<w:cellDel/>' if each == deleted else ''}</w:tcPr>{paragraph(each)}</w:tc>"
            for each in texts
        )
        return f"<w:tr><w:trPr>{properties}</w:trPr>{cells}</w:tr>"

    table = (
        row("指标", "单位", "值")
        + row("家", "4", properties='<w:gridBefore w:val="1"/>')
        + row("企业", "旧", "家", "5", deleted="旧")
    )
    assert lines(word(f"{paragraph(TEXT)}<w:tbl>{table}</w:tbl>"))[1:] == [
        "| 指标 | 单位 | 值 |",
        "|  | 家 | 4 |",
        "| 企业 | 家 | 5 |",
    ]


def test_numbers_in_digits_below_chinese_ones() -> None:
    levels = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="第%1章"/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:isLgl/><w:lvlText w:val="%1.%2"/></w:lvl>'
    )
    numbering = f'<w:abstractNum w:abstractNumId="7">{levels}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    body = paragraph("成效", counted(0)) + paragraph(TEXT, counted(1))
    assert lines(word(body, numbering=numbering)) == ["第一章成效", f"1.1{TEXT}"]
