"""What the identities find in the five real reports, by span: what holds, what does not, and nothing else."""

from typing import Any

import pytest

from tests.unit.conftest import Warehouse

# identity, report, span of the statement judged, result, expected low and high, found low and high (None: not asked)
Case = tuple[str, str, int, str, tuple[float | None, float | None], tuple[float | None, float | None]]

CASES: list[Case] = [
    # parts and whole
    ("parts_within_whole", "shenyang-2020", 637, "holds", (598, 598), (598, 598)),  # 52 + 546
    ("listed_parts_make_total", "shenyang-2020", 403, "holds", (306, 306), (306, 306)),  # 41 + 113 + 152
    ("parts_within_whole", "yingkou-2022h1", 1346, "holds", (53, 53), (53, 53)),  # 35 + 18 = 15 + 9 + 29
    ("listed_parts_make_total", "yingkou-2022h1", 3912, "holds", (33, 33), (33, 33)),  # 2 + 25 + 3 + 3
    ("parts_within_whole", "yingkou-2022h1", 4072, "holds", (5, 5), (5, 5)),  # 3 + 2
    ("parts_within_whole", "fuyang-2020", 1041, "holds", (3, 3), (3, 3)),  # 2 + 1
    ("parts_within_whole", "chongqing-2020", 644, "holds", (12, 12), (4, 4)),
    # multiple against average growth: five years of 14.8 % double it, five of 45 % are more than 6.2 times
    ("multiple_agrees_with_average_growth", "shenyang-2020", 766, "holds", (1.9896, 1.9983), (1.9, 2.1)),
    ("multiple_agrees_with_average_growth", "shenyang-2020", 587, "violated", (6.3, 6.521), (6.15, 6.25)),
    # counts before they grew
    ("growth_gives_whole_number", "shenyang-2020", 2349, "holds", (1835.981, 1836.1126), (1836, 1836)),
    ("growth_gives_whole_number", "shenyang-2020", 2386, "holds", (47.9996, 48.0022), (48, 48)),
    ("growth_gives_whole_number", "shenyang-2020", 2324, "holds", (3069.9303, 3070.137), (3070, 3070)),
    ("growth_gives_whole_number", "fuyang-2020", 2304, "holds", (242.9419, 243.0572), (243, 243)),
    # shares and their wholes: 13 is 59 % of 22; 303.93亿 is 47 % of 646.7亿, and the province planned more than 600亿
    ("share_gives_whole_number", "shenyang-2020", 2505, "holds", (21.8487, 22.2222), (22, 22)),
    ("share_agrees_with_whole", "shenyang-2020", 754, "holds", (63984210526.3158, 65362365591.3978), (6e10, None)),
    # 2.64 % is 0.41 points above the nation's 2.23 and 0.60 above the province's 2.04; nobody else says these
    ("gap_agrees_with_reference", "shenyang-2020", 520, "undetermined", (2.22, 2.24), (None, None)),
    ("gap_agrees_with_reference", "shenyang-2020", 537, "undetermined", (2.03, 2.05), (None, None)),
    # a city above what its province plans
    ("place_within_parent", "shenyang-2020", 2287, "violated", (30, 30), (32, 32)),
    ("place_within_parent", "shenyang-2020", 742, "holds", (6e10, None), (30392500000, 30393500000)),
    # the others
    ("repeat", "shenyang-2020", 2339, "holds", (2560, 2560), (2560, 2560)),
    ("repeat", "yingkou-2022h1", 2781, "holds", (395000000, 405000000), (395000000, 405000000)),
    ("new_within_cumulative", "shenyang-2020", 2273, "holds", (32, 32), (11, 11)),
    ("indicator_within_parent", "fuyang-2020", 2290, "holds", (4892, 4892), (512, 512)),
    ("indicator_within_parent", "fuyang-2020", 2257, "holds", (13065, 13065), (6244, 6244)),
    ("rank_within_peers", "fuyang-2020", 2298, "holds", (16, 16), (7, 7)),
    ("share_within_whole", "shenyang-2020", 754, "holds", (0, 100), (46.5, 47.5)),
    ("target_above_last_level", "shenyang-2020", 4206, "holds", (2560, 2560), (3000, None)),
    ("target_called_met_is_met", "fuyang-2020", 2137, "holds", (180000000, 180000000), (243500000, 244500000)),
    ("period_within_horizon", "fuyang-2020", 2137, "holds", (None, 20201231), (20201231, 20201231)),
]

