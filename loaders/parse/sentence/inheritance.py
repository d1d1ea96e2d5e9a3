"""What a number takes over from the one before, or from its whole, where its own clause leaves it out."""

import re

from loaders.parse.marks.phrase import clean, is_qualifier, last_clause, without_tier
from loaders.parse.marks.places import Where
from loaders.parse.numbers.quantity import Quantity
from loaders.parse.reading import PART_RULES, Left, Reading, counted_unit
from loaders.parse.scene import Scene
from loaders.parse.slots.breakdown import main_of
from loaders.parse.slots.references import read_reference
from loaders.wording import pattern, sole, words

_ASPECT_NOUN = sole("aspect_noun")
_COMPLETED = sole("completed")
_ENTERED = sole("entered")
_FOREIGN_MONEY = sole("foreign_money")
_NET_MARK = sole("net_mark")
_SHARE_OF_ALL = sole("share_of_all")
_STATE_WORD = sole("state_word")

_LIST_MARKS = re.compile("^[\\d☆★●◆■—－\\-（(]+[、.．）)]?|^[☆★●◆■]+")  # 3、专利; ☆技术合同
_LONGEST_NAME = 10  # characters of a clause that only names a thing
_FRAMED = pattern("(?:{about_topic}|在|对|就)(?P<thing>.{3,}?){work_process}?(?:{aspect_noun}|上|中|里)")
_SHARE_TOPIC = pattern(
    "(?P<noun>.+?)(?:在(?P<within>.{2,}?)(?:中|里|内)的?|{share_mark}(?P<of>.{2,}?)的?){share_name}$"
)
_AMONG = pattern("(?<=[{size_mark}])(?:之|当)?中$")  # 申请量中,甲县80件
_RUN = ("、", "和", "或", "及")  # nothing else is between two numbers of a run
_CONTRIBUTION = words("driving_rate")
_NEWLY = (*words("new_mark"), *words("obtaining"))
_CLAUSE_MARKS = frozenset("，,；;。、")
_SUMMED_SO_FAR = sole("summed_so_far")
_SUMMED_UP = words("running_total")
MONEY = words("money_unit")
_UNCOUNTED = frozenset(("", "位", "元", _FOREIGN_MONEY))  # units of what is no thing one can count
_MEASURES = ("元", "%")
_EXCEEDED = pattern("(?:{bounding}|过)了?$")
_PATENTS = "件"
_PROGRESS = sole("progress_word")
YEARLY = words("yearly_average")


# -- verbs and cues ------------------------------------------------------------------------------------------------


def carry_cues(scene: Scene, reading: Reading, left: Left) -> None:
    """Take the verb, or the cue, over from the number before where the clause has none of its own."""
    quantity = reading.quantity
    _carry_bound(scene, reading, left)
    previous = scene.previous if quantity.form == "percent" else None
    if previous is not None and (left.rest or _completes_too(left, previous)):
        reading.share, reading.reference = previous.share, previous.reference
    elif quantity.form == "quantity":
        _carry_verb(scene, reading, left)
    elif previous is not None and previous.share == "是" and scene.state.run_references and left.is_bare:
        reading.share, reading.reference = previous.share, scene.state.run_references.pop(0)
        left.noun = ""
        left.places.clear()
    elif left.level and not left.noun:
        _carry_share(scene, reading, left)
    elif left.is_bare and quantity.rule not in PART_RULES and not (left.noun and left.fresh):
        previous = scene.previous
        if previous is None or previous.quantity.form != quantity.form or _says_anew(reading, previous):
            return
        if not (previous.growth and left.noun.endswith(scene.vocabulary.ratio_noun)):  # 增长8%、投入强度2.65%
            _carry_rate(scene, reading, left, previous)


def _completes_too(left: Left, previous: Reading) -> bool:
    """甲区完成任务的98%,乙区完成86%: of the same task."""
    return previous.share == _COMPLETED and left.verb == _COMPLETED and not left.noun and not left.reference


def _says_anew(reading: Reading, previous: Reading) -> bool:
    """占三成,70%的企业…: a share of what follows it, as the one before was not."""
    return reading.phrase_position == "after" and previous.phrase_position != "after" and not previous.growth


