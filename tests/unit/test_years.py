"""Four reports of one city, in other words each year: one series for each thing, counted once, and what follows from it."""

from decimal import Decimal

import pytest

from tests.unit.conftest import PROJECT, Warehouse, build

# What the reports say of the ends of 2019 to 2022, whatever they call it: 省雏鹰企业, 瞪羚企业、独角兽企业, 技术合同登记额.
STATED = {
    "科技型企业": (800, 960, 1120, 1350),
    "科技型中小企业": (300, 390, 455, 560),
    "高新技术企业": (210, 265, 331, 412),
    "雏鹰企业": (40, 52, 63, 80),
    "瞪羚独角兽企业": (6, 9, 11, 15),
    "新型研发机构": (18, 23, 29, 32),
    "省级重点实验室": (9, 11, 12, 13),
    "技术合同成交额": (1.25e9, 1.64e9, 2.13e9, 2.75e9),
    "研发经费投入强度": (2.10, 2.25, 2.40, 2.52),
}
# What the plans for 2020 to 2023 ask for.
PLANNED = {
    "科技型企业": (1000, 1100, 1300, 1600),
    "科技型中小企业": (380, 460, 550, 650),
    "高新技术企业": (260, 320, 400, 500),
    "雏鹰企业": (55, 60, 75, 100),
    "瞪羚独角兽企业": (8, 12, 15, 20),
    "新型研发机构": (22, 28, 33, 36),
    "技术合同成交额": (1.5e9, 2.0e9, 2.6e9, 3.3e9),
}


@pytest.fixture(scope="module")
def years(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return build(PROJECT / "tests" / "years", tmp_path_factory.mktemp("years"), "--exclude-resource-type", "unit_test")


def test_every_model_builds_and_every_test_passes(years: Warehouse) -> None:
    bad = [found["unique_id"] for found in years.results if found["status"] not in ("success", "pass", "no-op")]
    assert bad == []


@pytest.mark.parametrize("series", STATED)
def test_a_thing_is_one_series_in_whatever_words(years: Warehouse, series: str) -> None:
    found = years.ask(
        f"""
        select period_year, value, is_contested
        from reporting.rpt_indicator_series
        where series_zh = '{series}' and region = '铜陵市' and not is_implied
        order by period_year
        """
    )
    assert [(year, float(value)) for year, value, _ in found] == [*zip(range(2019, 2023), STATED[series], strict=True)]
    assert not any(is_contested for *_, is_contested in found)


@pytest.mark.parametrize("series", PLANNED)
def test_the_growth_that_a_target_needs_is_counted_from_the_year_before(years: Warehouse, series: str) -> None:
    found = years.ask(
        f"""
        select year(period_end), target_value, last_known_value, growth_needed_pct
        from reporting.rpt_target_attainment
        where series_zh = '{series}'
        order by all
        """
    )
    for (year, target, last_known, growth), planned, stated in zip(found, PLANNED[series], STATED[series], strict=True):
        assert (float(target), float(last_known)) == (planned, stated), year
        assert growth == pytest.approx((planned / stated - 1) * 100, abs=1e-3)


def test_pipeline_and_series_agree(years: Warehouse) -> None:
    found = years.ask(
        """
        select period_year, tech_enterprises, tech_smes, high_tech_enterprises, eaglet_enterprises, gazelle_unicorn_enterprises
        from reporting.rpt_enterprise_pipeline
        order by period_year
        """
    )
    stages = [*STATED.values()][:5]
    assert found == [(year, *(Decimal(stage[year - 2019]) for stage in stages)) for year in range(2019, 2023)]


def test_a_number_said_twice_counts_once(years: Warehouse) -> None:
    found = years.ask(
        """
        select period_year, sum(value), count(*)
        from reporting.rpt_facts
        where series_zh in ('高新技术企业', '技术合同成交额') and stance = 'actual' and is_additive
        group by series_zh, period_year
        order by series_zh desc, period_year
        """
    )
    both = zip((*range(2019, 2023), *range(2019, 2023)), STATED["高新技术企业"] + STATED["技术合同成交额"], strict=True)
    assert [(year, float(value), count) for year, value, count in found] == [(year, value, 1) for year, value in both]


def test_a_part_of_the_same_series_is_told_and_one_of_another_is_none(years: Warehouse) -> None:
    found = years.ask(
        "select span_text, is_part from reporting.rpt_facts where span_text in ('2.0亿元', '331家') order by all"
    )
    assert found == [("2.0亿元", True), ("331家", False)]


def test_growth_lands_on_the_level_that_grew(years: Warehouse) -> None:
    found = years.ask(
        "select measure, period_year, value from reporting.rpt_indicator_series where stated_growth_pct is not null"
    )
    assert found == [("level", 2020, Decimal(265))]


def test_a_series_is_completed_by_what_a_multiple_implies(years: Warehouse) -> None:
    found = years.ask("select series_zh, period_year, value from reporting.rpt_indicator_series where is_implied")
    assert found == [("科技型企业", 2015, Decimal(300))]


def test_numbers_are_shown_as_the_text_has_them(years: Warehouse) -> None:
    found = years.ask("select display_text from reporting.rpt_facts order by span_start")
    shown = {text for (text,) in found}
    assert {"15.0亿元", "0.15个百分点", "2.10%", "超过260家", "3.2倍"} <= shown


def test_money_counts_and_rates_are_never_of_one_series(years: Warehouse) -> None:
    found = years.ask(
        """
        select series_zh
        from reporting.rpt_facts
        group by series_key, series_zh
        having count(distinct unit_kind) > 1 or count(distinct measure) > 1
        """
    )
    assert found == []


def test_every_series_has_a_name_in_both_languages(years: Warehouse) -> None:
    assert years.ask("select label_zh from marts.dim_series where label_zh = '' or label_en = ''") == []
    assert years.one("select label_en from marts.dim_series where label_zh = '省级重点实验室'") == (
        "Key laboratories (provincial)",
    )
