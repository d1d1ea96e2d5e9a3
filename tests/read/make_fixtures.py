"""Makes the fixtures that need programs the tests do without: python-docx, LibreOffice, Chromium, WeasyPrint.

    pip install python-docx weasyprint openpyxl msoffcrypto-tool
    python tests/read/make_fixtures.py

The files in ``tests/read/fixtures`` are committed; this is how they came to be.
"""

import base64
import json
import struct
import subprocess
import sys
import tempfile
import zlib
from html import escape
from pathlib import Path

import docx
import openpyxl
import weasyprint
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from msoffcrypto.format.ooxml import OOXMLFile

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[1])]
from samples import SAMPLES, Sample, sample  # noqa: E402

FIXTURES = HERE / "fixtures"
STYLE = """
body { font-family: "Droid Sans Fallback"; font-size: 12pt; line-height: 1.6 } h1 { font-size: 18pt; text-align: center }
p { text-indent: 2em; margin: 0; text-align: justify } .about { text-align: center; text-indent: 0 }
@page { size: A4; margin: 2.5cm; @bottom-center { content: "— " counter(page) " —" } @top-right { content: "科技工作文件汇编" } }
"""


def page(report: Sample) -> str:
    paragraphs = "".join(f"<p>{escape(each)}</p>" for each in report.paragraphs)
    about = "".join(f'<p class="about">{escape(each)}</p>' for each in report.about)
    head = f"<meta charset=utf-8><title>{escape(report.title)}</title><style>{STYLE}</style>"
    return f"<!DOCTYPE html><html lang=zh>{head}<h1>{escape(report.title)}</h1>{about}{paragraphs}</html>"


def word(report: Sample, target: Path) -> None:
    document = docx.Document()
    document.styles["Normal"].font.name = "Droid Sans Fallback"
    document.styles["Normal"].element.rPr.rFonts.set(qn("w:eastAsia"), "Droid Sans Fallback")
    document.add_heading(report.title, 0)
    for each in (*report.about, *report.paragraphs):
        paragraph = document.add_paragraph()
        for at in range(0, len(each), 17):  # Word breaks text into runs wherever it likes
            paragraph.add_run(each[at : at + 17])
    footer = document.sections[0].footer.paragraphs[0]
    footer.add_run("第")
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        run = footer.add_run()
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)
    footer.add_run("页")
    document.sections[0].header.paragraphs[0].text = "科技工作文件汇编"
    document.save(str(target))


