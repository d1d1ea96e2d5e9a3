"""Which noun phrase a number describes: the one before it, or the one behind it."""

from loaders.parse.marks.phrase import AND, HEADED, is_qualifier, members
from loaders.parse.numbers.quantity import Quantity
from loaders.parse.reading import PART_RULES, After, Left, Reading
from loaders.parse.scene import Scene
from loaders.parse.slots.after import verb_after
from loaders.parse.slots.pointers import performed
from loaders.wording import pattern, sole, words

_ACTS_FOR = words("acts_for")
_SUMMED_SO_FAR = sole("summed_so_far")

Choice = tuple[str, str]  # noun phrase and where it stands: before, after, or '' for nowhere
_ASSIGNED = words("assigned")
_OF_PLACES = "个"  # what places are counted in
_PERSONS = ("人", "名", "人次")
_SERVED = frozenset("为向给对由从")
_OF_WHICH = words("bound_of_which")
_EACH = words("each_of")
_OF_WHAT_WAS_COUNTED = ("由", "为", "是", *words("coming_from"), *words("direction"))  # 专利100件,近七成由企业持有
_HOLDING = ("有", "尚有", "还有", "仍有")
_LOCATIVE = ("中", "里", "内", *words("listed_kind"))
_HOLDS = ("现有", "拥有", "建有", "设有", "集聚了", "汇聚了", "集聚", "汇聚", "聚集了")
_NAMED = pattern("(?s:.*[^{deng_word_begin}])等(?P<head>[^、等]{2,})$")
_AMONG_PEERS = tuple(f"{kind}中" for kind in words("ranked_kind"))
_INDUSTRY_MARK = sole("industry_mark")


def choose_noun(scene: Scene, quantity: Quantity, left: Left, after: After) -> Choice:
    """The noun phrase of a number: before it, or after it where a verb, a list of names or nothing precedes."""
    post = after.noun
    preposition = scene.text[quantity.start - 1] if quantity.start else ""
    counts = quantity.form == "quantity"
    if post and counts and preposition in _SERVED and _goes_on(scene, quantity, after):
        left.level = _SUMMED_SO_FAR if left.level.startswith(_SUMMED_SO_FAR) else ""
        left.change_from = False  # 为632家企业发放贷款: those a service is done to, or by
        return post, "after"
    if post and preposition == "为" and not left.noun:
        left.level = left.noun = ""
    if "的" in post and (state_of := scene.vocabulary.pattern.state_of.match(post)):  # 5家企业的创新能力
        post = state_of["thing"]
    if counts and left.noun.startswith(_EACH):
        _leave_each(scene, quantity, left, post)
    among_peers = counts and not post and left.noun.endswith(_AMONG_PEERS)  # 在全省地级市中率先突破4000亿元
    if among_peers or (post and _begins_item(scene, quantity)):
        left.noun = ""
    shares_go_on = post != "" and _shares_go_on(scene, quantity)
    left.noun = "" if shares_go_on else left.noun
    if left.noun:
        return _with_noun_before(scene, quantity, left, after, post) if counts else (left.noun, "before")
    is_share_of = shares_go_on or (
        quantity.form == "percent"
        and not post.startswith(_OF_WHAT_WAS_COUNTED)
        and not (scene.facts and verb_after(scene, after.start, after.start + 1))  # 高企500家,近八成设立机构
        and (
            scene.text.startswith(_OF_WHICH, quantity.end)
            or _shares_on(scene, quantity)
            or ((quantity.rule in PART_RULES or len(after.wide) > len(post)) and _begins_clause(scene, left))
        )
    )
    if post and (counts or is_share_of):
        return post, "after"
    if quantity.unit in _PERSONS and not (left.subject or left.of_other) and (entered := _entered(scene, after)):
        return entered, "after"
    if left.verb in _ASSIGNED or not counts:  # 省厅下达目标(20家): who assigns is not what is counted
        return "", ""
    return (left.subject, "before") if left.subject and performed(scene, quantity, left.subject) is None else ("", "")


def _leave_each(scene: Scene, quantity: Quantity, left: Left, post: str) -> None:
    """每个县至少建成1家基地; 工作站2个,每个县至少有1个: of what each has so many, it is no noun."""
    told = (said for said in scene.facts if said.own_noun and quantity.unit != "元")
    if post:
        left.verb, left.level, left.subject, left.noun = left.verb or left.level, "", left.noun, ""
    elif any(said.quantity.unit == quantity.unit for said in told):
        left.noun = ""


def _begins_item(scene: Scene, quantity: Quantity) -> bool:
    """一批中心和15个平台, 80%的用地、94%的用能: the next item of a list, with its noun behind it."""
    listed = scene.text[quantity.start - 1 : quantity.start] in AND
    return listed and (quantity.form == "quantity" or scene.text.startswith(_OF_WHICH, quantity.end))


def _shares_on(scene: Scene, quantity: Quantity) -> bool:
    """创造了全市30%的生产总值、40%技术合同成交额: the next share of a row, each of what stands behind it."""
    previous = scene.previous
    if previous is None or previous.quantity.form != "percent" or previous.phrase_position != "after":
        return False
    told = scene.text[previous.quantity.end : quantity.start]
    return bool(previous.share) and told.endswith(AND) and not any(mark in told for mark in "，,；;")


_SHARES_JOINED = pattern("{comparator_after}?的?(?P<whole>[^，,；;。、\\d]{2,12}?)(?:、|和|与|及|以及)[{so_much}]*$")


