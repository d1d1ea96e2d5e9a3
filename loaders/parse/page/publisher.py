"""Who publishes a report need not be who issued it: a city posts the report of its province on its own pages."""

from collections import Counter

from loaders.lexicon import Lexicon
from loaders.parse.page.region import Where, place_of_name
from loaders.wording import pattern

_FEWEST = 3  # times that a text must speak of the larger place
_IN_TITLE = pattern(
    "(?P<office>[\u4e00-\u9fff]{2,28}?(?:{office_end}|{titled_office}))(?:[（(][\u4e00-\u9fff、]{2,12}[)）])?"
    '(?=[“"\\d：:]|{behind_office})'
)  # 甲县科学技术局2029年工作总结: whose title it is
_GOAL = pattern("^{goal_opening}|{goal_opening}[\u4e00-\u9fff]{2,}{titled_office}$")  # 打造区域科技创新中心
_LEVEL = pattern("{level_name}|{zone_suffix}|[{place_mark}](?![{qu_word_end}间场])")
_YEAR_LEADS = pattern("^(?:{title_lead}|(?:19|20)\\d{2} ?年度?)+")
# 市科技局, 省科学技术厅: an office named by the level of its place alone
_OFFICE_BY_LEVEL = pattern("[{place_mark}]({science_name}{office_level})(?={title_follow}|\\d)")


def lies_within(inner: str | None, outer: str | None, lexicon: Lexicon) -> bool:
    """Whether a place is a part of another, and not that place itself."""
    return bool(inner and outer and inner != outer) and outer in lexicon.ancestors(inner or "")


def place_spoken_of(text: str, publisher: str | None, lexicon: Lexicon) -> tuple[str, str] | None:
    """The province of a city that publishes a text which speaks of the whole province and never of the city: code and words."""
    province = next((c for c in lexicon.ancestors(publisher or "") if lexicon.regions[c].level == "province"), None)
    if province is None or province == publisher:
        return None
    levels = Counter[str]()
    words = Counter[str]()
    for _, (term, (cue, level)) in lexicon.automaton.iter_long(text):
        if cue == "place":
            levels[level] += 1
            words[term] += level == "province"
    if levels["province"] < _FEWEST or levels["city"] or levels["county"]:
        return None
    return province, words.most_common(1)[0][0]


def named_by_level(title: str, place: Where) -> str | None:
    """市科技局2029年工作报告, as another body's page has it: the office of the place, which its title leaves unsaid."""
    office = _OFFICE_BY_LEVEL.match(title)
    return place[1] + office[1] if office and place[1].endswith(title[0]) else None


def titled_office(title: str) -> str | None:
    """甲县科学技术局2029年工作总结: the office whose name a title begins with."""
    office = _IN_TITLE.match(_YEAR_LEADS.sub("", title))
    return office["office"] if office and not _GOAL.search(office["office"]) else None


def with_place(office: str | None, place: Where | None) -> str | None:
    """地区科技局, 高新区管委会: the office of the report's place, named by no more than the place's level, with all of its name."""
    level = _LEVEL.match(office or "")
    if level is None or place is None or not place[1].endswith(level.group()) or place[1] == level.group():
        return office
    return place[1] + (office or "")[level.end() :]


def true_issuer(publisher: str | None, signed: list[str], place: Where, lexicon: Lexicon) -> str | None:
    """The publisher, unless it is of a part of the report's place; then an office of that place which signed, if any."""
    posted_at = place_of_name(publisher or "", lexicon)
    if posted_at is None or not lies_within(posted_at[0], place[0], lexicon):
        return publisher
    found = ((name, place_of_name(name, lexicon)) for name in reversed(signed))
    return next((name for name, where in found if where and where[0] == place[0]), None)
