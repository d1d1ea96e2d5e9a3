"""Goals: which numbers are set as one, and which words at a number only say what it is to be, or what it reaches."""

from dataclasses import replace

from loaders.parse.marks.phrase import trim
from loaders.parse.numbers.quantity import Quantity
from loaders.parse.reading import After, Left, Reading
from loaders.parse.scene import Scene
from loaders.wording import ends, pattern, sole, words

_MILESTONE, _MILESTONE_ENDS = frozenset(words("milestone")), ends("milestone")
_GOAL_WORD = sole("goal_word")
_SHORTFALL = sole("shortfall_word")
_GOAL_BEHIND = words("goal_behind")
_COUNTED_STEP = pattern(
    "^(?:[一二两三四五六七八九十]+[{step_unit}]|{anew_mark}|[十百千万亿]+元?级?(?:{round_number}|的)?)"
)  # 三道关口, 新台阶, 千亿元台阶
_STEPS = words("step_unit")
_ASSIGNED = words("assigned")
_MET = words("goal_met")
_GOAL, _OWNERS = words("goal"), words("goal_owner")
_MET_OR_EARLY = (*_MET, *words("early_done"))
_TASK = sole("task_word")
_GOAL_MET = pattern("{reaching_goal}[^，,；;。、\\d]*$")
_SHORTFALLS = words("shortfall_noun")
_SHORT_OF_GOAL = pattern(
    "(?P<noun>[^，,；;。]*?)(?:与|距离?|离|较)(?P<goal>[^，,；;。]{2,12}?)(?:相比)?(?:还|尚|仍)?(?:{existing_verb}|有){approximate}?$"
)
_OF_TASKS = ("项", "个", "条", "件")  # what tasks themselves are counted in
_OF_TASKS_OR_ASPECTS = (*_OF_TASKS, sole("aspect_noun"))
_SHORTEST = 2  # characters of a thing's name
_LONGEST_ACT = 6  # characters: 科技特派员|选派任务
_DUE = sole("due_mark")
_SET_BY_OTHERS = pattern("{reaching_goal}[^，,；;。\\d]{0,10}{assigned}的(?:[\\d.]+[\u4e00-\u9fff]{1,3}[、和])?$")
_SAID_BY_PLAN = pattern("{plan_paper}》?(?:中|还|也)?{stating}[^，,。；;\\d]{0,24}(?<!的)$")
_LEAD = 4  # characters of what says so before a clause
_STATING, _NOT_DUE = frozenset(words("stating")), words("not_due")
_BASIS = sole("grown_from")  # what is grown from is told by the clause that it begins


def without_goals_behind(scene: Scene, quantity: Quantity, left: Left, after: After) -> tuple[Left, After]:
    """Omit from what is counted the words behind a number that only say what it is to be, or what it reaches."""
    if after.noun and _is_milestone(scene, after.noun) and not _are_tasks(scene, quantity, left, after):
        goes_on = after.noun.endswith((*_GOAL, _BASIS))  # 大关、增长8%: the next clause begins behind it
        after = replace(after, noun="", start=after.start + (0 if goes_on else len(after.noun)))
        if left.verb in _MET and scene.previous is not None:
            left = replace(left, subject="")
        if quantity.unit in _STEPS:  # 跨越3个千亿元台阶: steps taken, and no bound
            left = replace(left, verb=left.verb or left.before, before="", steps=True)
    counts = quantity.form == "quantity" and quantity.unit != "位"
    if counts and after.noun and (thing := _thing_of_goal(scene, quantity, after)):
        left, after = replace(left, plan=_GOAL_WORD, noun="", level=""), replace(after, noun=thing)
    if counts and after.text.startswith(_SHORTFALLS):
        short = _SHORT_OF_GOAL.search(scene.text, left.start, quantity.start)
        if short:  # 与全年目标尚有3亿元缺口: how far from the goal, whose word stands behind the number
            noun, goal = trim(short["noun"]), short["goal"]
            left = replace(left, gap=_SHORTFALL, reference=goal, noun=noun, plan="", level="", verb="")
            after = replace(after, noun="")
    return left, after


def without_goals_before(scene: Scene, quantity: Quantity, left: Left) -> Left:
    """Omit from what is counted the words before its number that only say so."""
    if quantity.unit == "位":
        return left
    known = scene.vocabulary
    if left.noun[-1:] in known.passed_ends and left.noun.endswith(
        known.passed
    ):  # 通过评审86家, 达到序时进度4项: of those spoken of
        spoken_of = scene.previous is not None or _speaks_of_thing(scene)
        left = replace(left, noun="") if spoken_of else left
    if not left.noun.endswith(_GOAL):
        return left
    return _with_task(scene, quantity, left) or _with_goal(scene, quantity, left)


def _thing_of_goal(scene: Scene, quantity: Quantity, after: After) -> str:
    """超额完成新增50家高企任务, 实现30个平台的目标: of what the number is a goal that was met; '' where it is none."""
    told = after.text if len(after.text) - len(after.noun) <= _LONGEST_ACT else after.noun
    if not told.endswith(_GOAL) or not told.startswith(after.noun):
        return ""
    goal = next(word for word in _GOAL if told.endswith(word))
    thing = trim(after.noun.removesuffix(goal))
    counts_things = quantity.unit not in _OF_TASKS or (goal != _TASK and scene.knows(thing))
    is_met = len(thing) > 1 and counts_things and _GOAL_MET.search(scene.text, 0, quantity.start)
    return thing if is_met else ""


