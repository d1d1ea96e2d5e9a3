"""The parser's cases: tables of texts with the rows that are read out of them (``tests/unit/cases``).

In a table each text has one line per reading, in order; an empty cell says that nothing is read. ``numerals.csv`` has all
readings of a text, the other tables only those of numbers that state something.
"""

import csv
import gc
import json
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from parsing import lexicon, parse_text, readings

from loaders.parse import parse
from loaders.parse.sentence.bind import FACT_FORMS
from loaders.read import Document

CASES = Path(__file__).parent / "cases"


def tables() -> list[Any]:
    """Each text of each table, with the rows expected of it."""
    found = []
    for path in sorted(CASES.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for text, rows in groupby(csv.DictReader(file), key=lambda row: row["text"]):
                expected = [{column: row[column] for column in row if column != "text"} for row in rows]
                found.append(pytest.param(path.stem, text, expected, id=f"{path.stem}: {text}"))
    return found


def show(value: object) -> str:
    """A value as the tables write it."""
    if value is None:
        return ""
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)


@pytest.mark.parametrize(("table", "text", "expected"), tables())
def test_readings(table: str, text: str, expected: list[dict[str, str]]) -> None:
    found = [row for row in readings(text) if table == "numerals" or row["form"] in FACT_FORMS]
    assert [{column: show(row[column]) for column in expected[0]} for row in found] == expected


def test_nothing_that_is_read_refers_to_itself() -> None:
    """Else it would stay: no garbage is looked for while a document is read."""
    text = (
        "全市高新技术企业80家，其中新认定12家，比上年增长12.5%。甲区、乙区分别为30家、50家，占全市的比重提高2个百分点。"
    )
    readings(text)  # patterns are made once
    gc.collect()
    readings(text)
    assert gc.isenabled()
    assert gc.collect() == 0


@pytest.mark.parametrize(
    ("text", "wide"),
    [
        ("开展技术对接12场。", "技术对接"),
        ("全年举办培训10期。", "举办培训"),
        ("企业认定12家。", "企业认定"),
        ("完成科技成果登记12项。", "完成科技成果登记"),
        ("组织企业开展政策宣讲12场。", "企业开展政策宣讲"),
    ],
)
def test_the_words_at_a_number_are_kept_once(text: str, wide: str) -> None:
    assert [row["phrase_wide"] for row in readings(text)] == [wide]


def test_escapes_of_a_terminal_are_no_numbers() -> None:
    found = readings("\x1b[31m新增企业5家\x1b[0m，平台12\x1b[1m个。")
    assert [(row["form"], row["value"]) for row in found] == [
        ("other", None),
        ("quantity", 5),
        ("other", None),
        ("quantity", 12),
    ]


@pytest.mark.parametrize(
    ("line", "is_furniture"),
    [
        ("3D打印企业14家", False),
        ("数字内容分享平台3个", False),
        ("客服热线办结率98%", False),
        ("网站访问量达到35万人次", False),
        ("联系电话 0562-1234567", True),
        ("浏览次数：35次", True),
        ("打印本页 关闭窗口 12", True),
    ],
)
def test_what_a_line_states_makes_it_text(line: str, is_furniture: bool) -> None:
    assert {row["form"] == "furniture" for row in readings(f"全年工作有序推进。\n{line}\n创新能力提升。")} == {
        is_furniture
    }


