"""What is taken out of a web page, and what is left behind."""

from datetime import date

import pytest
from samples import LEXICON

from loaders.parse import parse
from loaders.read import Document, Extract, NotAReport, extract

TEXT = "<p>全市科技工作稳步推进，高新技术企业达到320家，增长12.5%，技术合同成交额再创新高。</p>" * 4


def read(body: str, head: str = "") -> Extract:
    return extract(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode(), "a.html")


def test_lists_entities_powers_and_blanks() -> None:
    found = read(
        f"<div>{TEXT}<ul><li>新建园区5km<sup>2</sup>，投入&yen;3亿元&nbsp;&nbsp;以上<sup>[1]</sup>；</li>"
        "<li>研发\u200b投入\n   强度达到&#50;.1%。</li></ul></div>"
    )
    assert "新建园区5km²，投入¥3亿元 以上[1]；\n\n研发投入强度达到2.1%。" in found.text


def test_hidden_blocks_and_scripts_are_out() -> None:
    found = read(
        f'<div>{TEXT}<p style="display: none">隐藏9家。</p><p hidden>又9家。</p><script>"<p>脚本9家。</p>"</script></div>'
    )
    assert "9家" not in found.text


def test_tables_become_rows_that_are_read() -> None:
    found = read(
        f"<h1>铜陵市科学技术局2030年工作总结</h1>{TEXT}<p>主要指标完成情况表</p><table><tr><th rowspan=2>指标</th><th rowspan=2>单位</th>"
        "<th colspan=2>2030年</th></tr><tr><th>目标</th><th>完成</th></tr>"
        "<tr><td>高新技术企业</td><td>家</td><td>300</td><td>320</td></tr>"
        "<tr><td>技术合同成交额</td><td>亿元</td><td>40</td><td>45.5</td></tr></table>"
    )
    assert "| 指标 | 单位 | 2030年目标 | 2030年完成 |\n| 高新技术企业 | 家 | 300 | 320 |" in found.text
    rows = parse(Document("0" * 64, "a", "a", "utf-8", 1, found.text), LEXICON)["readings"]
    cells = {
        (row["phrase"], str(row["value"]), row["unit"], row["cue_plan"])
        for row in rows
        if row["phrase_position"] == "header"
    }
    assert ("高新技术企业", "300", "家", "目标") in cells
    assert ("高新技术企业", "320", "家", None) in cells
    assert ("技术合同成交额", "4550000000", "元", None) in {
        (a, b.rstrip("0").rstrip(".") if "." in b else b, c, d) for a, b, c, d in cells
    }


def test_what_the_page_says_of_itself() -> None:
    found = read(
        f"<div>{TEXT}</div>",
        '<meta name="ArticleTitle" content="铜陵市2030年科技工作总结"><meta name="PubDate" content="2031-01-15 10:00">'
        '<meta name="ContentSource" content="铜陵市科学技术局"><link rel="canonical" href="https://kj.example.cn/1.html">',
    )
    assert found.told.url == "https://kj.example.cn/1.html"
    assert found.told.published_on == date(2031, 1, 15)
    assert found.told.issuer == "铜陵市科学技术局"
    assert found.text.startswith("铜陵市2030年科技工作总结\n")
    [row] = parse(Document("0" * 64, "a", "a", "utf-8", 1, found.text, told=found.told), LEXICON)["documents"]
    assert (row["issuer"], row["published_on"], row["source_url"]) == (
        "铜陵市科学技术局",
        date(2031, 1, 15),
        found.told.url,
    )


@pytest.mark.parametrize("charset", ["gb2312", "gbk", "GB18030", "utf-8", "big5"])
def test_the_charset_of_the_page(charset: str) -> None:
    text = "<p>全市科技工作，高新技术企业320家，增长百分之五。</p>" * 5
    page = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}"></head><body>{text}</body></html>'
    if charset == "big5":
        page = page.replace("术", "術").replace("业", "業").replace("长", "長")
    codec = {"gb2312": "gb18030"}.get(charset, charset)
    assert "320家" in extract(page.encode(codec), "a.html").text


def test_a_charset_that_is_wrong_is_not_believed() -> None:
    page = f'<html><head><meta charset="gb2312"></head><body>{TEXT}</body></html>'
    assert "高新技术企业达到320家" in extract(page.encode(), "a.html").text


def test_one_bad_byte_is_noted() -> None:
    page = f'<html><head><meta charset="gb2312"></head><body>{TEXT}</body></html>'.encode("gb18030")
    found = extract(page[:-16] + b"\xff" + page[-16:], "a.html")
    assert "高新技术企业达到320家" in found.text
    assert "1 characters that are not gb2312" in str(found.note)


