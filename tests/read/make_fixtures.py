"""Makes the fixtures that need programs the tests do without: python-docx, LibreOffice, Chromium, WeasyPrint.

    pip install python-docx weasyprint openpyxl
    python tests/read/make_fixtures.py

The files in ``tests/read/fixtures`` are committed; this is how they came to be.
"""

import subprocess
import sys
import tempfile
from html import escape
from pathlib import Path

import docx
import weasyprint
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

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


def office(kind: str, source: Path, folder: Path) -> None:
    command = ["soffice", "--headless", "--convert-to", kind, "--outdir", str(folder), str(source)]
    subprocess.run(command, check=True, capture_output=True)


def chromium(source: Path, target: Path) -> None:
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--print-to-pdf={target}", source.as_uri()]
    subprocess.run(command, check=True, capture_output=True)


def main() -> None:
    FIXTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for path in SAMPLES:
            report = sample(path)
            word(report, FIXTURES / f"{report.name}.docx")
            source = Path(folder) / f"{report.name}.html"
            source.write_text(page(report), encoding="utf-8")
            for producer in ("libreoffice", "weasyprint", "chromium"):
                (FIXTURES / producer).mkdir(exist_ok=True)
            weasyprint.HTML(str(source)).write_pdf(FIXTURES / "weasyprint" / f"{report.name}.pdf")
            chromium(source, FIXTURES / "chromium" / f"{report.name}.pdf")
            office("pdf", FIXTURES / f"{report.name}.docx", FIXTURES / "libreoffice")


if __name__ == "__main__":
    main()