@pytest.mark.parametrize(
    ("title", "below", "issuer", "region"),
    [
        ("铜陵市科学技术局2030年工作总结", "", "铜陵市科学技术局", "铜陵市"),
        ("2030年枞阳县经信局（科技局）工作总结", "", "枞阳县经信局", "枞阳县"),
        ("关于枞阳县科协2030年工作情况的汇报", "", "枞阳县科协", "枞阳县"),
        (
            "县科技和工业信息化局2030年工作总结",
            "枞阳县科技和工业信息化局 2031-01-05",
            "枞阳县科技和工业信息化局",
            "枞阳县",
        ),
        ("2030年度部门决算情况说明——铜陵市科学技术局", "", "", "铜陵市"),
        ("和田地区科技局2030年工作总结", "来源：地区科技局", "和田地区科技局", "和田地区"),
        ("推进高新区2030年工作总结", "枞阳县科技局 2031-01-05", "枞阳县科技局", "枞阳县"),
        ("枞阳县汤沟镇人民政府2030年工作总结", "", "枞阳县汤沟镇人民政府", "汤沟镇"),
        ("汤沟街道办事处2030年工作总结", "", "汤沟街道办事处", "汤沟街道"),
        ("全市乡镇2030年科技工作总结", "来源：铜陵市科技局", "铜陵市科技局", "铜陵市"),
        ("铜陵市2030年科技工作总结", "", "", "铜陵市"),
        ("科技人才返乡工作情况", "来源：枞阳县科技局", "枞阳县科技局", "枞阳县"),
        ("枞阳县科技下乡工作情况", "", "", "枞阳县"),
        ("铜陵市历史文化名镇2030年工作总结", "", "", "铜陵市"),
        ("铜陵市淘宝镇2030年工作总结", "", "", "铜陵市"),
        ("铜陵市两镇2030年工作总结", "", "", "铜陵市"),
        ("铜陵市十二个镇2030年工作总结", "", "", "铜陵市"),
        ("铜陵市工业强镇2030年工作总结", "", "", "铜陵市"),
        ("关于加快建制镇工作的汇报", "来源：枞阳县科技局", "枞阳县科技局", "枞阳县"),
        ("关于推进汤沟镇工作的汇报", "来源：枞阳县科技局", "枞阳县科技局", "枞阳县"),
        ("枞阳县桥下镇2030年科技工作总结", "", "", "桥下镇"),
        ("富强镇2030年科技工作总结", "", "", "富强镇"),
        ("三河镇2030年科技工作总结", "", "", "三河镇"),
        ("大名镇人民政府2030年工作总结", "", "大名镇人民政府", "大名镇"),
        ("北京市推进国际科技创新中心2030年工作总结", "", "", "北京市"),
        ("铜陵市打造区域科技创新中心工作情况", "", "", "铜陵市"),
        ("铜陵市建设区域科技创新中心2030年工作总结", "", "", "铜陵市"),
        ("认真落实研究院工作2030年总结", "来源：铜陵市科技局", "铜陵市科技局", "铜陵市"),
        ("认真落实研究院工作2030年总结", "", "", "unknown"),
        ("2030全国两会 | 安徽去年产值增长", "", "", "安徽省"),
        ("中新社合肥1月9日电 （张三）铜陵市科技工作总结", "", "", "铜陵市"),
        ("贯彻落实省委工作情况", "", "", "unknown"),
        ("铜陵市科技创新服务中心2030年工作总结", "", "铜陵市科技创新服务中心", "铜陵市"),
        ("铜陵市项目推进服务中心2030年工作总结", "", "铜陵市项目推进服务中心", "铜陵市"),
        ("铜陵市城乡建设管理中心2030年工作总结", "", "铜陵市城乡建设管理中心", "铜陵市"),
        ("铜陵市推进长三角一体化发展办公室2030年工作总结", "", "铜陵市推进长三角一体化发展办公室", "铜陵市"),
        ("2030年西双版纳傣族自治州勐腊县科技工作总结", "", "", "勐腊县"),
        ("保定市易县科技局2030年工作总结", "", "保定市易县科技局", "易县"),
        ("天全县科技局2030年工作总结", "", "天全县科技局", "天全县"),
        ("全县科技局2030年工作总结", "来源：枞阳县科技局", "枞阳县科技局", "枞阳县"),
        ("弓长岭区科技局2030年工作总结", "", "弓长岭区科技局", "弓长岭区"),
        ("沈阳市沈北新区科技局2030年工作总结", "", "沈阳市沈北新区科技局", "沈北新区"),
        ("2030年科技工作总结", "时间：2031-01-12 作者：枞阳县科技局 打印", "枞阳县科技局", "枞阳县"),
        ("2030年科技工作总结", "时间：2031-01-12 作者：张大江 打印", "", "unknown"),
        ("科技工作简报第3期", "枞阳县科技局编　　2031年1月12日", "枞阳县科技局", "枞阳县"),
        ("关于2030年工作情况的报告", "中共枞阳县科技局党组", "中共枞阳县科技局党组", "枞阳县"),
        ("南京都市圈科技合作\n2030年进展情况和2031年重点任务", "", "", "南京都市圈"),
        ("芜湖都市圈2030年科技工作总结", "", "", "芜湖都市圈"),
        ("杭衢协作区2030年科技工作总结", "", "", "杭衢协作区"),
        ("铜陵市城乡一体化2030年工作总结", "", "", "铜陵市"),
        ("产业创新圈2030年工作总结", "来源：铜陵市科技局", "铜陵市科技局", "铜陵市"),
    ],
)
def test_issuers(title: str, below: str, issuer: str, region: str) -> None:
    [document] = parse_text(f"{title}\n{below}\n新增平台5家，专利授权12件。\n")["documents"]
    assert (document["issuer"] or "", document["region_name"]) == (issuer, region)


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("2030年，枞阳县科技局（科协）在县委、县政府领导下，新增平台5家。", "枞阳县"),
        ("今年来，无为市科技局以平台建设为抓手，新增平台5家，居芜湖第2。", "无为市"),
        ("我县出台《枞阳县科技创新券实施办法》，平台由枞阳县财政支持，新增5家。", "枞阳县"),
        ("现在，我代表枞阳县人民政府，向大会报告工作。全县新增平台5家，居芜湖第2。", "枞阳县"),
        ("在平台建设现场会上的讲话\n枞阳县人民政府副县长 李江\n全县新增平台5家，居芜湖第2。", "枞阳县"),
        ("首页 > 区县 > 枞阳县 > 要闻\n各位代表：全县新增平台5家，居芜湖第2。", "枞阳县"),
        ("谱写铜陵发展新篇章\n全市新增平台5家。", "铜陵市"),
        ("芜湖经验\n谱写铜陵发展新篇章\n全市新增平台5家。", "unknown"),
        ("我县与庐江县、枞阳县共建平台5家，庐江县、枞阳县各出资一半。", "unknown"),
    ],
)
def test_a_report_whose_title_names_no_place(text: str, region: str) -> None:
    [document] = parse_text(f"科技工作2030年总结\n\n{text}\n")["documents"]
    assert document["region_name"] == region