def _carry_share(scene: Scene, reading: Reading, left: Left) -> None:
    """占比重突破50%,达51.2%; 占比分别由30%、40%提升到35%和42%: the share goes on at another level."""
    previous = scene.previous
    if reading.quantity.form != "percent" or left.growth or left.share or left.gap or previous is None:
        return
    if previous.quantity.form == "points" and scene.ends_in_term(previous.phrase + previous.share):
        return  # 研发投入占比提高0.1个百分点,达到2.1%: a ratio by its own name
    if previous.share and previous.share != _COMPLETED and previous.quantity.form in ("percent", "points"):
        reading.share, reading.reference = previous.share, previous.reference
        reading.reference_place = previous.reference_place


def _carry_bound(scene: Scene, reading: Reading, left: Left) -> None:
    """超过2000万元、5000万元、1亿元的: what bounds the first bounds the run; 给予50万元、30万元: what grants it grants all."""
    previous, quantity = scene.previous, reading.quantity
    if previous is None or previous.quantity.unit != quantity.unit:
        return
    if previous.change_from:  # 奖励标准由20万元提高到30万元
        reading.provision = reading.provision or previous.provision
    if left.noun or left.verb or left.level or scene.text[previous.quantity.end : quantity.start] not in _RUN:
        return
    reading.provision = reading.provision or previous.provision
    reading.change_from = reading.change_from or previous.change_from  # 分别由30家、40家增加到…
    if not reading.before and previous.before not in scene.vocabulary.approximate:
        reading.before = previous.before


def _carry_verb(scene: Scene, reading: Reading, left: Left) -> None:
    state, outer = scene.state, None
    if left.bracket:
        outer = scene.before_bracket(reading.quantity)
    elif left.part:
        outer = scene.whole_before(reading.quantity.unit, reading.quantity.start)
    if outer is not None and not left.level and not left.verb.startswith(_NEWLY):
        reading.verb, reading.level, reading.verb_after = outer.verb, outer.level, outer.verb_after
    elif left.bracket and outer is not None:  # …11家（累计97家）: of that number alone
        return
    elif left.verb.startswith(_NET_MARK) and not left.noun and (previous := scene.previous) and previous.growth:
        reading.basis = reading.basis or previous.basis  # 同比增长42%,净增25亿元
    elif left.verb or left.level:
        if left.verb and not left.level and _is_summed_up(scene, reading):
            reading.level = _SUMMED_SO_FAR
        verb = "" if left.verb == _ENTERED else left.verb  # 入库中小企业3家,高新技术企业2家: of those alone
        state.verb, state.level, state.of_noun = verb, left.level, reading.own_noun or scene.previous is None
    elif _sums_up(scene, reading, left):
        return
    elif left.is_bare and not (left.fresh and _starts_anew(scene, reading, left)):
        _resume_tiers(scene, reading, left)
        reading.verb, reading.level = state.verb, state.level
        _carry_change(scene, reading, left)


def _resume_tiers(scene: Scene, reading: Reading, left: Left) -> None:
    """建成国家级平台10个;省级平台24个: the verb goes on to the next tier of what was done, behind a semicolon."""
    state, tier = scene.state, scene.vocabulary.pattern.tier
    before = next((said for said in reversed(scene.facts) if said.whole is None), None)
    if before is None or state.verb or state.level or not (left.fresh and left.noun and before.own_noun):
        return
    if before.quantity.unit == reading.quantity.unit and tier.match(left.noun) and tier.match(before.phrase):
        state.verb, state.level = state.ended


def _is_summed_up(scene: Scene, reading: Reading) -> bool:
    """累计为96家企业放款3亿元: 累计 reaches the next verb of its clause."""
    previous = scene.previous
    if previous is None or not previous.level.startswith(_SUMMED_UP):
        return False
    return not any(mark in _CLAUSE_MARKS for mark in scene.text[previous.quantity.end : reading.quantity.start])


def _carry_change(scene: Scene, reading: Reading, left: Left) -> None:
    """分别前进2位和1位; 分别比2019年、2020年多5家和3家; 分别比甲市、乙市少9家和4家: the second is a change, or a gap, too."""
    state, previous = scene.state, scene.previous
    if previous is None or left.noun or left.fresh:
        return
    in_row = previous.growth and scene.text[previous.quantity.end : reading.quantity.start] == "、"  # 多19项、600万元
    if not (state.run or in_row) and previous.quantity.unit != reading.quantity.unit:
        return
    reading.growth, reading.basis = previous.growth, previous.basis
    reading.base, reading.base_text = state.run_bases.pop(0) if state.run_bases else (previous.base, previous.base_text)
    if state.run_references and previous.gap:
        reading.gap, reading.reference = previous.gap, state.run_references.pop(0)