@pytest.mark.parametrize("body", ["", "<p> </p>", "<script>全市科技工作总结</script>"])
def test_a_page_without_text_is_rejected(body: str) -> None:
    with pytest.raises(NotAReport):
        read(body)


def test_a_deep_page_is_read() -> None:
    assert "320家" in read("<div>" * 5000 + TEXT + "</div>" * 5000).text


FIRST = "<p>铜陵市科技局按照年初部署，推进各项任务。</p>"
LAST = "<p>以上数据均为快报数，以统计部门公布的为准。</p>"
MENU = "<div class=top><ul><li><a href=/>首页</a></li><li><a href=/b>机构</a></li></ul></div>"


@pytest.mark.parametrize("block", ["<div class=Section0>{}</div>", "<div><div>{}</div></div>", "<section>{}</section>"])
def test_paragraphs_beside_a_block_of_the_text_are_kept(block: str) -> None:
    found = read(
        f"{MENU}<div class=side><p>局领导介绍，机构职能。</p></div><div id=zoom>{FIRST}{block.format(TEXT)}{LAST}</div>"
    )
    assert "推进各项任务" in found.text
    assert "以统计部门公布的为准" in found.text
    assert "局领导介绍" not in found.text


def test_a_name_misleads_where_it_is_that_of_most_text() -> None:
    others = "<p>解读：今年将新建平台7家，比上年多2家。</p>" * 2
    found = read(
        f"{MENU}<div class='print-area'><div>{TEXT}</div></div><div class=right><h3>相关解读</h3><div>{others}</div></div>"
    )
    assert "320家" in found.text
    assert "新建平台" not in found.text


@pytest.mark.parametrize("hidden", ["DISPLAY: NONE", "display:none", "visibility: hidden"])
def test_what_nobody_sees_is_out(hidden: str) -> None:
    assert "9家" not in read(f'<div>{TEXT}<p style="{hidden}">隐藏的段落，共有9家。</p></div>').text


def test_a_text_that_a_script_shows_is_read() -> None:
    assert "320家" in read(f'<div id=js_content style="visibility: hidden;">{TEXT}</div>').text


def test_line_ends_that_count() -> None:
    lines = "铜陵市2030年科技工作总结\n\n    全市科技工作稳步推进，\n新增企业320家。\n    研发投入再创新高。"
    for page in (f"<pre>{lines}</pre>", f'<div style="white-space: pre-wrap">{lines}</div>'):
        assert read(page).text.split("\n") == [
            *(
                "铜陵市2030年科技工作总结",
                "",
                "全市科技工作稳步推进，",
                "新增企业320家。",
                "",
                "研发投入再创新高。",
                "",
            ),
        ]
    broken = "&nbsp;&nbsp;&nbsp;&nbsp;全市科技工作稳步推进，<br>新增企业320家。<br><br>研发投入<br>　　再创新高。"
    assert read(f"<div>{broken}</div>").text.split("\n") == [
        *("全市科技工作稳步推进，", "新增企业320家。", "", "研发投入", "", "再创新高。", ""),
    ]


def test_numbers_in_one_cell_stay_apart() -> None:
    rows = "<tr><td>高新技术<br>企业</td><td><p>12</p><p>15</p></td></tr><tr><td>孵化器</td><td>3<br>家</td></tr>"
    assert "| 高新技术企业 | 12 15 |\n| 孵化器 | 3家 |" in read(f"{TEXT}<table>{rows}</table>").text


def test_a_table_of_what_the_document_is_does_not_title_it() -> None:
    title = "铜陵市2030年科技工作总结"
    found = read(
        f"<div><table><tr><th>索引号：</th><td>0031/2031-7</td><th>发布机构：</th><td>铜陵市科学技术局</td></tr>"
        f"<tr><th>名称：</th><td>{title}</td><th>文号：</th><td>铜科〔2031〕5号</td></tr></table><h1>{title}</h1><div>{TEXT * 4}</div></div>",
        f"<title>{title}</title>",
    )
    assert found.text.startswith(f"{title}\n")
    [row] = parse(Document("0" * 64, "a", "a", "utf-8", 1, found.text, told=found.told), LEXICON)["documents"]
    assert (row["title"], row["issuer"], row["document_number"]) == (title, "铜陵市科学技术局", "铜科〔2031〕5号")


def test_a_page_behind_a_long_comment_is_a_page() -> None:
    page = f'<?xml version="1.0"?>\n<!-- {"x" * 9000} -->\n<html><body>{TEXT}</body></html>'
    assert extract(page.encode(), "a.txt").media_type == "text/html"
