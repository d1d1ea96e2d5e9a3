"""Tables flattened into lines: which are read as rows, and what their cells say."""

from typing import Any

import pytest
from parsing import Row, readings


def show(row: Row, columns: str) -> str:
    """A reading's span and the named columns, in one line."""
    return " ".join(str(row[column]) for column in ("span_text", *columns.split()))


def cells(lines: list[str], columns: str) -> list[str]:
    """What the cells of a table say, by the columns asked for."""
    rows = readings("\n".join(lines))
    return [show(row, columns) for row in rows if row["form_rule"] == "table_cell"]


CASES: list[tuple[str, list[str], str, list[str]]] = [
    (
        "a column's name has a verb, and its unit is one of the table's by what it counts",
        [
            "部分县区指标（单位：亿元、%、家）",
            "地区　　研发费用　同比增长　技术交易额完成率　新认定省科技型中小企业",
            "枞阳县　　7.36　　8.3　　58.1　　62",
        ],
        "phrase verb unit",
        [
            "7.36 研发费用 None 元",
            "8.3 研发费用 None %",
            "58.1 技术交易额 None %",
            "62 省科技型中小企业 新认定 家",
        ],
    ),
    (
        "a row that is marked as a part is one of the row above, in its unit",
        [
            "指标 2029年 2030年",
            "R&D经费支出（亿元） 32.5 36.1",
            "#企业 25.5 29.2",
            "专利申请受理量（件） 1200 1350",
            "其中：发明 400 480",
        ],
        "phrase phrase_head unit",
        [
            "32.5 R&D经费支出 None 元",
            "36.1 R&D经费支出 None 元",
            "25.5 企业R&D经费支出 R&D经费支出 元",
            "29.2 企业R&D经费支出 R&D经费支出 元",
            "1200 专利申请受理量 None 件",
            "1350 专利申请受理量 None 件",
            "400 发明 专利申请受理量 件",
            "480 发明 专利申请受理量 件",
        ],
    ),
    (
        "two columns of which the second is one of values, whatever the first is called",
        ["单位：万元", "项目 | 金额", "创新券 | 45", "技术合同成交额 | 260"],
        "phrase value unit",
        ["45 创新券 450000 元", "260 技术合同成交额 2600000 元"],
    ),
    (
        "columns of growth and completion",
        [
            "指标 单位 年度目标 上半年完成 完成率 同比",
            "技术合同成交额 亿元 20 9.5 47.5% -4.2%",
        ],
        "unit cue_plan cue_share reference_text cue_growth time_end",
        [
            "20 元 目标 None None None 2030-12-31",
            "9.5 元 None None None None 2030-06-30",
            "47.5% % None 完成 年度目标 None 2030-06-30",
            "-4.2% % None None None 增长 2030-06-30",
        ],
    ),
    (
        "the caption tells what 产值 is of; numbers of rows count nothing",
        [
            "附表2 2029年各县（区）高新技术产业产值",
            "序号 | 县区 | 产值(亿元) | 同比(%) | 排名",
            "1 | 枞阳县 | 35.5 | 6.1 | 2",
            "— | 合计 | 96.8 | 4.6 | —",
        ],
        "form phrase place_names reference_text time_start",
        [
            "35.5 quantity 高新技术产业产值 枞阳县 None 2029-01-01",
            "6.1 percent 高新技术产业产值 枞阳县 None 2029-01-01",
            "2 rank 高新技术产业产值 枞阳县 铜陵市 2029-01-01",
            "96.8 quantity 高新技术产业产值 None None 2029-01-01",
            "4.6 percent 高新技术产业产值 None None 2029-01-01",
        ],
    ),
    (
        "a plan's table: bounds, sums in brackets, growth and shares in the rows",
        [
            "专栏1 主要指标",
            "序号\t指标\t单位\t2030年\t2035年\t属性",
            "1\t研发经费投入强度\t%\t2.3\t3.0左右\t预期性",
            "2\t每万人口高价值发明专利拥有量（件）\t件\t4.5\t≥8\t预期性",
            "3\t引进人才团队\t个\t[35]\t[60]\t约束性",
            "4\t技术合同成交额增长\t%\t—\t年均增长7%以上\t预期性",
            "5\t高新技术产业增加值占规上工业增加值比重\t%\t42\t45-48\t预期性",
        ],
        "phrase comparator_before comparator_after cue_level cue_basis reference_text time_start time_end",
        [
            "2.3 研发经费投入强度 None None None None None 2030-01-01 2030-12-31",
            "3.0 研发经费投入强度 None 左右 None None None 2035-01-01 2035-12-31",
            "4.5 每万人口高价值发明专利拥有量 None None None None None 2030-01-01 2030-12-31",
            "8 每万人口高价值发明专利拥有量 ≥ None None None None 2035-01-01 2035-12-31",
            "35 人才团队 None None 累计 None None 2026-01-01 2030-12-31",
            "60 人才团队 None None 累计 None None 2031-01-01 2035-12-31",
            "7% 技术合同成交额 None 以上 None 年均 None 2035-01-01 2035-12-31",
            "42 高新技术产业增加值 None None None None 规上工业增加值 2030-01-01 2030-12-31",
            "45-48 高新技术产业增加值 None None None None 规上工业增加值 2035-01-01 2035-12-31",
        ],
    ),
    (
        "growth towards a goal is planned too",
        ["指标 2030年实际 2035年目标 年均增速（%）", "高新技术企业（家） 300 700 18.5"],
        "unit cue_plan cue_growth cue_basis",
        ["300 家 None None None", "700 家 目标 None None", "18.5 % 目标 增速 年均"],
    ),
    (
        "cells with units of their own under a header of as many columns",
        ["项目 | 2029年 | 2030年 | 较上年增长", "高新技术企业 | 305家 | 412家 | 35.1%"],
        "value unit counted_unit cue_basis time_start",
        [
            "305家 305 家 None None 2029-01-01",
            "412家 412 家 None None 2030-01-01",
            "35.1% 35.1 % 家 较上年 2030-01-01",
        ],
    ),
    (
        "a markdown table with an empty cell",
        [
            "| 县区 | 高新技术企业（家） | 增长（%） | 研发强度（%） |",
            "|---|---|---|---|",
            "| 铜官区 | 210 | | 2.1 |",
        ],
        "phrase cue_growth place_names",
        ["210 高新技术企业 None 铜官区", "2.1 研发强度 None 铜官区"],
    ),
    (
        "rows that are years",
        ["年份\t高新技术企业（家）\t研发经费（亿元）", "2028年\t210\t28.1", "2029年\t265\t31.7"],
        "phrase time_start",
        [
            "210 高新技术企业 2028-01-01",
            "28.1 研发经费 2028-01-01",
            "265 高新技术企业 2029-01-01",
            "31.7 研发经费 2029-01-01",
        ],
    ),
    (
        "rows that are classes of what the columns count",
        ["领域\t合同数（项）\t成交额（亿元）\t占比（%）", "电子信息\t210\t28.1\t20.5"],
        "phrase cue_share",
        ["210 电子信息合同数 None", "28.1 电子信息成交额 None", "20.5 电子信息成交额 占比"],
    ),
    (
        "columns that are places",
        ["指标 | 全市 | 铜官区 | 枞阳县", "高新技术企业（家） | 412 | 150 | 98"],
        "phrase place_names",
        ["412 高新技术企业 铜陵市", "150 高新技术企业 铜官区", "98 高新技术企业 枞阳县"],
    ),
    (
        "towns that no seed knows, a label that blanks divide",
        ["乡镇 科技特派员（名） 增减（%）", "甲山镇 12 20%", "合 计 20 -5%"],
        "phrase cue_growth place_names",
        [
            "12 科技特派员 None 甲山镇",
            "20% 科技特派员 增长 甲山镇",
            "20 科技特派员 None None",
            "-5% 科技特派员 增长 None",
        ],
    ),
    (
        "the goal in brackets behind the label",
        ["序号 任务(年度目标) 完成情况 完成比例", "1 备案众创空间(6家) 5家 83.3%"],
        "phrase verb cue_plan reference_text",
        ["6家 众创空间 备案 目标 None", "5家 众创空间 备案 None None", "83.3% 众创空间 备案 None 年度目标"],
    ),
    (
        "a change in points, in units, and in a cell's own words",
        [
            "指标 | 完成 | 同比增加 | 较上年",
            "科技型中小企业（家） | 980 | 120 | 下降3.2%",
            "研发投入强度（%） | 2.46 | — | 提高0.08个百分点",
        ],
        "unit cue_growth cue_basis",
        [
            "980 家 None None",
            "120 家 增加 同比",
            "3.2% % 下降 较上年",
            "2.46 % None None",
            "0.08个百分点 百分点 提高 较上年",
        ],
    ),
    (
        "the same months of the year before",
        ["指标\t单位\t1-9月\t上年同期\t同比（±%）\t全省位次", "技术合同成交额\t亿元\t1,120.5\t980.3\t14.3\t2"],
        "form reference_text time_start time_end",
        [
            "1,120.5 quantity None 2030-01-01 2030-09-30",
            "980.3 quantity None 2029-01-01 2029-09-30",
            "14.3 percent None 2030-01-01 2030-09-30",
            "2 rank 安徽省 2030-01-01 2030-09-30",
        ],
    ),
    (
        "the units of a table go by what is counted where its rows are indicators",
        [
            "附表 重点任务(单位:家、亿元、%)",
            "任务 目标 完成 完成比例",
            "技术合同成交额 380 186.4 49.1",
            "孵化企业 75 53 70.7",
        ],
        "unit",
        ["380 元", "186.4 元", "49.1 %", "75 家", "53 家", "70.7 %"],
    ),
]