@pytest.mark.parametrize(
    ("city", "part", "code"),
    [
        ("徐州市", "丰县", "320321"),
        ("苏州市", "苏州工业园区", "Z-320500-suzhou-gongyeyuanqu"),
        ("黑河市", "黑河边境经济合作区", "Z-231100-heihe-bianhequ"),
    ],
)
def test_a_part_that_acts_is_found(city: str, part: str, code: str) -> None:
    rows = parse_text(f"{city}科技局2030年工作总结\n\n{part}新增平台5家。\n")["readings"]
    assert [row["place_codes"] for row in rows if row["form"] == "quantity"] == [code]


def test_a_city_is_none_of_its_former_parts() -> None:
    [document] = parse_text("淮安市科技局2030年工作总结\n\n新增平台5家。\n")["documents"]
    assert document["region_code"] == "320800"


def test_a_file_is_named_after_its_place() -> None:
    text = "2030年科技工作总结\n\n新增平台5家。\n"
    named = Document("0" * 64, "a.txt", "各县/枞阳县2030年总结", "utf-8", len(text.encode()), text)
    [document] = parse(named, lexicon())["documents"]
    assert (document["region_name"], document["region_rule"]) == ("枞阳县", "file_name")


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("铜陵市科技局2030年政府工作报告重点任务落实情况（1-3月）", ("2030-01-01", "2030-03-31")),
        ("铜陵市2030年政府工作报告", ("2029-01-01", "2029-12-31")),
    ],
)
def test_what_became_of_a_work_report_is_of_its_year(title: str, period: tuple[str, str]) -> None:
    [document] = parse_text(f"{title}\n\n新增平台5家。\n")["documents"]
    assert (str(document["period_start"]), str(document["period_end"])) == period