def _sums_up(scene: Scene, reading: Reading, left: Left) -> bool:
    """净增20家、突破100家: all there are."""
    previous = scene.previous
    alike = previous is not None and previous.quantity.unit == reading.quantity.unit
    exceeds = left.is_bare and not left.noun and left.before in scene.vocabulary.exceeding
    return exceeds and alike and scene.state.verb.startswith(_NEWLY)


def _starts_anew(scene: Scene, reading: Reading, left: Left) -> bool:
    """…,合肥市企业超5家: a statement of its own."""
    if left.noun and not scene.state.of_noun:  # 企业50家、净增5家,平台3家
        return True
    own = left.noun and (left.places or left.before in scene.vocabulary.exceeding)
    return bool(own) or reading.phrase_position == "after"


def _carry_rate(scene: Scene, reading: Reading, left: Left, previous: Reading) -> None:
    """分别增长10%、12%: the second is growth too."""
    reading.growth, reading.share, reading.rank, reading.gap = (
        previous.growth,
        previous.share,
        previous.rank,
        previous.gap,
    )
    reading.basis = previous.basis
    if not left.times:
        reading.base, reading.base_text = previous.base, previous.base_text
    if scene.state.run_bases:
        reading.base, reading.base_text = scene.state.run_bases.pop(0)
    if scene.state.run_references:
        reading.reference = scene.state.run_references.pop(0)
    elif left.places and (
        (((previous.share and previous.share != _COMPLETED) or previous.gap) and not left.fresh)
        or _is_wide(scene, left.places[-1])
    ):  # 占全省10%、全国2%; 居全国第6位、西部地区第2位
        reading.reference = left.places[-1][1]
        left.places.clear()
    reading.reference = reading.reference or left.noun or previous.reference
    if previous.reference:
        left.noun = ""


def _is_wide(scene: Scene, where: Where) -> bool:
    """西部地区, 长三角: several provinces, which only serve to compare."""
    return bool(where[0]) and scene.places.region(where[0]).level == "macro"


# -- noun phrases --------------------------------------------------------------------------------------------------


def inherit_noun(scene: Scene, reading: Reading, left: Left, previous: Reading | None) -> None:
    """A number without a noun of its own: that of the number before, or what the clause before speaks of."""
    paragraph = scene.paragraph
    sums_up = left.level in scene.vocabulary.joint_total  # 两项合计30亿元: of several, so of none of them
    topic = scene.state.topic or (paragraph.topic if previous is None and (paragraph.spoken_of_last or sums_up) else "")
    if left.subject and reading.quantity.form != "quantity":
        reading.phrase, reading.phrase_position = left.subject, "before"
        return
    if bounded := _bounded(scene, reading, previous):
        reading.phrase, reading.phrase_position = bounded, "inherited"
        return
    source = _source(scene, reading, left, previous, topic)
    understood = scene.vocabulary.understood.get(left.verb, "") if reading.quantity.unit == _PATENTS else ""
    if understood and source is not None and understood not in source.phrase:  # 申请专利20件,提交材料9件,授权3件
        source = next((said for said in reversed(scene.facts) if understood in said.phrase), source)
    if understood and (source is None or source.quantity.unit != _PATENTS):  # 1—10月,申请206件,授权44件
        reading.phrase, reading.phrase_position = understood, "topic"
        return
    if source is not None and not _speaks_of_topic(scene, reading, left):
        _take_over(scene, reading, left, source)
    elif topic:
        framed = (
            _FRAMED.fullmatch(topic) if reading.quantity.form == "quantity" else None
        )  # 在高新技术企业培育上，新入库48家
        reading.phrase = _AMONG.sub("", _LIST_MARKS.sub("", framed["thing"] if framed else topic.rstrip("。")))
        reading.phrase_position = "topic"
        last = scene.paragraph.last
        if last is not None and topic.endswith(_PROGRESS):  # 预算6500万元。加快支出进度,一季度不低于30%
            reading.phrase = f"{last.phrase}{topic[-2 * len(_PROGRESS) :]}"
        _take_share_of_topic(scene, reading, topic)


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


