"""The noun of a number that has none of its own: that of the number before, or what the clause before speaks of."""

import re
from typing import NamedTuple

from loaders.parse.marks.phrase import clean, last_clause
from loaders.parse.reading import Against, Left, Named, Reading, counted_unit
from loaders.parse.scene import Scene
from loaders.parse.slots.anaphora import pointed_at
from loaders.parse.slots.breakdown import has_part, main_of
from loaders.parse.slots.pointers import performed
from loaders.parse.slots.shares import completion, share_in_name, share_spoken_of
from loaders.wording import pattern, sole, words

_ASPECT = sole("aspect_noun")
_COMPLETED = sole("completed")
_FOREIGN_MONEY = sole("foreign_money")
_GROWING = sole("growing")
_LIST_MARKS = re.compile(
    "^[（(]?[一二三四五六七八九十]{1,3}[)）、.．]|^[\\d☆★●◆■—－\\-（(]+[、.．）)]?|^[☆★●◆■]+"
)  # 3、专利; ☆技术合同
_FRAMED = pattern("(?:{about_topic}|在|对|就)(?P<thing>.{3,}?){work_process}?(?:{aspect_noun}|上|中|里)")
_AMONG = pattern("(?<=[{size_mark}])(?:之|当)?中$")  # 申请量中,甲县80件
_STATE = pattern("(?!.*(?:{programme}|{work_noun}|{aspect_noun})$)[^的，,、]{4,8}")
_CONTRIBUTION = words("driving_rate")
MONEY = words("money_unit")
_UNCOUNTED = frozenset(("", "位", "元", _FOREIGN_MONEY))  # units of what is no thing one can count
_KINDS_OF_PATENT = words("kind_of_patent")
_MEASURES = ("元", "%")
_EXCEEDED = pattern("(?:{bounding}|过)了?$")
_TOLD_BY = pattern("(?P<noun>[^，,；;。：:\\d]{2,24}?){bounding}[^，,；;。：:\\d]{2,12}的共?(?:有|是|为|仅)")
_PATENTS = "件"
_APPLYING = words("applying")
_TOTALS = (*words("running_total"), *words("grand_total"))
_SIZES = words("size_noun")
_AREAS, _ADVERBS = words("area_unit"), words("elided_adverb")
_PAID, _EACH = words("paid_out"), words("for_each")
_PROGRESS = sole("progress_word")
_OF_PERFORMER = pattern("^[^的]{0,6}{performer}的?(?=..)")


class Inherited(NamedTuple):
    """The noun that a number takes over, what it is held against with it, and the number that both are of, if they are."""

    named: Named = Named()
    against: Against | None = None
    source: Reading | None = None


def inherited_noun(scene: Scene, reading: Reading, left: Left, previous: Reading | None) -> Inherited:
    """A number without a noun of its own: that of the number before, or what the clause before speaks of."""
    paragraph = scene.paragraph
    sums_up = left.level in scene.vocabulary.joint_total  # 两项合计30亿元: of several, so of none of them
    topic = scene.state.topic or (paragraph.topic if previous is None and (paragraph.spoken_of_last or sums_up) else "")
    if left.subject and reading.quantity.form != "quantity":
        return Inherited(Named(left.subject, position="before"))
    if bounded := _bounded(scene, reading, previous) or _told_by(scene, reading):
        return Inherited(Named(bounded, position="inherited"))
    done = performed(scene, reading.quantity, left.subject, left.verb)
    if done is not None:  # 成交额60亿元。企业输出45亿元
        thing = _OF_PERFORMER.sub("", done.phrase)  # 企业研发经费35亿元;高校2亿元
        return Inherited(Named(f"{left.subject}{thing}", done.phrase_wide, position="inherited"), source=done)
    source = _source(scene, reading, left, previous, topic)
    understood = scene.vocabulary.understood.get(left.verb, "") if reading.quantity.unit == _PATENTS else ""
    if understood and source is not None and understood not in source.phrase:  # 申请专利20件,提交材料9件,授权3件
        source = next((said for said in reversed(scene.facts) if understood in said.phrase), source)
    if understood and source is not None and source.quantity.unit != _PATENTS:  # 申请专利20件,增长5%;授权9件
        source = next((r for r in reversed(scene.facts) if r.quantity.unit == _PATENTS and not r.growth), source)
    if understood and (source is None or source.quantity.unit != _PATENTS):  # 1—10月,申请206件,授权44件
        return Inherited(Named(understood, position="topic"))
    if source is not None and not _speaks_of_topic(scene, reading, left):
        return Inherited(_noun_of(scene, reading, left, source), _held_as(reading, source), source)
    return _of_topic(scene, reading, topic) if topic else Inherited()