def _shares_go_on(scene: Scene, quantity: Quantity) -> bool:
    """三成以上企业、八成高企和近四分之三的小巨人企业: in a row of shares, each with its whole behind it."""
    previous = scene.previous
    if quantity.rule not in PART_RULES or previous is None or previous.quantity.rule not in PART_RULES:
        return False
    joined = _SHARES_JOINED.fullmatch(scene.text, previous.quantity.end, quantity.start)
    return joined is not None and previous.phrase_position == "after" and previous.phrase == joined["whole"]


def _entered(scene: Scene, after: After) -> str:
    """11人入选省“双千计划”: what they are counted as."""
    verb = verb_after(scene, after.start, after.start + 1)
    return after.wide.removeprefix(verb) if verb else ""


def _begins_clause(scene: Scene, left: Left) -> bool:
    """近四成企业未建立机构, 80%以上规上企业建有机构: the whole of the share follows."""
    if left.level in _HOLDING and not left.noun and not left.subject:  # 仍有三成企业没有机构
        return left.fresh
    return left.fresh and left.is_bare


def _goes_on(scene: Scene, quantity: Quantity, after: After) -> bool:
    if len(after.text) > len(after.noun) + 1 or any(word in after.text for word in _ACTS_FOR):
        return True
    return verb_after(scene, quantity.end, quantity.end + len(after.text)) != ""


def _with_noun_before(scene: Scene, quantity: Quantity, left: Left, after: After, post: str) -> Choice:
    before, last = left.noun, scene.text[quantity.start - 1]
    holds = left.level in _HOLDS and scene.ends_in_term(post)  # 高新区集聚了12个产业集群
    if not holds and after.number_follows and len(post) <= 4 and last not in ("等", "的"):
        return before, "before"
    if not post:
        only_names = last == "等" or _are_places(scene, before) or _are_examples(scene, left)
        return (left.subject, "before" if left.subject else "") if only_names else (before, "before")
    listed = "、" in scene.text[left.start : quantity.start] and not left.level
    of_names = last == "等" or before.endswith("等") or listed
    is_within = left.level in _HOLDING and before.endswith(_LOCATIVE)  # 企业中有11个新产品
    if of_names or is_within or _counts_places(scene, quantity, left, post) or _tells_which(left, last):
        return post, "after"
    if is_qualifier(before, scene.vocabulary):  # 省级12家企业
        return f"{before}{post}", "after"
    if not holds and (left.level or _names_number(scene, quantity, after)):
        return before, "before"
    if not left.verb and not holds and len(before) <= 4 and not _names_place(scene, before):
        left.verb = before  # 抓好20个…: a word the lexicon lacks, where only a verb can stand
    return post, "after"


def _counts_places(scene: Scene, quantity: Quantity, left: Left, post: str) -> bool:
    """增长率考核全省共3个城市达标: places are counted, and not what they do."""
    kinds = (*scene.vocabulary.division, *scene.vocabulary.peer_kind)
    return bool(left.level) and quantity.unit == _OF_PLACES and post.startswith(kinds)


def _tells_which(left: Left, last: str) -> bool:
    """有生产活动的168个行业: what stands before 的 is no noun of the number; it has no level then either."""
    tells = last == "的" and left.level != ""
    left.level = "" if tells else left.level
    return tells


def _names_number(scene: Scene, quantity: Quantity, after: After) -> bool:
    """Whether an indicator's name is right before a number, and none behind it."""
    words, end = scene.words, quantity.end
    return words.term_ends(quantity.start) and not words.term_begins(end, end + len(after.text) + 3)


def _are_places(scene: Scene, noun: str) -> bool:
    return scene.lexicon.region_names.keys() >= {part for part in members(noun) if part}


def _names_place(scene: Scene, noun: str) -> bool:
    return any(part in scene.lexicon.region_names for part in members(noun))


def _are_examples(scene: Scene, left: Left) -> bool:
    """新增科技企业甲、乙、丙3家: names of what the subject already says."""
    return bool(left.verb) and "、" in left.noun and not scene.knows(left.noun) and scene.knows(left.subject)


def head_of_names(noun: str) -> str:
    """甲公司、乙公司等企业 → 企业; any other phrase as it is."""
    named = _NAMED.match(noun) if "等" in noun else None
    return named["head"] if named else noun


def full_noun(scene: Scene, reading: Reading, left: Left, noun: str) -> str:
    """The noun of a number without the names that only exemplify others, with the figure that its whole states."""
    if "等" in noun:
        noun = _last_of_row(scene, reading, noun) or _head_of_names(scene, noun)
    return _measured_as_whole(scene, noun) if left.part and reading.growth else noun


def _measured_as_whole(scene: Scene, noun: str) -> str:
    """工业增加值增长7%,其中高技术制造业增长11%: the part's growth is of what the whole's is of; any other noun as it is."""
    previous = scene.previous if noun.endswith(_INDUSTRY_MARK) else None
    headed = HEADED.fullmatch(previous.phrase) if previous is not None else None
    return f"{noun}{headed['head']}" if headed else noun


def _last_of_row(scene: Scene, reading: Reading, noun: str) -> str:
    """举办2届甲博览会、3届乙论坛等活动: the last of a row is what its number counts, not what sums up all; '' for any other."""
    previous = scene.previous
    if previous is None or (previous.phrase_position, reading.phrase_position) != ("after", "after"):
        return ""
    between = scene.text[previous.quantity.end : reading.quantity.start]
    name = noun.partition("等")[0]
    in_row = between.endswith("、") and not any(mark in between for mark in "，,；;。")
    return name if in_row and len(name) > 2 and not is_qualifier(name, scene.vocabulary) else ""


def _head_of_names(scene: Scene, noun: str) -> str:
    """国债、专项债等资金: a head that says nothing by itself keeps its names."""
    head = head_of_names(noun)
    return noun if head in scene.vocabulary.bare_noun else head