@pytest.mark.parametrize(
    ("text", "reported", "planned"),
    [
        ("铜陵市2030年5月份工作总结及6月份工作计划\n\n新增5家。", "2030-05-01 2030-05-31", "2030-06-01 2030-06-30"),
        ("铜陵市工作总结（2030年5月）\n\n新增5家。", "2030-01-01 2030-12-31", "2031-01-01 2031-12-31"),
        ("铜陵市2030年5月份以来工作总结\n\n新增5家。", "2030-01-01 2030-12-31", "2031-01-01 2031-12-31"),
        ("铜陵市“十三五”工作总结和2021年工作计划\n\n新增5家。", "2016-01-01 2020-12-31", "2021-01-01 2021-12-31"),
        ("铜陵市2030年工作总结\n及2031年工作计划\n\n新增5家。", "2030-01-01 2030-12-31", "2031-01-01 2031-12-31"),
        (
            "市科技局上半年工作总结\n\n新增5家。\n铜陵市科技局\n二〇三〇年七月十二日",
            "2030-01-01 2030-06-30",
            "2030-01-01 2030-12-31",
        ),
        (
            "在全市科技工作会议上的讲话\n2030-07-12 10:10 来源：铜陵市科技局\n\n今年以来，新增5家，上半年各项工作顺利，指标向好，企业活跃，平台壮大，人才增多。",
            "2030-01-01 2030-06-30",
            "2030-01-01 2030-12-31",
        ),
        (
            "在全市科技工作会议上的讲话\n2030-02-12 10:10 来源：铜陵市科技局\n\n过去一年，新增5家。",
            "2029-01-01 2029-12-31",
            "2030-01-01 2030-12-31",
        ),
    ],
)
def test_what_a_report_is_of(text: str, reported: str, planned: str) -> None:
    [document] = parse_text(f"{text}\n")["documents"]
    assert f"{document['period_start']} {document['period_end']}" == reported
    assert f"{document['plan_period_start']} {document['plan_period_end']}" == planned


def test_a_heading_says_which_months_of_the_year_before_it_tells_of() -> None:
    text = "县工信局在2030年经济工作会上的发言\n\n一、2029年1-11月指标完成情况\n\n新增企业5家。\n"
    rows = parse_text(text)["sections"]
    assert [(str(row["period_start"]), str(row["period_end"])) for row in rows[1:]] == [("2029-01-01", "2029-11-30")]


def test_a_file_says_what_year_a_report_is_of() -> None:
    text = "区科技局推进创新\n\n今年1-5月，新增企业5家。\n"
    named = Document("0" * 64, "a.txt", "枞阳县2030年1-5月工作", "utf-8", len(text.encode()), text)
    [reading] = [row for row in parse(named, lexicon())["readings"] if row["form"] in FACT_FORMS]
    assert (str(reading["time_start"]), str(reading["time_end"])) == ("2030-01-01", "2030-05-31")


def test_items_of_a_plan_are_planned() -> None:
    lines = [
        "铜陵市科技局2030年工作计划",
        "1、建设平台。",
        "2、完成其他任务。",
        "3、申报并兑现2029年奖励。",
        "4、上年完成情况。",
    ]
    rows = parse_text("\n\n".join(lines))["sections"]
    assert [row["section_kind"] for row in rows] == ["plan", "plan", "plan", "plan", "results"]


@pytest.mark.parametrize(("heading", "kind"), [("二、今年重点工作", "plan"), ("二、今年以来的工作成效", "results")])
def test_this_year_is_ahead_in_a_report_that_is_given_in_it(heading: str, kind: str) -> None:
    lines = ["2030年铜陵市政府工作报告", "一、2029年工作回顾", "新增企业5家。", heading, "新增企业9家。"]
    rows = parse_text("\n\n".join(lines))["sections"]
    assert [row["section_kind"] for row in rows][-1] == kind