def _of_topic(scene: Scene, reading: Reading, topic: str) -> Inherited:
    """What the clause before speaks of: 在高新技术企业培育上，新入库48家."""
    framed = _FRAMED.fullmatch(topic) if reading.quantity.form == "quantity" else None
    phrase = _AMONG.sub("", _LIST_MARKS.sub("", framed["thing"] if framed else topic.rstrip("。")))
    if phrase.endswith(_ASPECT) and scene.ends_in_term(phrase.removesuffix(_ASPECT)):  # 科技特派员方面
        phrase = phrase.removesuffix(_ASPECT)
    last = scene.paragraph.last
    if last is not None and topic.endswith(_PROGRESS):  # 预算6500万元。加快支出进度,一季度不低于30%
        phrase = f"{last.phrase}{topic[-2 * len(_PROGRESS) :]}"
    is_told = bool(reading.share or reading.growth or reading.gap) or reading.quantity.form != "percent"
    if not is_told and (said := share_in_name(scene, topic) or share_spoken_of(scene, topic)) is not None:
        # 产值占工业总产值的比重,2015年为32%
        return Inherited(said.named._replace(position="topic"), said)
    if reading.quantity.form == "quantity":
        phrase = _OF_GROWTH.sub("", _subject_of(scene, phrase))
    elif reading.quantity.form == "percent" and phrase.endswith(scene.vocabulary.completion):
        return Inherited(Named(phrase, position="topic"), completion(scene, reading, phrase))  # 从目标完成率看
    return Inherited(Named(phrase, position="topic"))


def _subject_of(scene: Scene, clause: str) -> str:
    """经营主体稳步壮大: the indicator that a clause says something of; the clause as it is where it names none."""
    ends = [last + 1 for last, (_, (_, value)) in scene.lexicon.automaton.iter(clause) if value == "term"]
    return clause[: max(ends)] if ends and _STATE.fullmatch(clause, max(ends)) else clause


_OF_GROWTH = pattern("(?<=..){growth_name}$")  # 研发投入增幅收窄,全年12亿元
_APPLIED_FOR = pattern("[\u4e00-\u9fff]{0,6}?{applying}(?P<thing>[\u4e00-\u9fff]{2,})")


def _bounded(scene: Scene, reading: Reading, previous: Reading | None) -> str:
    """经费超过10亿元的县区有2个,分别为甲区(21亿元): what the class was bounded by, for amounts in its unit; '' for none."""
    unit = reading.quantity.unit
    if previous is None or previous.quantity.unit == unit or unit not in _MEASURES or reading.growth or reading.share:
        return ""
    bounds = [q for q in scene.class_bounds if q.end <= previous.quantity.start and scene.text[q.end - 1] == unit]
    if not bounds or any(r.quantity.unit == unit for r in scene.facts if r.quantity.start > bounds[-1].start):
        return ""
    said = last_clause(_EXCEEDED.sub("", scene.text[: bounds[-1].start]))
    return clean(said, scene.vocabulary)


def _told_by(scene: Scene, reading: Reading) -> str:
    """增速高于全市平均的县有7个,其中甲县(17.3%)最快: what a class is told by, for figures that do not count it; '' for none."""
    form = reading.quantity.form
    if form not in ("percent", "points") or "的" not in scene.text[: reading.quantity.start]:
        return ""
    *_, told = None, *_TOLD_BY.finditer(scene.text, 0, reading.quantity.start)
    if told is None or any(said.quantity.form == form for said in scene.facts if said.quantity.start > told.start()):
        return ""
    return clean(last_clause(told["noun"]), scene.vocabulary)


