"""Six page frames such as the systems of governments make, around any text; all that is in them but the text is around it."""

from collections.abc import Callable
from html import escape

from samples import Sample

_MENU = "".join(f'<li><a href="/col/{n}.html">{name}</a></li>' for n, name in enumerate(
    ("首页", "机构概况", "新闻中心", "信息公开", "政策法规", "办事服务", "互动交流", "专题专栏", "科技统计", "党建工作")))  # fmt: skip
_NEWS = "".join(
    f'<li><a href="/art/{n}.html" title="x">关于开展第{n}批科技项目申报工作的通知，请各单位认真组织</a><span>2030-0{n}-11</span></li>'
    for n in range(1, 9)
)
_SCRIPT = (
    "<script>var _hmt=_hmt||[];(function(){var s='<p>不是正文，共99家。</p>';document.write(s);})();</script>" * 60
)
_STYLE = "<style>.TRS_Editor p{margin:0;line-height:2em;font-size:16px}.hide{display:none}</style>" + "".join(
    f"<style>.m{n} a:hover{{color:#{n:06x};background:url(/images/m{n}.png)}}</style>" for n in range(60)
)


def trs(report: Sample) -> str:
    """Title and source in meta tags, the text in a block of its own."""
    text = "".join(f'<p style="text-indent:2em">&nbsp;&nbsp;{escape(each)}</p>\n' for each in report.paragraphs)
    about = "　　".join(map(escape, report.about))
    return f"""<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><title>{escape(report.title)}_某某科技局</title>
<meta name="ArticleTitle" content="{escape(report.title)}"><meta name="PubDate" content="2030-02-03 09:15">
<meta name="ContentSource" content="甲科技局"><meta name="Url" content="http://kj.example.gov.cn/t1.html">{_STYLE}{_SCRIPT}</head>
<body><div class="header"><ul class="nav">{_MENU}</ul></div>
<div class="crumb">当前位置：<a href="/">首页</a> &gt; <a href="/xxgk">信息公开</a> &gt; 正文</div>
<div class="article"><h1>{escape(report.title)}</h1><div class="info">{about}</div>
<div class="TRS_Editor">{text}</div>
<div class="share">分享到：<a href="#">微博</a><a href="#">微信</a></div>
<div class="related"><h3>相关链接</h3><ul>{_NEWS}</ul></div></div>
<div class="footer"><p>主办单位：甲科技局，承办单位：甲信息中心，联系电话：0000-5550123，网站标识码：0000000001</p></div></body></html>"""


def old_tables(report: Sample) -> str:
    """Laid out with tables, paragraphs divided by line breaks, in GB2312."""
    text = "<br>\n".join(f"　　{escape(each)}" for each in report.paragraphs)
    about = "　".join(map(escape, report.about))
    return f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><title>甲科技信息网</title></head>
<body><table width=1000><tr><td colspan=2><table><tr><td><a href=/>首页</a></td><td><a href=/b>机构</a></td></tr></table></td></tr>
<tr><td width=200 valign=top><table><tr><td>栏目导航</td></tr><tr><td><ul>{_NEWS}</ul></td></tr></table></td>
<td><table width=100%><tr><td align=center><font size=5><b>{escape(report.title)}</b></font></td></tr>
<tr><td align=center>{about}</td></tr><tr><td><div id=zoom><font size=3>{text}</font></div></td></tr>
<tr><td align=right>【<a href="javascript:print()">打印本页</a>】【<a href="javascript:close()">关闭窗口</a>】</td></tr></table></td></tr>
<tr><td colspan=2 align=center>版权所有：甲科技局　技术支持：甲公司，建议使用IE浏览器，分辨率1024</td></tr></table></body></html>"""


def pasted_from_word(report: Sample) -> str:
    """Pasted out of Word into a form: every few words in a span of their own."""

    def spans(each: str) -> str:
        pieces = [each[at : at + 9] for at in range(0, len(each), 9)]
        return "".join(
            f'<span lang="EN-US" style="font-family:仿宋"><font>{escape(piece)}<o:p></o:p></font></span>'
            for piece in pieces
        )

    text = "".join(f'<p class="MsoNormal">{spans(each)}</p>' for each in report.paragraphs)
    about = "".join(f"<span>{escape(each)}</span>&nbsp;&nbsp;" for each in report.about)
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{escape(report.title)} - 甲科技局门户</title>{_SCRIPT}</head>
<body><form id="aspnetForm" action="x.aspx"><input type="hidden" name="__VIEWSTATE" value="{"A" * 4000}"><div id="top">{_MENU}</div>
<div id="main"><div class="title">{escape(report.title)}</div><div class="source">{about}<span>字体：【<a>大</a> <a>中</a> <a>小</a>】</span></div>
<div class="content" id="ContentPlaceHolder1_content">{text}</div>
<div class="bdsharebuttonbox"><a>QQ空间</a><a>新浪微博</a></div><p>上一篇：<a href="/1">另一条消息，已有12家</a></p><p>下一篇：没有了</p></div>
<div class="copyright">Copyright © 甲科技局　备案号：ICP备00000001号</div></form></body></html>"""