def appraisal(target: Path) -> None:
    """A self-appraisal of a project as finance offices ask for it."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "自评表"
    rows = [
        ["铜陵市科学技术局2030年度科技专项绩效自评表"],
        ["项目名称", "科技创新专项资金", None, None, None, None, None, None],
        ["一级指标", "二级指标", "三级指标", "计量单位", "年度指标值", "实际完成值", "分值", "得分"],
        ["产出指标", "数量指标", "新认定高新技术企业", "家", "≥60", 72, 10, 10],
        [None, None, "技术合同成交额", "亿元", 45, 51.25, 10, 10],
        [None, "质量指标", "项目验收合格率", "%", "≥95", 0.975, 10, 9.5],
        ["效益指标", "经济效益", "新增销售收入", "万元", 1200, 1350, 20, 20],
    ]
    for row in rows:
        sheet.append(row)
    for area in ("A1:H1", "B2:H2", "A4:A6", "B4:B5"):
        sheet.merge_cells(area)
    sheet["F6"].number_format = "0.0%"
    notes = book.create_sheet("草稿")
    notes.append(["指标", "目标值", "完成值"])
    notes.append(["不应读出的指标", 1, 2])
    notes.sheet_state = "hidden"
    book.save(target)
    other = openpyxl.Workbook()
    other.active.append(["姓名", "部门", "电话"])
    other.active.append(["某人", "科技局办公室", "0000-5550123"])
    other.save(target.with_name("staff.xlsx"))


def office(kind: str, source: Path, folder: Path) -> None:
    command = ["soffice", "--headless", "--convert-to", kind, "--outdir", str(folder), str(source)]
    subprocess.run(command, check=True, capture_output=True)


def protected(source: Path) -> None:
    """The same under a password, as DOCX and as PDF."""
    with source.open("rb") as plain, (FIXTURES / "password.docx").open("wb") as target:
        OOXMLFile(plain).encrypt("secret", target)
    option = json.dumps({"EncryptFile": {"type": "boolean", "value": "true"}, "DocumentOpenPassword": {"type": "string", "value": "secret"}})  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        office(f"pdf:writer_pdf_Export:{option}", source, Path(folder))
        (Path(folder) / f"{source.stem}.pdf").rename(FIXTURES / "password.pdf")


COLUMNS = """<meta charset=utf-8><style>body { font-family: "Droid Sans Fallback"; font-size: 10pt } h1 { text-align: center; font-size: 15pt }
@page { size: A4; margin: 2cm; @top-center { content: "科技统计简报 第" counter(page) "期" } @bottom-right { content: counter(page) } }
.text { columns: 2; column-gap: 1cm } p { text-indent: 2em; margin: 0; text-align: justify }
td, th { border: 0.5pt solid; padding: 3pt } table { border-collapse: collapse; width: 100%% } .free td { border: none }</style>
<h1>铜陵市科学技术局2030年科技工作总结</h1><div class=text>%s</div>
<p>主要指标完成情况表</p><table><tr><th rowspan=2>指标<th rowspan=2>单位<th colspan=2>2030年</tr><tr><th>目标<th>完成</tr>
<tr><td>高新技术企业<td>家<td>300<td>320</tr><tr><td>技术合同成交额<td>亿元<td>40<td>45.5</tr></table>
<p>分县区情况见下表，其中口径与上年一致，数据为快报数，最终以统计部门公布的为准。</p>
<table class=free><tr><td>县区<td>企业数（家）<td>专利数（件）</tr><tr><td>铜官区<td>120<td>800</tr><tr><td>义安区<td>80<td>450</tr></table>"""


def columns() -> None:
    """Two columns under a running head, a table with rules and one without."""
    said = "第{n}项工作扎实推进，新增科技型中小企业{n}家，完成技术合同登记{n}0项，合同成交额增长{n}.5%，科技服务能力稳步提升，创新环境持续优化。"
    text = "".join(f"<p>{said.format(n=n)}</p>" for n in range(1, 41))
    weasyprint.HTML(string=COLUMNS % text).write_pdf(FIXTURES / "columns.pdf")


def gray() -> bytes:
    """A picture of one gray dot (PNG)."""
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"\0\x80")),
        (b"IEND", b""),
    )
    written = b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + written


def scanned() -> None:
    """Two pages that are pictures."""
    dot = "data:image/png;base64," + base64.b64encode(gray()).decode()
    page = f"<img src='{dot}' style='width:17cm;height:24cm'>"
    weasyprint.HTML(string=f"{page}<div style='break-before:page'>{page}</div>").write_pdf(FIXTURES / "scanned.pdf")


def chromium(source: Path, target: Path) -> None:
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--print-to-pdf={target}", source.as_uri()]
    subprocess.run(command, check=True, capture_output=True)


def main() -> None:
    FIXTURES.mkdir(exist_ok=True)
    appraisal(FIXTURES / "appraisal.xlsx")
    columns()
    scanned()
    with tempfile.TemporaryDirectory() as folder:
        for path in SAMPLES:
            report = sample(path)
            if (FIXTURES / "libreoffice" / f"{report.name}.pdf").exists():
                continue  # made before; each run would write other bytes
            word(report, FIXTURES / f"{report.name}.docx")
            source = Path(folder) / f"{report.name}.html"
            source.write_text(page(report), encoding="utf-8")
            for producer in ("libreoffice", "weasyprint", "chromium"):
                (FIXTURES / producer).mkdir(exist_ok=True)
            weasyprint.HTML(str(source)).write_pdf(FIXTURES / "weasyprint" / f"{report.name}.pdf")
            chromium(source, FIXTURES / "chromium" / f"{report.name}.pdf")
            if path == SAMPLES[0]:
                office("doc", FIXTURES / f"{report.name}.docx", FIXTURES)
                protected(FIXTURES / f"{report.name}.docx")
            office("pdf", FIXTURES / f"{report.name}.docx", FIXTURES / "libreoffice")


if __name__ == "__main__":
    main()