def _source(scene: Scene, reading: Reading, left: Left, previous: Reading | None, topic: str) -> Reading | None:
    goes_on = reading.quantity.form != "quantity" and not left.part and previous is not None and previous.in_bracket
    of_whole = reading.whole is not None and (left.part or (reading.in_bracket and not goes_on))
    source = reading.whole if of_whole else previous  # 专利800件(其中发明81件,增长32%): of the part
    if left.part and reading.growth and reading.quantity.form == "percent":
        grown = (r for r in reversed(scene.facts) if r.growth and r.quantity.form == "percent")
        source = next(grown, source)  # 增加值增长12%,占50%,其中9月份增长10%
    if source is previous and (amount := _amount_of_share(scene, reading)) is not None:
        source = amount
    if source is previous and previous is not None and previous.in_bracket and not reading.in_bracket:
        source = scene.before_bracket_of(previous) or previous  # 企业5家(其中外资2家),累计42家
    leaves = source is not None and reading.whole is None and _leaves_parts(scene, reading, left, source)
    if leaves and source is not None:
        source = source.whole  # 企业436家,其中规上287家;组织申报112家
    if left.rest and source is not None and source.whole is not None:
        source = source.whole  # 经费500万元,其中项目190万元,余下25万元
    source = _source_alike(scene, reading, left, source)
    if left.verb and source is not None and source.phrase in _EACH:  # 放款4亿元,户均500万元,累计放款19亿元
        alike = (r for r in reversed(scene.facts) if r.quantity.unit == source.quantity.unit)
        source = next((r for r in alike if r.phrase not in _EACH), source)
    if left.level in scene.vocabulary.size_noun and source is not None and source.quantity.form != "quantity":
        return pointed_at(scene, reading.quantity, False, False, True) or source  # 强度达2.1%,总量居全省第3位
    if left.share not in ("", _COMPLETED) and source is not None and source.phrase.endswith(_CONTRIBUTION):
        return _before_ratio(scene, source)
    if source is None and not topic:
        return main_of(scene, reading.quantity) or scene.paragraph.last or _first_of_report(scene, reading)
    return source


def _first_of_report(scene: Scene, reading: Reading) -> Reading | None:
    """四季度再完成240亿元, under a heading that names nothing: what the report first counted in the unit."""
    return scene.memory.first.get(reading.quantity.unit)


def _leaves_parts(scene: Scene, reading: Reading, left: Left, part: Reading) -> bool:
    """企业436家,其中规上287家;组织申报112家; 其中中心21家、站9家,累计达到217家: of the whole that was taken apart, where it counts the like."""
    whole, unit = part.whole, reading.quantity.unit
    if not left.fresh or whole is None:
        return False
    parts = sum(said.whole is whole and said.quantity.unit == unit for said in scene.facts)
    if left.level.startswith(_TOTALS) and parts > 1:
        return True
    if scene.text.startswith(_SIZES, left.start) and unit == "倍":  # 企业436家,其中甲区87家;总量是乙市的2倍
        return True
    if not left.verb or unit == part.quantity.unit != whole.quantity.unit:
        return False
    parted = any(mark in scene.text[part.quantity.end : reading.quantity.start] for mark in "；;")
    said_in_full = part.own_noun and part.quantity.unit == unit and scene.ends_in_term(part.phrase)
    return parted or not said_in_full or part.phrase in _KINDS_OF_PATENT  # 在孵企业46家,毕业5家: of those


def _source_alike(scene: Scene, reading: Reading, left: Left, source: Reading | None) -> Reading | None:
    """签约项目14个,总投资36亿元,开工8个; 项目31项、资金2亿元,比上年多4项: what was last counted in the same unit."""
    unit = reading.quantity.unit
    if source is None or source.quantity.unit == unit:
        return source
    pays = unit in MONEY and left.verb.endswith(_PAID) and source.quantity.form == "quantity"
    if pays:  # 专项1.2亿元,支持项目43个,已拨付9400万元
        return next((r for r in reversed(scene.facts) if r.quantity.unit == unit and not r.growth), source)
    of_size = source.quantity.unit in MONEY or source.quantity.unit in _AREAS  # 面积2万平方米,毕业9家
    counts = left.verb and of_size and counted_unit(reading) not in _UNCOUNTED
    if not (counts or (reading.growth and reading.quantity.form == "quantity")):
        return source
    return next((r for r in reversed(scene.facts) if r.quantity.unit == unit and not r.growth), source)


def _amount_of_share(scene: Scene, reading: Reading) -> Reading | None:
    """增加值30亿元,占工业的52%,同比增长12%: what grows over the year is the amount; behind a semicolon, in any words."""
    previous = scene.previous
    if previous is None or reading.quantity.form != "percent" or not reading.growth or reading.share:
        return None
    parted = any(mark in scene.text[previous.quantity.end : reading.quantity.start] for mark in "；;")
    if not parted and not (reading.growth == _GROWING and reading.basis):
        return None
    amount = next((said for said in reversed(scene.facts) if said.phrase == previous.phrase and said.own_noun), None)
    is_amount = amount is not None and amount.quantity.form == "quantity" and not amount.growth and not amount.share
    return amount if is_amount else None