@pytest.mark.parametrize(("lines", "columns", "expected"), [pytest.param(*c[1:], id=c[0]) for c in CASES])
def test_cells(lines: list[str], columns: str, expected: list[str]) -> None:
    assert cells(lines, columns) == expected


@pytest.mark.parametrize(
    "lines",
    [
        ["首页 | 政务公开 | 科技资讯", "要闻 | 通知 | 2030-01-02"],
        ["全市 新增 企业", "发展 高新技术企业 12家以上的县区"],
        ["1 高新技术企业培育 目标120家 完成86家", "2 技术合同交易 目标90亿元 完成47亿元"],
        ["主办单位：某某公司", "电话 3025566 3025577"],
    ],
)
def test_lines_that_are_no_table(lines: list[str]) -> None:
    assert cells(lines, "unit") == []


def test_a_number_of_a_caption_counts_nothing() -> None:
    forms: list[Any] = [
        (row["span_text"], row["form"]) for row in readings("新增企业5家。\n表3　科技型中小企业情况\n新增企业8家。")
    ]
    assert forms == [("5家", "quantity"), ("3", "ordinal"), ("8家", "quantity")]


def test_the_same_months_of_the_year_before_a_leap_year() -> None:
    lines = ["指标 2028年1-2月 上年同期", "高新技术企业（家） 412 305"]
    assert cells(lines, "time_end") == ["412 2028-02-29", "305 2027-02-28"]