def _are_tasks(scene: Scene, quantity: Quantity, left: Left, after: After) -> bool:
    """方案明确28项任务: tasks themselves, where nothing was told that one could count so."""
    if not after.noun.endswith(_TASK) or quantity.unit not in _OF_TASKS or left.noun.endswith(_TASK):
        return False
    told = [*scene.facts, *([scene.paragraph.last] if scene.paragraph.last is not None else [])]
    return not any(said.quantity.unit == quantity.unit for said in told)


def _is_milestone(scene: Scene, noun: str) -> bool:
    """台阶, 三道关口, 新台阶: what a number reaches, and not what it counts."""
    if noun[-1] not in _MILESTONE_ENDS:  # as most
        return False
    step = _COUNTED_STEP.match(noun)
    return (noun[step.end() :] if step else noun) in _MILESTONE


def _with_goal(scene: Scene, quantity: Quantity, left: Left) -> Left:
    """产值目标50亿元, 下达新建企业目标任务20家: what is set as the goal of a thing."""
    goal = max((word for word in _GOAL if left.noun.endswith(word)), key=len)
    owner = next((word for word in _OWNERS if left.noun.endswith(f"{word}{goal}")), "")  # 成交额|年度任务
    goal = f"{owner}{goal}"
    thing = trim(left.noun.removesuffix(goal))
    is_set = (_GOAL_WORD in goal or _TASK in goal) and (not left.verb or left.verb in _ASSIGNED)
    said = scene.text.endswith(goal, left.start, quantity.start - len(left.before))
    of_tasks = quantity.unit in _OF_TASKS and not (left.verb in _ASSIGNED and scene.knows(thing))  # 下达申请任务60件
    if not is_set or not said or len(thing) < _SHORTEST or of_tasks:
        return left
    return replace(left, plan=left.plan or goal, noun=thing)


def _with_task(scene: Scene, quantity: Quantity, left: Left) -> Left | None:
    """技术合同。年度目标50亿元: the goal of what a heading names; None where the words are no goal alone."""
    if not scene.vocabulary.pattern.goal_alone.fullmatch(left.noun):
        return None
    if left.verb and left.subject and quantity.unit not in _OF_TASKS:  # 特派员选派任务30名
        return replace(left, plan=left.plan or left.noun, noun=left.subject, subject="")
    if not left.verb and scene.previous is None and _speaks_of_thing(scene):
        return replace(left, plan=left.plan or left.noun, noun="", subject="")
    return left


def _speaks_of_thing(scene: Scene) -> bool:
    """Whether a heading or a clause before names what the sentence's first number is of."""
    return bool(scene.state.topic or (scene.paragraph.topic and scene.paragraph.spoken_of_last))


def _is_asked_for(scene: Scene, quantity: Quantity, left: Left) -> bool:
    """应验收19个; 超额完成市下达的5项、30万元任务; 方案提出建设平台6家: what had to be done, was set, or is said by a plan."""
    text, end = scene.text, quantity.start
    due = text.rfind(f"{_DUE}{left.verb}", left.start, end) if left.verb else -1
    if due >= 0:
        return not text.endswith(_NOT_DUE, 0, due + 1)
    if left.verb in _STATING and not left.actual and _SAID_BY_PLAN.search(text, max(0, left.start - _LEAD), end):
        return True
    return scene.speaks_of_goals and _SET_BY_OTHERS.search(text, 0, end) is not None


def take_goal(scene: Scene, reading: Reading, left: Left, after: After) -> None:
    """20家的年度目标, 下达…任务20项, 应验收19个, 方案提出建设平台6家: the number is a plan."""
    if reading.quantity.form in ("quantity", "percent") and _is_asked_for(scene, reading.quantity, left):
        reading.plan = reading.plan or _GOAL_WORD
    if left.verb in _ASSIGNED and reading.phrase_position == "after" and reading.phrase.endswith(_GOAL_BEHIND):
        reading.plan = _GOAL_WORD
    if not scene.speaks_of_goals or reading.quantity.form not in ("quantity", "percent"):
        return
    start = reading.quantity.end + len(scene.comparator_at(reading.quantity.end))  # a milestone is passed over by now
    if scene.text[start : start + 1] not in scene.vocabulary.goal_starts:
        return
    goal = scene.vocabulary.pattern.goal_behind.match(scene.text, start)
    is_goal = goal is not None and (_GOAL_WORD in goal.group() or scene.text.startswith("的", start))  # 30亿元的任务
    counts = reading.quantity.form == "quantity" and is_goal
    are_tasks = not left.noun and reading.quantity.unit in _OF_TASKS_OR_ASPECTS and not counts  # 完成5方面任务
    if goal and not are_tasks and (counts or left.verb in _MET_OR_EARLY):  # 超额完成20家的任务, 下降4%的目标
        reading.plan = _GOAL_WORD