def nested_sections(report: Sample) -> str:
    """A mobile page: sections within sections, text behind hidden blocks, zero-width blanks."""
    text = "".join(
        f'<section><section style="margin:8px"><p><span>{escape(each[:3])}\u200b{escape(each[3:])}</span></p></section></section>'
        for each in report.paragraphs
    )
    about = "".join(f"<em>{escape(each)}</em>　" for each in report.about)
    return f"""<!DOCTYPE html><html><head><meta charset="UTF-8"><title>{escape(report.title)}</title>{_STYLE}</head><body>
<div style="display:none"><p>隐藏的文字，不应读出，共有123家企业，增长45%。</p></div><div id="page"><div id="img-content">
<h1 class="rich_media_title">{escape(report.title)}</h1><div id="meta_content">{about}</div>
<div class="rich_media_content" id="js_content">{text}</div></div>
<div class="qrcode">微信扫一扫，关注该公众号</div><aside><ul>{_NEWS}</ul></aside></div>{_SCRIPT}</body></html>"""


def open_information(report: Sample) -> str:
    """The catalogue of open information: a table of what the document is, then the document; news with abstracts beside."""
    text = "".join(f"<div>　　{escape(each)}</div>" for each in report.paragraphs)
    about = "".join(f"<tr><td colspan='4'>{escape(each)}</td></tr>" for each in report.about)
    abstracts = "".join(
        f"<dd><a href='/{n}'>要闻{n}</a><p>会议强调，要抓好{n}项重点工作，确保完成。</p></dd>" for n in range(4)
    )
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>信息公开目录</title></head><body><div class="w1200">
<div class="top-nav">{_MENU}</div><div class="xxgk-left"><dl>{abstracts}</dl></div><div class="xxgk-right">
<table class="xxgk-table"><tr><td>索引号：</td><td>000014349/2030-00001</td><td>主题分类：</td><td>科技</td></tr>
<tr><td>标　　题：</td><td colspan="3">{escape(report.title)}</td></tr>{about}</table>
<div class="xl-title"><h1>{escape(report.title)}</h1></div><div class="xl-text"><div id="UCAP-CONTENT">{text}</div></div>
<div class="print"><a>打印</a> <a>收藏</a></div></div></div><div class="foot">网站地图 | 联系我们 | 皖公网安备 00000000000001号</div></body></html>"""


def bare_divisions(report: Sample) -> str:
    """Two halves in two blocks with a share bar between them, entities for every sign, attributes without quotes."""
    half = len(report.paragraphs) // 2
    first, second = (
        "".join(f"<p>{''.join(f'&#{ord(c)};' for c in each)}</p>" for each in part)
        for part in (report.paragraphs[:half], report.paragraphs[half:])
    )
    about = " ".join(map(escape, report.about))
    return f"""<html><head><title>{escape(report.title)}|甲政务网</title><meta charset=utf-8></head><body><div class=header><div class=menu>{_MENU}</div></div>
<div class=box><div class=bt>{escape(report.title)}</div><div class=xx>{about}</div><div class=con><div class=p1>{first}</div>
<div class="share-bar">分享：<a href=#>微信</a> 扫一扫在手机打开当前页</div><div class=p2>{second}</div></div></div>
<div class=footer><ul>{_NEWS}</ul><p>地址：甲市乙路1号，邮编：000000，电话：0000-5550123。</p></div></body></html>"""


def broken_at(report: Sample, width: int, between: str = "<br><br>", indent: str = "") -> str:
    """Lines broken at a width, as in text that was once a file of another program."""
    lines = (
        "<br>\n".join(escape((indent + each)[at : at + width]) for at in range(0, len(indent + each), width))
        for each in report.paragraphs
    )
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{escape(report.title)}</title></head><body>
<div class=top><a href=/>首页</a></div><h1>{escape(report.title)}</h1><div>{"　".join(map(escape, report.about))}</div>
<div id=zoom>{between.join(lines)}</div><div class=footer>版权所有：甲科技局</div></body></html>"""


FRAMES: dict[str, Callable[[Sample], str]] = {
    frame.__name__: frame
    for frame in (trs, old_tables, pasted_from_word, nested_sections, open_information, bare_divisions)
}


def page(frame: str, report: Sample) -> bytes:
    """The page's bytes."""
    return FRAMES[frame](report).encode("gb18030" if frame == "old_tables" else "utf-8")
