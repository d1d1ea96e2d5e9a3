"""Sheets as people make them: heads of several rows, merged titles and classes, years and places as columns."""

import zipfile
from io import BytesIO
from xml.sax.saxutils import escape

import pytest
from samples import LEXICON

from loaders.parse import parse
from loaders.read import Document, NotAReport, extract

TITLE = "铜陵市2030年科技指标完成情况表"
Value = str | float | None


def workbook(rows: list[list[Value]], *merged: str) -> bytes:
    """A workbook of one sheet."""
    written = ""
    for at, row in enumerate(rows, 1):
        cells = ""
        for column, value in enumerate(row):
            place = f"{chr(65 + column)}{at}"
            if isinstance(value, str):
                cells += f'<c r="{place}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
            elif value is not None:
                cells += f'<c r="{place}"><v>{value}</v></c>'
        written += f'<row r="{at}">{cells}</row>'
    spread = "".join(f'<mergeCell ref="{area}"/>' for area in merged)
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{package}"><Relationship Id="a" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="表" sheetId="1" r:id="a"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}"><Relationship Id="a" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{written}</sheetData><mergeCells>{spread}</mergeCells></worksheet>',
    }
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def lines(rows: list[list[Value]], *merged: str) -> list[str]:
    return [line for line in extract(workbook(rows, *merged), "a.xlsx").text.split("\n") if line]


def test_a_head_of_two_rows() -> None:
    head: list[list[Value]] = [["序号", "指标", "单位", "2029年", None, "2030年", None]]
    below: list[Value] = [None, None, None, "目标值", "完成值", "目标值", "完成值"]
    table = [*head, below, [1, "高新技术企业", "家", 50, 55, 60, 72]]
    expected = [
        "| 序号 | 指标 | 单位 | 2029年目标值 | 2029年完成值 | 2030年目标值 | 2030年完成值 |",
        "| 1 | 高新技术企业 | 家 | 50 | 55 | 60 | 72 |",
    ]
    merged = ("A1:G1", "A2:A3", "B2:B3", "C2:C3", "D2:E2", "F2:G2")
    assert lines([[TITLE], *table], *merged) == [TITLE, *expected]
    assert lines([[TITLE], *table]) == [TITLE, *expected]


def test_a_head_of_three_rows() -> None:
    rows: list[list[Value]] = [
        ["指标", "单位", "2030年", None, None, None],
        [None, None, "目标", None, "完成", None],
        [None, None, "全年", "上半年", "全年", "上半年"],
        ["高新技术企业", "家", 60, 30, 72, 35],
    ]
    found = extract(workbook([[TITLE], *rows], "A2:A4", "B2:B4", "C2:F2", "C3:D3", "E3:F3"), "a.xlsx")
    readings = parse(Document("0" * 64, "a", "a", "embedded", 1, found.text), LEXICON)["readings"]
    assert [(int(row["value"]), row["cue_plan"], row["time_end"].month) for row in readings if row["unit"] == "家"] == [
        *((60, "目标", 12), (30, "目标", 6), (72, None, 12), (35, None, 6)),
    ]


def test_cells_merged_to_the_last_row_and_column_move_nothing() -> None:
    rows: list[list[Value]] = [
        [TITLE, None, None, None],
        ["一级指标", "指标", "目标值", "完成值"],
        ["产出", "高新技术企业", 60, 72],
        [None, "孵化器", 6, 7],
    ]
    assert lines(rows, "A1:D1", "A3:A4") == [
        TITLE,
        *("| 指标 | 目标值 | 完成值 | 一级指标 |", "| 高新技术企业 | 60 | 72 | 产出 |", "| 孵化器 | 6 | 7 | 产出 |"),
    ]


@pytest.mark.parametrize("years", [["2029年", "2030年"], [2029, 2030], ["2029", "2030"]])
def test_years_as_columns(years: list[Value]) -> None:
    found = lines([[TITLE], ["指标", "单位", *years], ["高新技术企业", "家", 240, 300]])
    assert found[1:] == ["| 指标 | 单位 | 2029年 | 2030年 |", "| 高新技术企业 | 家 | 240 | 300 |"]


def test_places_as_rows_and_indicators_with_their_units_as_columns() -> None:
    rows: list[list[Value]] = [
        [TITLE, None, None],
        ["县区", "高新技术企业（家）", "技术合同成交额（亿元）"],
        ["铜官区", 120, 30.5],
    ]
    assert lines(rows, "A1:C1")[1:] == [
        "| 县区 | 高新技术企业（家） | 技术合同成交额（亿元） |",
        "| 铜官区 | 120 | 30.5 |",
    ]


def test_a_sheet_of_money_names_its_unit_above() -> None:
    rows: list[list[Value]] = [[TITLE], ["单位：万元"], ["项目", "预算数", "执行数"], ["科技专项资金", 1200, 1150.5]]
    found = extract(workbook(rows), "a.xlsx")
    readings = parse(Document("0" * 64, "a", "a", "embedded", 1, found.text), LEXICON)["readings"]
    assert [(float(row["value"]), row["cue_plan"]) for row in readings if row["unit"] == "元"] == [
        *((12_000_000, "目标"), (11_505_000, None)),
    ]


@pytest.mark.parametrize(
    "row", [["姓名", "部门（科室）", "电话"], ["2029", "2030", "2031"], ["项目", "备注"], ["县区", "负责人"]]
)
def test_other_columns_are_no_head(row: list[Value]) -> None:
    with pytest.raises(NotAReport) as raised:
        lines([[TITLE], row, ["甲乙丙丁", "科技局办公室主任", "5550123"]])
    assert raised.value.reason == "sheet"


def test_a_divider_that_excel_names() -> None:
    content = "sep=;\r\n指标;单位;目标值;完成值\r\n高新技术企业;家;60;72\r\n".encode("gb18030")
    assert extract(content, "a.csv").text.startswith("| 指标 | 单位 |")


def test_a_long_sheet_is_read_to_its_end() -> None:
    rows = "".join(f"企业{n},{n},{n + 1}\n" for n in range(12_000))
    found = extract(f"指标,目标值,完成值\n{rows}".encode(), "a.csv").text
    assert found.endswith("| 企业11999 | 11999 | 12000 |\n")