def _before_ratio(scene: Scene, ratio: Reading) -> Reading:
    """增加值增长8%,对增长的贡献率达70%,占工业的50%: of a contribution no share is taken, but of what it is one of."""
    return next((r for r in reversed(scene.facts) if r.own_noun and not r.phrase.endswith(_CONTRIBUTION)), ratio)


def _speaks_of_topic(scene: Scene, reading: Reading, left: Left) -> bool:
    """科技企业方面,新增5家: the clause before says what is counted."""
    topic, previous = scene.state.topic, scene.previous
    if topic and reading.quantity.form == "percent" and reading.level and previous is not None:
        tells = reading.growth or reading.share or reading.gap or reading.basis
        return not tells and previous.quantity.form == "quantity" and scene.knows(topic)  # 强度与上年持平,保持在0.9%
    if topic and reading.quantity.form == "rank":  # …居第一;研发投入强度仅次于甲市,列第2位
        parted = previous is not None and any(m in scene.text[previous.quantity.end : left.start] for m in "；;")
        return parted and scene.knows(topic)
    return bool(topic) and reading.quantity.form == "quantity" and (left.verb != "" or scene.knows(topic))


def _noun_of(scene: Scene, reading: Reading, left: Left, source: Reading) -> Named:
    """The noun that the number before, or the whole, gives to one that goes on from it."""
    phrase = source.phrase
    applied = _APPLIED_FOR.fullmatch(phrase) if left.level else None
    if applied is not None:  # 组织5家企业申报高企,目前共有12家: what they would become
        return Named(applied["thing"], position="inherited")
    if left.verb:  # 登记科技成果87项,转化31项; 专利申请520件、授权340件
        pattern = scene.vocabulary.pattern
        plain = pattern.done_size.sub("", phrase) or phrase  # 专利申请量520件;授权340件
        phrase = pattern.acted.sub("", plain)
        understood = scene.vocabulary.understood.get(left.verb, "")
        done = pattern.done_before.search(phrase) if understood and phrase.endswith(understood) else None
        phrase = done["thing"] if done else phrase  # 期内申请专利40件,授权9件
        phrase = plain if phrase in _ADVERBS else phrase  # 首次申报79家,通过45家
    describes = reading.quantity.form != "quantity" or reading.quantity.unit == "位"
    head = source.phrase_wide if source.whole is None else source.whole.phrase
    head = phrase if is_of_all(left, source) else head
    ranked = source.quantity.form == "rank" and source.own_noun  # 新能源第二,40亿元
    known = scene.vocabulary
    says_little = has_part(scene, phrase) or phrase in known.bare_noun or phrase.endswith(known.completion) or ranked
    if source.whole is None and source.phrase_head and says_little:
        head = f"{source.phrase_head}{head}"  # 成交额60亿元,…流向省外的45亿元,占四成
    of_amount = source.share and source.reference and source.reference_place is None
    if of_amount and reading.quantity.form == "rank" and scene.state.view:
        head = f"{source.reference}{head}"  # 企业资金占研发经费的80%,居首位
    return Named(phrase, head, counted_unit(source) if describes else None, "inherited")


def is_of_all(left: Left, source: Reading) -> bool:
    """组织申报高企14家,全区总数39家: all there are, and none that asked to be."""
    return left.level.startswith(_TOTALS) and source.verb.endswith(_APPLYING)


def _held_as(reading: Reading, source: Reading) -> Against | None:
    """差距由0.7个百分点缩小到0.6个百分点, 比重由7.2%提升至7.4%: a gap or a share goes on, held against the same."""
    goes_on = source.change_from or (reading.level and source.phrase_position in ("topic", "inherited"))
    is_share = source.share and reading.quantity.form != "multiple" and not (reading.share or reading.growth)
    if goes_on and is_share:
        return Against(source.share, source.reference, source.reference_place)
    if source.change_from and source.gap and not reading.gap:
        return Against(None, source.reference, source.reference_place, source.gap)
    return None


def is_of_ratio(scene: Scene, left: Left, source: Reading) -> bool:
    """Whether what goes on from a number describes a ratio; 增幅 and 总量 do not."""
    of_amounts = left.level in scene.vocabulary.size_noun or left.growth in scene.vocabulary.bare_noun
    return not of_amounts and (_is_ratio(source) or source.of_ratio)


def _is_ratio(reading: Reading) -> bool:
    """Whether a change of what was read is one of a ratio; that of a goal met is one of what was counted."""
    return bool(reading.share) and reading.share != _COMPLETED and reading.reference_place is None
