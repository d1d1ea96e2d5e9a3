"""Templates over the named lists of words."""

import re

import pytest

from loaders import wording
from loaders.lexicon import spelled_out


@pytest.fixture(autouse=True)
def _lists(monkeypatch: pytest.MonkeyPatch) -> None:
    lists = {"fruit": ("桃", "苹果", "苹"), "mark": ("甲", "乙")}
    monkeypatch.setattr(wording, "word_lists", lambda _: lists)
    wording.words.cache_clear()
    yield
    wording.words.cache_clear()


@pytest.mark.parametrize(
    ("template", "expression"),
    [
        ("{fruit}|的", "苹果|桃|苹|的"),
        ("(?P<what>{fruit})$", "(?P<what>苹果|桃|苹)$"),
        ("大{fruit}?", "大(?:苹果|桃|苹)?"),
        ("{mark}{2,3}", "[乙甲]{2,3}"),
        ("[^，{mark}]", "[^，乙甲]"),
        ("[{fruit$}]", "[果桃苹]"),
        ("[{fruit^}]", "[桃苹]"),
        (r"\[{mark}\]", r"\[[乙甲]\]"),
        ("的{0,6}", "的{0,6}"),
    ],
)
def test_a_template_is_filled(template: str, expression: str) -> None:
    assert wording.filled(template) == expression
    assert isinstance(wording.pattern(template), re.Pattern)


def test_the_longest_word_comes_first() -> None:
    assert wording.words("fruit") == ("苹果", "桃", "苹")
    assert (wording.starts("fruit"), wording.ends("fruit")) == ({"桃", "苹"}, {"果", "桃", "苹"})


def test_a_list_that_no_seed_has_is_named() -> None:
    with pytest.raises(KeyError, match="vegetable"):
        wording.pattern("{vegetable}")


def test_a_term_with_choices_stands_for_all_its_words() -> None:
    assert spelled_out("比(前年/大前年)(/底)") == ["比前年", "比前年底", "比大前年", "比大前年底"]
    assert spelled_out("县(市、区)") == ["县(市、区)"]
