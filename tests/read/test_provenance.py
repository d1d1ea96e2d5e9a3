"""Where a report is from: sidecars, archives, and a publisher that is not the issuer."""

import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from samples import LEXICON

from loaders.home import Home
from loaders.parse import parse
from loaders.read import Inventory, NotAReport, read_document, take_inventory
from loaders.read.sidecar import read_sidecar
from loaders.runs.parsing import parse_file
from loaders.warehouse import store

REPORT = "科技工作总结\n\n来源：铜陵市科学技术局\n\n全市高新技术企业达到320家，增长12.5%，科技创新能力稳步提升。\n"


def put(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def row_of(folder: Path) -> dict[str, Any]:
    [file] = take_inventory(folder).files
    return parse(read_document(file, folder), LEXICON)["documents"][0]


@pytest.mark.parametrize("name", ["a.txt.meta.yml", "a.meta.yml"])
def test_a_sidecar_overrides_what_is_read(name: str, tmp_path: Path) -> None:
    put(tmp_path, "a.txt", REPORT)
    put(
        tmp_path,
        name,
        "url: http://example.cn/1\nretrieved: 2031-02-01\nregion: 芜湖市\nissuer: 芜湖市科技局\nperiod: 2029H1\nkind: summary\n"
        "number: 芜科〔2029〕1号\npublished: 2029-07-20\ntitle: 上半年总结\n",
    )
    row = row_of(tmp_path)
    assert (row["source_url"], row["retrieved_on"]) == ("http://example.cn/1", date(2031, 2, 1))
    assert (row["region_code"], row["region_rule"], row["issuer"]) == ("340200", "sidecar", "芜湖市科技局")
    assert (row["period_start"], row["period_end"]) == (date(2029, 1, 1), date(2029, 6, 30))
    assert (row["title"], row["document_number"], row["published_on"]) == (
        "上半年总结",
        "芜科〔2029〕1号",
        date(2029, 7, 20),
    )
    assert len(row["sidecar_hash"]) == 12


@pytest.mark.parametrize(
    ("said", "period"),
    [
        ("period: 2029", (date(2029, 1, 1), date(2029, 12, 31))),
        ("period: 2029Q3", (date(2029, 7, 1), date(2029, 9, 30))),
        ("period: 2029-01-01/2029-11-30", (date(2029, 1, 1), date(2029, 11, 30))),
    ],
)
def test_periods_of_a_sidecar(said: str, period: tuple[date, date]) -> None:
    assert read_sidecar(said).period == period


@pytest.mark.parametrize(
    "said",
    [
        "a: [",
        "- a",
        "place: 甲",
        "kind: novel",
        "published: soon",
        "period: 2029H3",
        "period: 2029-05-01/2029-01-01",
        "region: 无此地市",
    ],
)
def test_a_sidecar_that_is_wrong_is_a_reject(said: str, tmp_path: Path) -> None:
    put(tmp_path, "a.txt", REPORT)
    put(tmp_path, "a.meta.yml", said)
    [file] = take_inventory(tmp_path).files
    parsed = parse_file(file, tmp_path, lambda document: parse(document, LEXICON))
    assert parsed.reject is not None
    assert parsed.reject.reason == "sidecar"


def test_a_kind_that_is_no_word_is_refused() -> None:
    with pytest.raises(NotAReport):
        read_sidecar("kind: 1")


def test_a_sidecar_without_its_file_is_noted(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", REPORT)
    put(tmp_path, "b.meta.yml", "kind: plan")
    [reject] = take_inventory(tmp_path).rejects
    assert (reject.file_name, reject.reason, reject.is_error) == ("b.meta.yml", "sidecar", False)


def test_a_sidecar_in_an_archive(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("总结.txt", REPORT)
        archive.writestr("总结.meta.yml", "region: 340200")
    row = row_of(tmp_path)
    assert (row["file_name"], row["report"], row["region_name"]) == ("a.zip/总结.txt", "总结", "芜湖市")


def test_names_in_an_archive_made_in_china(tmp_path: Path) -> None:
    name = "总结.txt".encode("gbk").decode("cp437")
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        info = zipfile.ZipInfo("x" * len(name))
        archive.writestr(info, REPORT)
    content = (tmp_path / "a.zip").read_bytes().replace(b"x" * len(name), "总结.txt".encode("gbk"))
    (tmp_path / "a.zip").write_bytes(content)
    assert row_of(tmp_path)["file_name"] == "a.zip/总结.txt"


def test_members_that_lead_out_of_the_archive_stay_in_it(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("../../etc/a.txt", REPORT)
    assert row_of(tmp_path)["file_name"] == "a.zip/etc/a.txt"


def test_a_city_that_posts_the_report_of_its_province_is_not_its_issuer(tmp_path: Path) -> None:
    put(
        tmp_path,
        "a.txt",
        "安徽省2029年科技工作总结\n\n来源：芜湖市科学技术局\n\n全省高新技术企业达到12000家，增长12.5%。\n\n安徽省科学技术厅\n",
    )
    row = row_of(tmp_path)
    assert (row["region_code"], row["issuer"]) == ("340000", "安徽省科学技术厅")


def test_a_text_on_the_whole_province_is_not_of_the_city_that_posts_it(tmp_path: Path) -> None:
    said = "全省高新技术企业达到12000家。我省技术合同成交额1000亿元。全省研发投入增长9%。\n"
    put(tmp_path, "a.txt", f"2029年科技工作总结\n\n来源：芜湖市科学技术局\n\n{said}")
    row = row_of(tmp_path)
    assert (row["region_code"], row["region_rule"], row["issuer"]) == ("340000", "inferred", None)
    put(tmp_path, "a.txt", f"2029年科技工作总结\n\n来源：芜湖市科学技术局\n\n{said}全市新增企业12家。\n")
    assert (row_of(tmp_path)["region_code"], row_of(tmp_path)["issuer"]) == ("340200", "芜湖市科学技术局")


def test_the_archive_keeps_bytes_and_sidecar_of_what_is_gone(tmp_path: Path) -> None:
    home, folder = Home(tmp_path / "home"), tmp_path / "in"
    folder.mkdir()
    with zipfile.ZipFile(folder / "a.zip", "w") as archive:
        archive.writestr("a.html", f"<html><body><p>{REPORT}</p></body></html>" * 2)
        archive.writestr("a.meta.yml", "region: 340200")

    def load(inventory: Inventory) -> store.Loaded:
        def work(files: Any) -> Any:
            return (parse_file(file, folder, lambda document: parse(document, LEXICON)) for file in files)

        return store.load(home, inventory, work, store.Stamp(LEXICON.hash))

    assert load(take_inventory(folder)).new == 1
    (folder / "a.zip").unlink()
    home.database.unlink()
    assert load(take_inventory(folder)).removed == 1
    with store.connect(home, read_only=True) as connection:
        rows = connection.execute("select file_name, media_type, region_code from raw.documents").fetchall()
    assert rows == [("a.zip/a.html", "text/html", "340200")]


def test_a_limit_that_is_no_number_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from loaders.errors import BadUse  # noqa: PLC0415

    monkeypatch.setenv("KEJI_MOST_PAGES", "many")
    with pytest.raises(BadUse):
        take_inventory(tmp_path)


def test_a_duplicate_in_an_archive_is_noted(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", REPORT)
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr("a.txt", REPORT)
    [reject] = take_inventory(tmp_path).rejects
    assert (reject.file_name, reject.reason) == ("b.zip/a.txt", "duplicate")


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_of_members_with_one_name_none_is_lost_silently(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        for number, name in enumerate(("a.txt", "./a.txt", "a.txt")):
            archive.writestr(name, f"第{number}份。{REPORT}")
    found = take_inventory(tmp_path)
    assert [(each.file_name, each.reason) for each in found.rejects] == [
        ("b.zip/a.txt (1 of 3)", "unreadable"),
        ("b.zip/a.txt (2 of 3)", "unreadable"),
    ]
    [file] = found.files
    assert read_document(file, tmp_path).text.startswith("第2份。")


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_members_of_one_name_and_content_are_duplicates(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        for _ in range(2):
            archive.writestr("a.txt", REPORT)
            archive.writestr("a.meta.yml", "kind: plan")
    [reject] = take_inventory(tmp_path).rejects
    assert (reject.file_name, reject.reason, reject.is_error) == ("b.zip/a.txt (1 of 2)", "duplicate", False)