DOCUMENTS = json.loads((CASES / "documents.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", DOCUMENTS, ids=lambda case: case["case"])
def test_documents(case: dict[str, Any]) -> None:
    tables = parse_text("\n".join(case["lines"]))
    [document] = tables["documents"]
    assert {column: show(document[column]) or None for column in case["document"]} == case["document"]
    columns = ("level", "heading", "section_kind", "period_start", "period_end")
    sections = [[show(row[column]) for column in columns] for row in tables["sections"]]
    assert [row[: len(said)] for row, said in zip(sections, case["sections"], strict=True)] == [
        list(map(show, said)) for said in case["sections"]
    ]
    if "furniture" in case:
        assert [row["text"] for row in tables["sentences"] if row["is_furniture"]] == case["furniture"]
    columns = ("task_number", "text", "lead_organizations", "responsible_organizations")
    assert [[row[column] for column in columns] for row in tables["tasks"]] == case["tasks"]


def test_a_goal_in_a_line_of_its_own_holds_for_the_items_under_it() -> None:
    lines = [
        "铜陵市“十五五”科技创新规划",
        "第一节　发展目标",
        "到2030年，主要目标是：",
        "——平台达到90家；",
        "——企业达到80家。",
    ]
    rows = parse_text("\n".join(lines))["readings"]
    assert [(row["time_text"], row["time_kind"]) for row in rows if row["form"] == "quantity"] == [
        ("2030年", "goal")
    ] * 2


def test_chapters_open_sections() -> None:
    lines = [
        "铜陵市“十五五”科技创新规划",
        "第一章　发展基础",
        "第一节　“十四五”发展成效",
        "第二节　存在的短板",
        "第二章　总体要求",
        "一、发展目标",
        "第三部分企业新增5家",
    ]
    rows = parse_text("\n\n".join(lines))["sections"]
    assert [(row["level"], row["section_kind"]) for row in rows] == [
        (0, "plan"),
        (1, "results"),
        (2, "results"),
        (2, "problems"),
        (1, "plan"),
        (2, "plan"),
    ]


LONG = "全市新增平台5家，企业新增8家，成交额达到9亿元，均比上年有所增加。"


@pytest.mark.parametrize(
    ("lines", "kinds"),
    [
        (["主要工作成效", LONG, "存在的主要问题", LONG, "今后工作打算", LONG], ["results", "problems", "plan"]),
        (["【主要做法】", LONG, "【明年工作谋划】", LONG], ["results", "plan"]),
        (["一、主要工作成效", LONG, "存在问题", LONG], ["results"]),  # numbered ones were before
        (["平台", "企业", "存在问题", "今后打算", "12家"], []),  # cells
        (["高新技术企业有关情况和企业发展的问题研究", LONG], []),
    ],
)
def test_headings_whose_number_is_lost(lines: list[str], kinds: list[str]) -> None:
    rows = parse_text("\n".join(["铜陵市科技局2030年工作总结", "", *lines]))["sections"]
    assert [row["section_kind"] for row in rows[1:]] == kinds


def test_sections_hold_each_other() -> None:
    lines = ["巢湖市2030年工作总结", "一、情况", "（一）平台", "1.新增3个。", "（二）人才", "二、问题", "仅5个。"]
    rows = parse_text("\n".join(lines))["sections"]
    parents = {row["section_start"]: row["parent_start"] for row in rows}
    headings = {row["section_start"]: row["heading"] for row in rows}
    held = {headings[start]: headings.get(parent) for start, parent in parents.items()}
    assert held == {
        "": None,
        "一、情况": "",
        "（一）平台": "一、情况",
        "1.新增3个": "（一）平台",
        "（二）人才": "一、情况",
        "二、问题": "",
    }
    assert all(row["section_start"] < row["section_end"] for row in rows)


@pytest.mark.parametrize("goal", ["到2035年，企业达到90家。", "到“十六五”末，力争企业达到90家。"])
def test_a_goal_leads_in_the_plans_under_a_heading_of_problems_and_plans(goal: str) -> None:
    lines = ["巢湖市2030年工作总结", "一、情况", "新增3家。", "二、存在问题和下一步打算", f"企业仅有40家。{goal}"]
    assert [row["section_kind"] for row in parse_text("\n".join(lines))["sections"]][-2:] == ["problems", "plan"]


def test_a_report_in_one_line_is_body_from_its_first_sentence_on() -> None:
    line = "池州市2030年新增企业15家。" + "培育企业8家。" * 20
    tables = parse_text(line)
    assert tables["documents"][0]["title"] == "池州市2030年新增企业15家"
    assert sum(row["form"] == "quantity" for row in tables["readings"]) == 21
    assert not any(row["is_furniture"] for row in tables["sentences"])
