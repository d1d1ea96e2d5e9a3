"""The regions seed: one tree, every alias leads somewhere, every region of the gold annotations is found."""

import csv
import os
import re
from collections import Counter
from pathlib import Path

import pytest

SEEDS = Path(__file__).parents[2] / "seeds"
LEVELS = {"country", "macro", "province", "prefecture", "county", "zone"}
KINDS = {"short", "abbreviation", "full_form", "macro", "market", "former", "name"}
ADMINISTRATIVE = re.compile(r"^\d{6}(-\d{4})?$")
# References are other things too (地区生产总值, 国家高新区); these patterns are places'.
PLACE = re.compile(r"^.{2,3}[省市县区]$|.自治[区州县]$")
CLASSES_OF_REGIONS = {"中心城区", "先进地市", "县级市", "直管市", "地级市", "省会城市", "省辖市", "全国省区"}
BELOW_COUNTIES = ("乡", "镇", "街道")  # the seed ends with counties


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def regions() -> list[dict[str, str]]:
    return read(SEEDS / "regions.csv")


@pytest.fixture(scope="module")
def aliases() -> list[dict[str, str]]:
    return read(SEEDS / "region_aliases.csv")


@pytest.fixture(scope="module")
def parents(regions) -> dict[str, str]:
    return {region["region_code"]: region["parent_code"] for region in regions}


def test_codes_are_unique_and_sorted(regions):
    codes = [region["region_code"] for region in regions]
    assert [code for code, count in Counter(codes).items() if count > 1] == []
    assert codes == sorted(codes)


def test_every_row_is_filled(regions):
    for region in regions:
        needed = ("region_code", "name_zh", "name_en", "pinyin", "source")
        assert all(region[column] for column in needed), region
        assert region["level"] in LEVELS, region
        if region["valid_from_year"] and region["valid_to_year"]:
            assert region["valid_from_year"] <= region["valid_to_year"], region


def test_codes_tell_the_level(regions):
    for region in regions:
        code = region["region_code"]
        if region["level"] == "zone":
            assert code.startswith(f"Z-{region['parent_code']}-"), region
        elif region["level"] == "macro":
            assert code.startswith("M-"), region
        else:
            assert ADMINISTRATIVE.match(code), region


def test_every_parent_exists_and_only_the_country_has_none(parents):
    assert [code for code, parent in parents.items() if not parent] == ["100000"]
    assert {parent for parent in parents.values() if parent} <= set(parents)


def test_tree_has_no_cycles(parents):
    for code in parents:
        path = [code]
        while parents[path[-1]]:
            path.append(parents[path[-1]])
            assert len(path) < 10, path
        assert path[-1] == "100000"


def test_all_provinces_stand(regions):
    standing = [r for r in regions if r["level"] == "province" and not r["valid_to_year"]]
    assert len(standing) == 34


def test_aliases_lead_to_regions(parents, aliases):
    assert {alias["region_code"] for alias in aliases} <= set(parents)
    assert {alias["alias_kind"] for alias in aliases} <= KINDS
    assert {alias["is_ambiguous"] for alias in aliases} == {"true", "false"}
    keys = Counter((alias["alias"], alias["region_code"], alias["alias_kind"]) for alias in aliases)
    assert [key for key, count in keys.items() if count > 1] == []


def test_an_alias_of_two_regions_is_plain_for_one_at_most(aliases):
    plain = {(alias["alias"], alias["region_code"]) for alias in aliases if alias["is_ambiguous"] == "false"}
    assert [alias for alias, count in Counter(alias for alias, _ in plain).items() if count > 1] == []


def test_a_plain_alias_is_no_other_region_that_stands(regions, aliases):
    names = {r["name_zh"]: r["region_code"] for r in regions if not r["valid_to_year"]}
    clashes = [
        alias
        for alias in aliases
        if alias["is_ambiguous"] == "false" and names.get(alias["alias"], alias["region_code"]) != alias["region_code"]
    ]
    assert clashes == []


@pytest.mark.parametrize(
    ("alias", "code"),
    [("沈阳", "210100"), ("吉林", "220000"), ("海南", "460000"), ("河南", "410000"), ("承德", "130800"),
     ("昆山", "320583"), ("恩施州", "422800"), ("襄樊市", "420600"), ("我国", "100000"),
     ("营口高新技术产业开发区", "Z-210800-yingkou-gaoxinqu"), ("东北科技大市场", "210100")],
)  # fmt: skip
def test_known_aliases(aliases, alias, code):
    assert [a["region_code"] for a in aliases if a["alias"] == alias and a["is_ambiguous"] == "false"] == [code]


@pytest.mark.parametrize("word", ["资源", "公安", "合作", "高密", "新平", "津市", "城区", "鼓楼区", "沪"])
def test_words_and_homonyms_are_flagged(aliases, word):
    flags = {alias["is_ambiguous"] for alias in aliases if alias["alias"] == word}
    assert flags == {"true"}


def test_regions_of_the_gold_annotations_are_found(regions, aliases):
    folder = os.environ.get("KEJI_GOLD")
    places = [Path(folder)] if folder else [SEEDS.parent / "tests" / "gold"]
    files = [file for place in places for file in sorted(place.rglob("*.csv"))]
    rows = [row for file in files for row in read(file) if "region" in row and "reference" in row]
    if not rows:
        pytest.skip(f"no gold annotations in {places[0]}; set KEJI_GOLD to their folder")
    known = {region["name_zh"] for region in regions} | {alias["alias"] for alias in aliases}
    said = {name for row in rows for name in (row["region"] or "").split("、") if name}
    references = {row["reference"] or "" for row in rows}
    said |= {name for name in references if PLACE.search(name) and name not in CLASSES_OF_REGIONS}
    assert sorted(name for name in said - known if not name.endswith(BELOW_COUNTIES)) == []
