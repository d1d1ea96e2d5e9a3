"""What a rule grants and asks for, told from what was paid: an amount for each, a share of a cost, a term of support.

A rule names whom it grants to (对首次认定的高企一次性奖励20万元), the cost it bears a part of (租金补贴50%), or what must be
met before it does (营业收入超过2000万元的，每家奖励5万元). The word that says so is the clause's provision.
"""

import re

from loaders.parse.clause.walk import Walk
from loaders.wording import pattern, seldom, sole, words

_CONSECUTIVE = sole("consecutive")

Granted = tuple[str, str]
_NONE: Granted = ("", "")
_TERM_UNITS = ("年", "个月")
GRANTED_UNITS = ("元", *_TERM_UNITS)  # and shares of a cost
_NEW = "{newly_done}"
_FOR_NEW = seldom(
    f"(?:^|[，,；;：:])(?:{{stating}}|另|将|并)?(?:对[^，,；;。\\d]{{0,4}}?(?:{{passing}}|{_NEW})|(?:{_NEW}))"
    "[^，,；;。\\d]{2,40}[，,]?[^，,；;。\\d]{0,8}$"
)
_MOST, _ONCE = words("at_most"), words("one_time")
_ONE_TIME = pattern("{one_time}[^，,；;。\\d]{0,4}$")
_FOR_THOSE = seldom(
    "对(?:[^，,；;。]{2,30}的|[^，,；;。\\d]{2,20}的[^，,；;。\\d]{1,8})[，,]?[各每][^，,；;。\\d]{0,4}$"
)  # 对排名前三的各奖励50万元, 对考核优秀的县，每县奖励20万元
_RATE_FOR = seldom(
    f"(?:[对每]|{_NEW})[^，,；;。\\d]{{2,30}}(?P<word>{{granting}})[由从](?:每[{{each_mark}}])?$"
)  # 对首次认定的高企奖励由15万元提高到20万元
_FOR_WINNERS = seldom(
    "(?:^|[，,；;。：:])对?(?:{prize_won}|{passing})[^，,；;。\\d]{2,30}的[，,][^，,；;。\\d]{0,6}$"
)  # 获国家科技进步奖的，市里分别奖励100万元
_AND_THOSE = re.compile(
    "[、，,](?:对)?[^，,；;。、\\d]{2,12}的(?:[各每][\u4e00-\u9fff]?)?$"
)  # 奖励20万元、重新认定的10万元
_FOR_EACH = seldom(
    "(?:^|[，,；;。：:])[^，,；;。：:\\d]*(?<!{mean_word})每[{each_mark}][^，,；;。\\d]{0,8}$"
)  # 每人每年工作补助1万元; no 对35家企业每家补助10万元, which was paid
_A_YEAR = seldom("(?:[^，,；;。\\d]{0,4}[，,])?、?每[年家户个项人名][^，,；;。\\d]{0,6}$")
_CONDITION = pattern(
    "(?:、[\\d.]+[万亿]?元)*(?:(?:及?以上|以下)的?|的)[^，,。；;、\\d]{0,8}?"
    "(?:[，,](?P<word>按(?=[^，,；;。]{1,24}?(?:[{grant_mark}%‰]|{giving}))|(?:每[^，,；;。]{1,8}?)?(?:{one_time}|{respectively}|{at_most})?(?:{giving}|{granting}))"
    "|(?P<at_once>{giving}|{one_time}))"
)
_SUPPORTS = seldom("(?P<word>{promoting}|对)[^，,。；;\\d]{2,24}$")  # 支持投入增长20%以上的企业
_CLASS = pattern("(?:(?:及?以上|以下|以内)的?|的)[\u4e00-\u9fff]{0,6}?{bounded_thing}(?![^，,。；;]{0,6}\\d)")
_BEGINS_CLASS = frozenset("、及以的")  # as both what is asked for and what names a class begin
_YEAR_OF_GRANT = seldom("^(?:[首每当次]|[前后第][一二两三四五六七八九十]{1,2})年度?的?")
_GIVING = (*words("giving"), "按")
_PART_OF = pattern("(?P<reference>[^{share_mark}，,；;。：:、（）()的\\d]{2,12})的$")
_LOSS = seldom(
    "(?P<reference>[^，,；;。：:、（）()的对由\\d]{0,8}(?:{loss_noun}|{risk_noun}(?![{fengxian_word_end}])))"
)
_RUN_OF_SHARES = pattern("(?:[、和][\\d.]+%)*(?:[、，,]{at_most}[\\d.]+[万亿]?元)?")
_BEARS = pattern("(?P<word>{bearing_loss})(?:{share_name})?(?:{at_most}|为|按)*$")
_SUPPORT_BEHIND = pattern("[^，,。；;\\d]{0,8}(?:{giving}|{granting}|{supporting})")
_OVER, _PAID_OUT = sole("spread_over"), pattern("内?{coming_in}")
_TERM_BEHIND = seldom(
    "(?:{consecutive}(?:{giving}|{granting}|{supporting}|{paid_yearly})|{giving}|{granting}|{enjoying}[^，,。；;\\d]{1,12}[，,]{consecutive})$"
)