def _take_share_of_topic(scene: Scene, reading: Reading, topic: str) -> None:
    """产值占工业总产值的比重,2015年为32%,2020年达44%: the clause before says what a share is, and of what."""
    said = _SHARE_TOPIC.match(topic)
    if said and reading.quantity.form == "percent" and not (reading.share or reading.growth or reading.gap):
        reading.phrase, reading.share = said["noun"], _SHARE_OF_ALL
        reading.reference, reading.reference_place = read_reference(scene, said["within"] or said["of"])


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
    if left.fresh and left.verb and source is not None and source.whole is not None and reading.whole is None:
        source = source.whole  # 企业436家,其中规上287家;组织申报112家
    source = _source_alike(scene, reading, left, source)
    if left.level in scene.vocabulary.size_noun and source is not None and source.quantity.form != "quantity":
        return _pointed_at(scene, reading.quantity, False, False, True) or source  # 强度达2.1%,总量居全省第3位
    if left.share not in ("", _COMPLETED) and source is not None and source.phrase.endswith(_CONTRIBUTION):
        return _before_ratio(scene, source)
    if source is None and not topic:
        return main_of(scene, reading.quantity) or scene.paragraph.last
    return source


def _source_alike(scene: Scene, reading: Reading, left: Left, source: Reading | None) -> Reading | None:
    """签约项目14个,总投资36亿元,开工8个; 项目31项、资金2亿元,比上年多4项: what was last counted in the same unit."""
    unit = reading.quantity.unit
    if source is None or source.quantity.unit == unit:
        return source
    counts = left.verb and source.quantity.unit in MONEY and counted_unit(reading) not in _UNCOUNTED
    if not (counts or (reading.growth and reading.quantity.form == "quantity")):
        return source
    return next((r for r in reversed(scene.facts) if r.quantity.unit == unit and not r.growth), source)


def _amount_of_share(scene: Scene, reading: Reading) -> Reading | None:
    """增加值30亿元,占工业的52%;同比增长12%: behind a semicolon the amount is spoken of again, no more its share."""
    previous = scene.previous
    if previous is None or reading.quantity.form != "percent" or not reading.growth or reading.share:
        return None
    if not any(mark in scene.text[previous.quantity.end : reading.quantity.start] for mark in "；;"):
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
    if topic and reading.quantity.form == "rank":  # …居第一;研发投入强度仅次于甲市,列第2位
        parted = previous is not None and any(m in scene.text[previous.quantity.end : left.start] for m in "；;")
        return parted and scene.knows(topic)
    return bool(topic) and reading.quantity.form == "quantity" and (left.verb != "" or scene.knows(topic))


def _take_over(scene: Scene, reading: Reading, left: Left, source: Reading) -> None:
    reading.phrase, reading.phrase_position = source.phrase, "inherited"
    if left.verb:  # 登记科技成果87项,转化31项; 专利申请520件、授权340件
        pattern = scene.vocabulary.pattern
        plain = pattern.done_size.sub("", source.phrase) or source.phrase  # 专利申请量520件;授权340件
        reading.phrase = pattern.acted.sub("", plain)
    if reading.quantity.form != "quantity" or reading.quantity.unit == "位":
        reading.counted_unit = counted_unit(source)
    if source.change_from and source.gap and not reading.gap:  # 差距由0.7个百分点缩小到0.6个百分点
        reading.gap, reading.reference, reading.reference_place = source.gap, source.reference, source.reference_place
    goes_on = source.change_from or (reading.level and source.phrase_position in ("topic", "inherited"))
    if (
        goes_on and source.share and reading.quantity.form != "multiple" and not (reading.share or reading.growth)
    ):  # 比重由7.2%提升至7.4%
        reading.share, reading.reference = source.share, source.reference
        reading.reference_place = source.reference_place
    of_amounts = left.level in scene.vocabulary.size_noun or left.growth in scene.vocabulary.bare_noun  # 增幅
    reading.of_ratio = not of_amounts and (_is_ratio(source) or source.of_ratio)
    if reading.basis in YEARLY and reading.base is None and reading.time is None:
        reading.base, reading.base_text = source.base, source.base_text
    reading.phrase_head = source.phrase_wide if source.whole is None else source.whole.phrase
    if (
        source.share
        and source.reference
        and source.reference_place is None
        and reading.quantity.form == "rank"
        and scene.state.view
    ):
        reading.phrase_head = f"{source.reference}{reading.phrase_head}"  # 企业资金占研发经费的80%,居首位
    if not _sums_up(scene, reading, left):
        reading.verb = reading.verb or source.verb
    if reading.places != source.places and reading.place_rule in ("", "paragraph"):
        reading.places, reading.place_rule = source.places, source.place_rule


def _is_ratio(reading: Reading) -> bool:
    """Whether a change of what was read is one of a ratio; that of a goal met is one of what was counted."""
    return bool(reading.share) and reading.share != _COMPLETED and reading.reference_place is None


# -- nouns that point back -----------------------------------------------------------------------------------------


