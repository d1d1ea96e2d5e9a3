"""Fetching, against a server of our own on this machine."""

import threading
from collections import Counter
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest
from frames import page
from samples import SAMPLES, sample

from loaders.fetch import PAUSE, Fetcher, read_list
from loaders.read import read_document, take_inventory

PAGE = page("trs", sample(SAMPLES[0])).replace(b"http://kj.example.gov.cn/t1.html", b"")


class Site(BaseHTTPRequestHandler):
    """Pages, one that is forbidden, one that fails twice, one that leads elsewhere."""

    asked: Counter[str]

    def do_GET(self) -> None:
        self.asked[self.path] += 1
        if self.path == "/robots.txt":
            self.answer(200, b"User-agent: *\nDisallow: /secret/\n", "text/plain")
        elif self.path == "/busy.html" and self.asked[self.path] < 3:
            self.answer(503, b"")
        elif self.path == "/moved":
            self.send_response(302)
            self.send_header("Location", "/a.html")
            self.send_header("Content-Length", "0")
            self.end_headers()
        elif self.path.endswith((".html", "?id=1", "?id=2")):
            self.answer(200, PAGE + self.path.encode())
        else:
            self.answer(404, b"")

    def answer(self, status: int, content: bytes, kind: str = "text/html; charset=utf-8") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        return


@pytest.fixture
def site() -> Iterator[str]:
    Site.asked = Counter()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


class Clock:
    """Time that passes only while somebody waits."""

    def __init__(self) -> None:
        self.now = 0.0
        self.waits: list[float] = []

    def wait(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.now += seconds


@pytest.fixture
def fetcher(tmp_path: Path) -> Iterator[tuple[Fetcher, Clock]]:
    clock = Clock()
    with httpx.Client(follow_redirects=True, trust_env=False) as client:
        yield Fetcher(tmp_path / "in", client, clock.wait, lambda: clock.now, lambda: date(2030, 2, 1)), clock


def test_a_page_is_saved_with_where_it_is_from(site: str, fetcher: tuple[Fetcher, Clock]) -> None:
    [found] = fetcher[0].fetch([f"{site}/col/a.html"])
    assert found.path is not None
    assert found.path.read_bytes() == PAGE + b"/col/a.html"
    [file] = take_inventory(fetcher[0].folder).files
    document = read_document(file, fetcher[0].folder)
    assert (document.decided.url, document.decided.retrieved_on) == (f"{site}/col/a.html", date(2030, 2, 1))
    assert document.media_type == "text/html"


def test_a_host_is_asked_once_a_second(site: str, fetcher: tuple[Fetcher, Clock]) -> None:
    assert all(found.path for found in fetcher[0].fetch(f"{site}/{n}.html" for n in range(4)))
    assert Site.asked["/robots.txt"] == 1
    assert fetcher[1].waits == [PAUSE] * 4


def test_robots_errors_and_what_is_no_address(site: str, fetcher: tuple[Fetcher, Clock]) -> None:
    asked = [f"{site}/secret/a.html", f"{site}/gone", "ftp://example.cn/a", "nonsense", f"{site}/a.html"]
    problems = {found.url: found.problem for found in fetcher[0].fetch(asked)}
    assert list(problems.values()) == ["robots.txt forbids it", "answered 404", *["no address of a web page"] * 2, ""]
    assert Site.asked["/secret/a.html"] == 0


def test_what_fails_for_a_while_is_tried_again(site: str, fetcher: tuple[Fetcher, Clock]) -> None:
    [found] = fetcher[0].fetch([f"{site}/busy.html"])
    assert found.path
    assert Site.asked["/busy.html"] == 3
    assert fetcher[1].waits[-2:] == [2.0, 4.0]


def test_a_list_goes_on_where_it_was(site: str, fetcher: tuple[Fetcher, Clock]) -> None:
    first = list(fetcher[0].fetch([f"{site}/a.html", f"{site}/moved"]))
    again = list(fetcher[0].fetch([f"{site}/a.html", f"{site}/moved", f"{site}/x?id=1", f"{site}/x?id=2"]))
    assert [found.is_new for found in again] == [False, False, True, True]
    assert [found.path for found in again[:2]] == [found.path for found in first]
    assert len({found.path for found in again}) == 4
    assert Site.asked["/a.html"] == 2  # once by its own name, once by way of /moved


def test_a_host_that_does_not_answer_is_said(fetcher: tuple[Fetcher, Clock]) -> None:
    [found] = fetcher[0].fetch(["http://127.0.0.1:9/a.html"])
    assert found.path is None
    assert found.problem


def test_a_list_of_addresses(tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text("# pages\nhttp://a/1\n\n  http://a/2  \n", encoding="utf-8")
    assert read_list(tmp_path / "list.txt") == ["http://a/1", "http://a/2"]
