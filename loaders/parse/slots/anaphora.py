"""Nouns that point back (增速, 总量, 资金): a number before has the noun that is their head."""

import re

from loaders.parse.numbers.quantity import Quantity
from loaders.parse.reading import Named, Reading, counted_unit
from loaders.parse.scene import Scene
from loaders.wording import words

_LIST_MARKS = re.compile("^[\\d☆★●◆■—－\\-（(]+[、.．）)]?|^[☆★●◆■]+")  # 3、专利; ☆技术合同
_RATES = words("growth_name")
_FUNDS = words("fund_noun")
_SHARED_END = 2
_LONGEST_NAME = 10  # characters of a clause that only names a thing


def resolved(scene: Scene, reading: Reading) -> Named | None:
    """增速, 总量, 资金: a noun that points back to a number before has that one's noun for a head; None for any other."""
    word, known = reading.phrase, scene.vocabulary
    sized = known.pattern.done_size.fullmatch(word) if word[-1:] in known.size_ends else None
    points = word in known.bare_noun or (reading.quantity.form != "quantity" and _points_back(scene, word))
    if not (sized or points):  # as most
        return None
    main = _counted_in_paragraph(scene, reading.quantity)
    if sized and (named := _done(scene, reading, main, sized["verb"])) is not None:
        return named
    if not points:
        return None
    if scene.state.topic and scene.knows(scene.state.topic):  # 科技型中小企业入库X家,入库数居…
        return Named(head=scene.state.topic)
    # 项目31个、金额7亿元: an amount is that of what was counted; its growth is that of an amount.
    describes = reading.quantity.form != "quantity"
    money = describes and any(noun in word for noun in known.points_to_money)
    count = any(noun in word for noun in known.points_to_count)
    amount = word in known.size_noun
    candidate = _named_so(scene, word) or pointed_at(scene, reading.quantity, money, count, amount)
    if candidate is None:
        return _of_paragraph(scene, reading, main)
    candidate = _whole_of_list(scene, reading, candidate, money=word in known.points_to_money or word in _FUNDS)
    unit = "%" if word.endswith(known.ratio_noun) else counted_unit(candidate)
    head = f"{candidate.phrase_head}{candidate.phrase_wide}" if money or count else candidate.phrase
    if head == word and candidate.phrase_head and reading.quantity.form != "rank":
        head = candidate.phrase_head  # 增速分别达9%、8%: of what the first is
    return Named(_joined(candidate.phrase, word), head, unit if describes else None)


def _whole_of_list(scene: Scene, reading: Reading, candidate: Reading, *, money: bool) -> Reading:
    """项目11项,其中甲计划2项、乙计划4项,经费1380万元; 投入16亿元,其中企业9亿元;强度1.2%: of what was taken apart."""
    whole = candidate.whole
    if whole is None:
        return candidate
    between = scene.text[whole.quantity.end : reading.quantity.start]
    behind = scene.text[candidate.quantity.end : reading.quantity.start]
    listed = money and reading.quantity.form == "quantity" and "、" in between and any(mark in behind for mark in "，,")
    ratio = reading.quantity.form == "percent" and any(mark in behind for mark in "；;")
    return whole if listed or ratio else candidate


def _done(scene: Scene, reading: Reading, main: Reading | None, verb: str) -> Named | None:
    """申请量, 授权数: the size of what was done so before, of what the paragraph counted, or of what a heading names."""
    word, pattern = reading.phrase, scene.vocabulary.pattern
    if not scene.knows(scene.state.topic) and (thing := _done_to(scene, reading, verb)):
        phrase = _joined(pattern.acted.sub("", pattern.done_size.sub("", thing.phrase)), word)
        return Named(phrase, counted_unit=counted_unit(thing) if reading.quantity.form != "quantity" else None)
    if main is not None and verb in f"{main.verb}{main.phrase}":  # 申请专利500件。申请量中,甲县80件
        return Named(_joined(pattern.acted.sub("", main.phrase), word), main.phrase)
    if not scene.facts and _names_thing(reading.topic):  # 专利：申请量1200件
        return Named(f"{_LIST_MARKS.sub('', reading.topic)}{word}")
    return None


def _counted_in_paragraph(scene: Scene, quantity: Quantity) -> Reading | None:
    """What the paragraph counted, for the first number of a sentence that may take it up."""
    main = scene.main(quantity.unit) if not scene.facts else None
    alike = main is not None and (quantity.form != "quantity" or quantity.unit == main.quantity.unit)
    return main if alike else None


def _of_paragraph(scene: Scene, reading: Reading, main: Reading | None) -> Named:
    """A noun that points back to nothing in its clause: what the paragraph counted, the fact or the clause before."""
    word, previous = reading.phrase, scene.previous
    if main is not None and main.phrase.endswith(word):  # 高新技术产业产值120亿元。产值前三名为甲、乙、丙
        return Named(main.phrase, counted_unit=reading.counted_unit or counted_unit(main))
    told = main or scene.paragraph.last
    if previous is None and told is not None and word in _RATES and reading.quantity.form != "quantity":
        return Named(head=told.phrase)  # 产值9亿元。增速前两位为甲县、乙县
    if previous is not None and word in scene.vocabulary.bare_noun:
        return Named(head=f"{previous.phrase_head}{previous.phrase_wide}")
    return Named(head=reading.phrase_head or scene.state.topic or scene.paragraph.topic)


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
    if not shared and len(word) == _SHARED_END + 1 and noun.endswith(word[1:]):  # 粮食产量, 总产量 → 粮食总产量
        return noun[:-_SHARED_END] + word
    return noun + word[shared:]


def _points_back(scene: Scene, phrase: str) -> bool:
    if not phrase or len(phrase) > 8:
        return False
    if phrase in scene.state.nouns and phrase.endswith(tuple(scene.vocabulary.share_noun)):
        return False  # 甲产业、乙产业占比分别: a member that says what it is itself
    return phrase.endswith(scene.vocabulary.pointing_noun) and not scene.knows(phrase)


def _named_so(scene: Scene, word: str) -> Reading | None:
    """投入1480亿元,强度2.8%,总量和强度分别居…: the fact whose noun ends in the very word."""
    if not word.endswith(scene.vocabulary.ratio_noun):
        return None
    return next((r for r in reversed(scene.facts) if r.phrase != word and r.phrase.endswith(word)), None)


def pointed_at(scene: Scene, quantity: Quantity, money: bool, count: bool, amount: bool) -> Reading | None:
    """The last fact of the dimension that a noun points to."""
    for candidate in reversed(scene.facts):
        other = candidate.quantity
        if other is quantity:
            continue
        if (money and other.unit != "元") or (amount and _is_of_ratio(candidate)):
            continue
        if count and (other.unit == "元" or other.form != "quantity"):
            continue
        return candidate
    return None


def _is_of_ratio(fact: Reading) -> bool:
    """Whether a fact is a ratio, or how far one moved: its points are no growth of an amount."""
    return fact.quantity.form == "points" or (fact.quantity.form == "percent" and not fact.growth)