FINDINGS = {
    ("multiple_agrees_with_average_growth", "shenyang-2020", 587, 596),
    ("place_within_parent", "shenyang-2020", 2287, 3523),
}


@pytest.fixture(scope="module")
def checked(real_warehouse: Warehouse) -> dict[tuple[str, str, int], tuple[Any, ...]]:
    rows = real_warehouse.ask(
        """
        select
            identities.identity_code, documents.report, statements.span_start, checks.result,
            checks.expected_low, checks.expected_high, checks.found_low, checks.found_high
        from marts.fct_identity_checks as checks
        inner join marts.dim_identity as identities using (identity_key)
        inner join marts.fct_statements as statements using (statement_key)
        inner join marts.dim_document as documents on checks.document_key = documents.document_key
        order by all
        """
    )
    return {row[:3]: row[3:] for row in rows}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[0]}-{case[1]}-{case[2]}")
def test_what_the_reports_say_of_each_other(checked: dict[Any, tuple[Any, ...]], case: Case) -> None:
    result, *ends = checked[case[:3]]
    assert result == case[3]
    for end, expected in zip(ends, (*case[4], *case[5]), strict=True):
        assert end is None if expected is None else end == pytest.approx(expected, rel=1e-4)


def test_nothing_else_is_found(real_warehouse: Warehouse) -> None:
    found = real_warehouse.ask(
        "select identity_code, report, span_start, other_span_start from reporting.rpt_consistency_findings"
    )
    assert set(found) == FINDINGS


def test_a_finding_speaks_for_itself(real_warehouse: Warehouse) -> None:
    zh, en, sentence, other_sentence = real_warehouse.one(
        """
        select explanation_zh, explanation_en, sentence, other_sentence
        from reporting.rpt_consistency_findings where identity_code = 'place_within_parent'
        """
    )
    assert zh.startswith("沈阳市“新型研发机构”的“32家”为 32，超过其所属上级地区辽宁省“新型研发机构”的“30家”的 30，多 2")
    assert en.startswith("“32家” (新型研发机构, 沈阳市) comes to 32, which is 2 more than the 30 of “30家”")
    assert "32家" in sentence and "30家" in other_sentence
    assert "{" not in zh + en


def test_every_part_is_a_member(real_warehouse: Warehouse) -> None:
    parts = real_warehouse.ask(
        """
        select statements.value
        from marts.bridge_identity_statements as members
        inner join marts.fct_statements as statements using (statement_key)
        inner join marts.fct_identity_checks as checks using (identity_check_key)
        inner join marts.dim_identity as identities using (identity_key)
        inner join marts.fct_statements as judged on checks.statement_key = judged.statement_key
        where identities.identity_code = 'listed_parts_make_total' and judged.value = 306 and members.member_role = 'part'
        order by members.member_position
        """
    )
    assert parts == [(41,), (113,), (152,)]


def test_every_identity_of_the_catalogue_has_its_words(real_warehouse: Warehouse) -> None:
    rows = real_warehouse.ask("select code, explanation_zh, explanation_en from seeds.identities")
    assert len(rows) >= 20
    for code, zh, en in rows:
        assert {place for place in ("{judged}", "{found}", "{expected}") if place in zh} == {
            place for place in ("{judged}", "{found}", "{expected}") if place in en
        }, code