def resolve_anaphor(scene: Scene, reading: Reading) -> None:
    """增速, 总量, 资金: a noun that points back to a number before has that one's noun for a head."""
    word, quantity, words = reading.phrase, reading.quantity, scene.vocabulary
    sized = words.pattern.done_size.fullmatch(word) if word[-1:] in words.size_ends else None
    if sized and not scene.knows(scene.state.topic) and (thing := _done_to(scene, reading, sized["verb"])):
        reading.phrase = _joined(words.pattern.acted.sub("", words.pattern.done_size.sub("", thing.phrase)), word)
        if quantity.form != "quantity":
            reading.counted_unit = counted_unit(thing)
        return
    main = _counted_in_paragraph(scene, quantity)
    if sized and main is not None and sized["verb"] in f"{main.verb}{main.phrase}":  # 申请专利500件。申请量中,甲县80件
        reading.phrase, reading.phrase_head = _joined(words.pattern.acted.sub("", main.phrase), word), main.phrase
        return
    if sized and not scene.facts and _names_thing(reading.topic):  # 专利：申请量1200件
        reading.phrase = f"{_LIST_MARKS.sub('', reading.topic)}{word}"
        return
    if not (word in words.bare_noun or _points_back(scene, reading)):
        return
    # 项目31个、金额7亿元: an amount is that of what was counted; its growth is that of an amount.
    money = quantity.form != "quantity" and any(noun in word for noun in words.points_to_money)
    count = any(noun in word for noun in words.points_to_count)
    amount = word in words.size_noun
    candidate = _named_so(scene, word) or _pointed_at(scene, quantity, money, count, amount)
    if scene.state.topic and scene.knows(scene.state.topic):  # 科技型中小企业入库X家,入库数居…
        reading.phrase_head = scene.state.topic
        return
    if candidate is not None:
        reading.phrase_head = f"{candidate.phrase_head}{candidate.phrase_wide}" if money or count else candidate.phrase
        reading.phrase = _joined(candidate.phrase, word)
        if quantity.form != "quantity":
            reading.counted_unit = "%" if word.endswith(words.ratio_noun) else counted_unit(candidate)
        return
    _point_to_paragraph(scene, reading, main)


def _counted_in_paragraph(scene: Scene, quantity: Quantity) -> Reading | None:
    """What the paragraph counted, for the first number of a sentence that may take it up."""
    main = scene.main(quantity.unit) if not scene.facts else None
    alike = main is not None and (quantity.form != "quantity" or quantity.unit == main.quantity.unit)
    return main if alike else None


def _point_to_paragraph(scene: Scene, reading: Reading, main: Reading | None) -> None:
    """A noun that points back to nothing in its clause: what the paragraph counted, the fact or the clause before."""
    word, previous = reading.phrase, scene.previous
    if main is not None and main.phrase.endswith(word):  # 高新技术产业产值120亿元。产值前三名为甲、乙、丙
        reading.phrase = main.phrase
        reading.counted_unit = reading.counted_unit or counted_unit(main)
    elif previous is not None and word in scene.vocabulary.bare_noun:
        reading.phrase_head = f"{previous.phrase_head}{previous.phrase_wide}"
    else:
        reading.phrase_head = reading.phrase_head or scene.state.topic or scene.paragraph.topic


def _names_thing(topic: str) -> bool:
    """Whether a clause before is no more than the name of a thing: 专利："""
    return 0 < len(topic) <= _LONGEST_NAME and not any(mark.isdigit() for mark in topic)


def _done_to(scene: Scene, reading: Reading, verb: str) -> Reading | None:
    """专利申请520件、授权340件,授权量增长6%: what was counted as done so, else what was counted last."""
    counts = [fact for fact in reversed(scene.facts) if fact.quantity.form == "quantity" and fact.phrase]
    if reading.quantity.form == "quantity" and reading.quantity.unit != "元":
        counts = [fact for fact in counts if fact.quantity.unit == reading.quantity.unit]
    done = next((fact for fact in counts if fact.verb.endswith(verb) or verb in fact.phrase), None)
    return done or next(iter(counts), None)


def _joined(noun: str, word: str) -> str:
    """研发投入, 投入强度 → 研发投入强度; a word that the noun ends in is said once."""
    if noun.endswith(word):
        return noun
    shared = next((length for length in range(len(word) - 1, 0, -1) if noun.endswith(word[:length])), 0)
    return noun + word[shared:]


