"""Goals: which numbers are set as one, and which words at a number only say what it is to be, or what it reaches."""

from loaders.parse.marks.phrase import trim
from loaders.parse.numbers.quantity import Quantity
from loaders.parse.reading import After, Left, Reading
from loaders.parse.scene import Scene
from loaders.wording import pattern, sole, words

_GOAL_WORD = sole("goal_word")
_SHORTFALL = sole("shortfall_word")
_GOAL_BEHIND = words("goal_behind")
_COUNTED_STEP = pattern(
    "^(?:[一二两三四五六七八九十]+[{step_unit}]|{anew_mark}|[十百千万亿]+元?级?(?:{round_number}|的)?)"
)  # 三道关口, 新台阶, 千亿元台阶
_STEPS = words("step_unit")
_ASSIGNED = words("assigned")
_MET = words("goal_met")
_GOAL = words("goal")
_MET_OR_EARLY = (*_MET, *words("early_done"))
_TASK = sole("task_word")
_GOAL_MET = pattern("{reaching_goal}[^，,；;。、\\d]*$")
_SHORTFALLS = words("shortfall_noun")
_SHORT_OF_GOAL = pattern(
    "(?P<noun>[^，,；;。]*?)(?:与|距离?|离|较)(?P<goal>[^，,；;。]{2,12}?)(?:相比)?(?:还|尚|仍)?(?:{existing_verb}|有){approximate}?$"
)
_OF_TASKS = ("项", "个", "条", "件")  # what tasks themselves are counted in
_BASIS = sole("grown_from")  # what is grown from is told by the clause that it begins


def take_goals_behind(scene: Scene, quantity: Quantity, left: Left, after: After) -> None:
    """Omit from what is counted the words behind a number that only say what it is to be, or what it reaches."""
    if after.noun and _is_milestone(scene, after.noun) and not _are_tasks(scene, quantity, left, after):
        if not after.noun.endswith((*_GOAL, _BASIS)):  # 大关、增长8%: the next clause begins behind it
            after.start += len(after.noun)
        after.noun = ""
        if left.verb in _MET and scene.previous is not None:
            left.subject = ""
        if quantity.unit in _STEPS:  # 跨越3个千亿元台阶: steps taken, and no bound
            left.verb, left.before, left.steps = left.verb or left.before, "", True
    counts = quantity.form == "quantity" and quantity.unit != "位"
    if counts and after.noun:
        _take_goal_for_thing(scene, quantity, left, after)
    if counts and after.text.startswith(_SHORTFALLS):
        _take_shortfall_behind(scene, quantity, left, after)


def take_goals_before(scene: Scene, quantity: Quantity, left: Left) -> None:
    """Omit from what is counted the words before a number that only say so."""
    counts = quantity.form == "quantity" and quantity.unit != "位"
    if counts and left.noun.endswith(scene.vocabulary.passed):  # 通过评审86家, 达到序时进度4项: of those spoken of
        left.noun = "" if scene.previous is not None or _speaks_of_thing(scene) else left.noun
    if left.noun.endswith(_GOAL):
        _take_task(scene, quantity, left)


def _take_goal_for_thing(scene: Scene, quantity: Quantity, left: Left, after: After) -> None:
    """超额完成新增50家高企任务, 实现30个平台的目标: the number is the goal that was met, of the thing before its word."""
    if not after.noun.endswith(_GOAL):
        return
    goal = next(word for word in _GOAL if after.noun.endswith(word))
    thing = trim(after.noun.removesuffix(goal))
    counts_things = quantity.unit not in _OF_TASKS or (goal != _TASK and scene.knows(thing))
    if len(thing) <= 1 or not counts_things:
        return
    if _GOAL_MET.search(scene.text, 0, quantity.start):
        left.plan, left.noun, left.level, after.noun = _GOAL_WORD, "", "", thing


def _take_shortfall_behind(scene: Scene, quantity: Quantity, left: Left, after: After) -> None:
    """与全年目标尚有3亿元缺口: how far from the goal, whose word stands behind the number."""
    short = _SHORT_OF_GOAL.search(scene.text, left.start, quantity.start)
    if short:
        left.gap, left.reference, left.noun = _SHORTFALL, short["goal"], trim(short["noun"])
        left.plan = left.level = left.verb = after.noun = ""


def _are_tasks(scene: Scene, quantity: Quantity, left: Left, after: After) -> bool:
    """方案明确28项任务: tasks themselves, where nothing was told that one could count so."""
    if not after.noun.endswith(_TASK) or quantity.unit not in _OF_TASKS or left.noun.endswith(_TASK):
        return False
    told = [*scene.facts, *([scene.paragraph.last] if scene.paragraph.last is not None else [])]
    return not any(said.quantity.unit == quantity.unit for said in told)


def _is_milestone(scene: Scene, noun: str) -> bool:
    """台阶, 三道关口, 新台阶: what a number reaches, and not what it counts."""
    step = _COUNTED_STEP.match(noun)
    return (noun[step.end() :] if step else noun) in scene.vocabulary.milestone


def _take_task(scene: Scene, quantity: Quantity, left: Left) -> None:
    """技术合同。年度目标50亿元: the goal of what a heading names."""
    if quantity.form != "quantity" or not scene.vocabulary.pattern.goal_alone.fullmatch(left.noun):
        return
    if left.verb and left.subject and quantity.unit not in _OF_TASKS:  # 特派员选派任务30名
        left.plan, left.noun, left.subject = left.plan or left.noun, left.subject, ""
    elif not left.verb and scene.previous is None and _speaks_of_thing(scene):
        left.plan, left.noun, left.subject = left.plan or left.noun, "", ""


def _speaks_of_thing(scene: Scene) -> bool:
    """Whether a heading or a clause before names what the sentence's first number is of."""
    return bool(scene.state.topic or (scene.paragraph.topic and scene.paragraph.spoken_of_last))


def take_goal(scene: Scene, reading: Reading, left: Left, after: After) -> None:
    """20家的年度目标, 下达…任务20项: the number is a plan."""
    if left.verb in _ASSIGNED and reading.phrase_position == "after" and reading.phrase.endswith(_GOAL_BEHIND):
        reading.plan = _GOAL_WORD
    if reading.quantity.form != "quantity":
        return
    start = reading.quantity.end + len(scene.comparator_at(reading.quantity.end))  # a milestone is passed over by now
    if scene.text[start : start + 1] not in scene.vocabulary.goal_starts:
        return
    goal = scene.vocabulary.pattern.goal_behind.match(scene.text, start)
    if goal and (_GOAL_WORD in goal.group() or left.verb in _MET_OR_EARLY):
        reading.plan = _GOAL_WORD