def granted(walk: Walk) -> Granted:
    """The word that makes a share or a number in ``GRANTED_UNITS`` a rule's, and the cost that it is a share of; '' for what no words at it say."""
    quantity = walk.quantity
    end = quantity.end
    asks = (quantity.form == "percent" or quantity.unit == "元") and walk.text[end : end + 1] in _BEGINS_CLASS
    if asks and (condition := _CONDITION.match(walk.text, end)):
        return condition["word"] or condition["at_once"], ""
    if asks and _is_class(walk) and (supports := _SUPPORTS().search(walk.text, walk.start, quantity.start)):
        return supports["word"], ""
    if quantity.form == "percent":
        return _share(walk)
    if quantity.unit == "元":
        return _amount(walk), ""
    if walk.text.endswith(_OVER, walk.start, quantity.start) and _PAID_OUT.match(walk.text, end):
        return _OVER, ""  # 分三年拨付
    return (_CONSECUTIVE, "") if _is_term(walk) else _NONE


def _is_class(walk: Walk) -> bool:
    """Whether a number bounds those who are spoken of, who are not counted."""
    return _CLASS.match(walk.text, walk.quantity.end) is not None


def _amount(walk: Walk) -> str:
    """对首次认定的高企一次性奖励20万元, 奖励标准为20万元, 按现行政策，…奖励20万元."""
    text, pattern, end = walk.text, walk.words.pattern, walk.quantity.start
    rate = pattern.grants_rate.search(text, walk.start, end) or _RATE_FOR().search(text, walk.start, end)
    if rate:
        return str(rate["word"])
    grants = pattern.grants.search(text, walk.start, end)
    if grants is not None and not pattern.paid.search(text, walk.start, grants.start()):
        said = text[: grants.start()]
        at_most = said.endswith(_MOST) or grants["word"].startswith((*_MOST, *_ONCE))  # 最高奖500万元
        once = at_most or _ONE_TIME.search(said) or _FOR_NEW().search(said) or _FOR_THOSE().search(said)
        once = once or _FOR_WINNERS().search(said)
        if grants["bound"] or once or pattern.by_rule.search(said):
            return str(grants["word"])
    if text.endswith(_MOST, walk.start, end) and _SUPPORT_BEHIND.match(text, walk.quantity.end):
        return next(word for word in _MOST if text.endswith(word, walk.start, end))  # 最高50万元给予支持
    previous = walk.scene.previous
    if previous is not None and previous.provision:  # any other goes on from it
        return previous.provision if _follows(text, previous.quantity.end, end) else ""
    paid = grants is None or pattern.paid.search(text, walk.start, grants.start())
    each = not paid and grants is not None and _FOR_EACH().search(text[: grants.start()])
    return str(grants["word"]) if each and grants is not None else ""


def _follows(text: str, before: int, start: int) -> bool:
    """给予连续三年、每年500万元支持; 超过2000万元的，每家奖励2万元: an amount that what a rule said before leads to."""
    condition = _CONDITION.match(text, before)
    between = text[before:start]
    if _AND_THOSE.match(between):
        return True
    return _A_YEAR().match(between) is not None or (condition is not None and condition.end() <= start)


def _share(walk: Walk) -> Granted:
    """租金补贴50%, 设备购置费的20%予以补助, 贷款损失由银行承担30%: a part of a cost."""
    text, pattern, end = walk.text, walk.words.pattern, walk.quantity.start
    grants = pattern.granting.search(text, walk.start, end) is not None
    if grants and (share := pattern.granted_share.search(text, walk.start, end)):
        return share["word"], share["reference"]
    part = _PART_OF.search(text, walk.start, end) if text.endswith("的", walk.start, end) else None
    if part and pattern.grants_behind.match(text, walk.quantity.end):
        return "的", part["reference"]
    given = pattern.given_cost.search(text, walk.start, end) if text.endswith(_GIVING, walk.start, end) else None
    if given and _is_run_granted(walk):
        return given["word"], given["reference"]
    if grants and (cost := pattern.granted_cost.search(text, walk.start, end)):
        reference = _YEAR_OF_GRANT().sub("", cost["reference"] or "") or _reference_before(walk)
        return (cost["word"], reference) if reference else _NONE
    bears = _BEARS.search(text, walk.start, end)
    losses = _LOSS().findall(text[:end]) if bears else []
    return (bears["word"], losses[-1]) if bears and losses else _NONE


def _is_run_granted(walk: Walk) -> bool:
    """100%、80%、50%补贴: a grant's word follows a run of shares."""
    run = _RUN_OF_SHARES.match(walk.text, walk.quantity.end)
    return run is not None and walk.words.pattern.grants_behind.match(walk.text, run.end()) is not None


def _reference_before(walk: Walk) -> str:
    """首年租金补贴100%，第二年补贴50%: of the same cost."""
    previous = walk.scene.previous
    return previous.reference if previous and previous.provision and previous.quantity.form == "percent" else ""


def _is_term(walk: Walk) -> bool:
    """连续三年给予支持, 连续支持五年, 给予连续三年、每年500万元支持, 享受房租补贴，连续两年."""
    text, end = walk.text, walk.quantity.start
    if text.endswith(_CONSECUTIVE, walk.start, end) and _SUPPORT_BEHIND.match(text, walk.quantity.end):
        return True
    return _TERM_BEHIND().search(text, 0, end) is not None