def _points_back(scene: Scene, reading: Reading) -> bool:
    phrase = reading.phrase
    if not phrase or len(phrase) > 8 or reading.quantity.form == "quantity":
        return False
    if phrase in scene.state.nouns and phrase.endswith(tuple(scene.vocabulary.share_noun)):
        return False  # 甲产业、乙产业占比分别: a member that says what it is itself
    return phrase.endswith(scene.vocabulary.pointing_noun) and not scene.knows(phrase)


def _named_so(scene: Scene, word: str) -> Reading | None:
    """投入1480亿元,强度2.8%,总量和强度分别居…: the fact whose noun ends in the very word."""
    if not word.endswith(scene.vocabulary.ratio_noun):
        return None
    return next((r for r in reversed(scene.facts) if r.phrase != word and r.phrase.endswith(word)), None)


def _pointed_at(scene: Scene, quantity: Quantity, money: bool, count: bool, amount: bool) -> Reading | None:
    """The last fact of the dimension that a noun points to."""
    for candidate in reversed(scene.facts):
        other = candidate.quantity
        if other is quantity:
            continue
        if (money and other.unit != "元") or (amount and other.form in ("percent", "points") and not candidate.growth):
            continue
        if count and (other.unit == "元" or other.form != "quantity"):
            continue
        return candidate
    return None


# -- qualifiers without a head -------------------------------------------------------------------------------------


def give_heads(scene: Scene) -> None:
    """Give a qualifier without a head (国家级3家) the head of its whole, of the next item, or of the one before."""
    facts = scene.facts
    words = scene.vocabulary
    for index, reading in enumerate(facts):
        whole = reading.whole
        if whole is None and reading.phrase[-1:] not in words.qualifier_ends:  # as most
            continue
        if whole is not None and whole is not reading:
            reading.phrase_head = reading.phrase_head or whole.phrase
            if is_qualifier(reading.phrase, words):
                reading.phrase += without_tier(whole.phrase, words)
        elif is_qualifier(reading.phrase, words) and not _stands_alone(reading, words.division):
            if reading.phrase_position != "after":
                reading.whole = _tierless_whole(scene, reading, facts[:index])
            head = _head(scene, facts, index)
            reading.phrase += head
            reading.phrase_head = reading.phrase_head or head


def _stands_alone(reading: Reading, divisions: frozenset[str]) -> bool:
    """3个县入选试点, 10个县市区, 国家: no tier of what was counted before, but what is counted."""
    if reading.phrase in divisions:
        return True
    return reading.phrase_position == "after" and (reading.phrase == _STATE_WORD or reading.verb_after != "")


def _tierless_whole(scene: Scene, reading: Reading, before: list[Reading]) -> Reading | None:
    """奖励598项,国家级、省级分别为52项和546项: tiers of what was counted without one are its parts."""
    whole = _headed(scene, before[::-1])
    if whole is not None and whole.whole is not None:  # 省级 after 国家级
        whole = whole.whole
    if whole is None or reading.verb != whole.verb or reading.quantity.unit != whole.quantity.unit:
        return None
    if scene.vocabulary.pattern.tier.search(whole.phrase):
        return None
    part_value, whole_value = reading.quantity.value, whole.quantity.value
    return whole if part_value is not None and whole_value is not None and part_value < whole_value else None


def _head(scene: Scene, facts: list[Reading], index: int) -> str:
    reading, words = facts[index], scene.vocabulary
    following = _headed(scene, facts[index + 1 : index + 3])
    if following is not None and following.phrase_position == "after" and _in_one_clause(scene, reading, following):
        return without_tier(following.phrase, words)
    if reading.topic and scene.knows(reading.topic):
        return reading.topic.removesuffix(_ASPECT_NOUN)
    source = _headed(scene, facts[:index][::-1]) or following
    if source is None and len(reading.topic) <= _LONGEST_NAME and not is_qualifier(reading.topic, words):
        return _LIST_MARKS.sub("", reading.topic)  # 平台：新增省级2家
    return without_tier(source.phrase, words) if source is not None else ""


def _headed(scene: Scene, facts: list[Reading]) -> Reading | None:
    """The first of some facts whose noun phrase is more than a qualifier."""
    words = scene.vocabulary
    return next((fact for fact in facts if fact.phrase and not is_qualifier(fact.phrase, words)), None)


def _in_one_clause(scene: Scene, first: Reading, second: Reading) -> bool:
    start, end = first.quantity.end, second.quantity.start
    return not any(scene.text.find(mark, start, end) >= 0 for mark in "，,；;。")
