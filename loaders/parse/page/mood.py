"""Whether a paragraph tells what is to be done: 加快建设…，推动…，支持…, without a word of what has been reached.

Work reports say their plans so, under headings that name no plan (（二）加快建设现代化产业体系).
"""

import re
from functools import lru_cache

from loaders.lexicon import Lexicon
from loaders.wording import pattern

_SHORTEST = 80  # characters of a paragraph whose mood can be told
_MOST_DONE, _LEAST_AHEAD = 0.06, 0.45  # marks of each kind for a clause
_LEAST_DONE = 0.2
_STRIVEN_FOR = pattern("(?<=[。；，])(?:{lasting_plan})[^。；，]*")  # 力争产值突破2亿元


@lru_cache(maxsize=2)
def _patterns(lexicon: Lexicon) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What tells that something was reached, and what a clause begins with that sets something as a task."""
    done, tasks = lexicon.lists["done_mark"], lexicon.lists["task_verb"]
    alone = [re.escape(word) for word, tells in done.items() if not tells]
    counted = [f"{re.escape(word)}\\d" for word, tells in done.items() if tells == "number"]
    marks = re.compile("|".join(alone + counted))  # all begin with a character, so that the engine skips to one
    return marks, re.compile(f"[。；，](?:{'|'.join(map(re.escape, tasks))})")


def _marks(line: str, pattern: re.Pattern[str]) -> float:
    """How many marks of a kind a paragraph has for a clause."""
    clauses = line.count("。") + line.count("；") + line.count("，") + 1
    return len(pattern.findall(f"。{line}")) / clauses


def looks_ahead(line: str, lexicon: Lexicon) -> bool:
    """Whether a paragraph sets tasks and tells nothing that was reached but as a goal."""
    if len(line) < _SHORTEST:
        return False
    done, tasks = _patterns(lexicon)
    return _marks(line, tasks) >= _LEAST_AHEAD and _marks(_STRIVEN_FOR.sub("", line), done) <= _MOST_DONE


def looks_back(line: str, lexicon: Lexicon) -> bool:
    """Whether a paragraph tells mostly what was reached."""
    if len(line) < _SHORTEST:
        return False
    done, tasks = _patterns(lexicon)
    return _marks(line, done) >= _LEAST_DONE and _marks(line, tasks) < _LEAST_AHEAD
