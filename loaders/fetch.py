"""`keji fetch`: web pages and files into the reports folder, each with a sidecar that says where it is from and since when.

Polite: robots.txt is obeyed, a host is asked once a second, what fails for a while is tried again later and later. What
has a sidecar already is not fetched again, so a list that was broken off goes on where it was.
"""

import hashlib
import logging
import re
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from importlib.metadata import version
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit
from urllib.robotparser import RobotFileParser

import httpx
import yaml  # type: ignore[import-untyped]

from loaders.errors import BadUse
from loaders.files import write_whole
from loaders.read.limits import Limits
from loaders.read.sidecar import SUFFIX

logger = logging.getLogger(__name__)

AGENT = f"keji/{version('keji')}"
PAUSE = 1.0  # seconds between two requests to one host
TRIES = 4
PASSING = frozenset((408, 425, 429, 500, 502, 503, 504))
_SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "application/pdf": ".pdf",
    "application/msword": ".doc",
    "application/zip": ".zip",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
}
_UNSAFE = re.compile(r"[^\w.-]+")
_LONGEST_NAME = 80


class NotFetched(Exception):
    """Why a URL was not fetched, for people."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What became of a URL: the file it was saved to, or why there is none."""

    url: str
    path: Path | None = None
    problem: str = ""
    is_new: bool = True


@dataclass(slots=True)
class _Host:
    """What is known of a host: what its robots.txt forbids, and when it was asked last."""

    robots: RobotFileParser | None = None
    asked_at: float = -PAUSE


@dataclass(slots=True)
class Fetcher:
    """Fetches pages one after another into a folder."""

    folder: Path
    client: httpx.Client
    wait: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    today: Callable[[], date] = lambda: datetime.now(UTC).date()
    hosts: dict[str, _Host] = field(default_factory=dict)

    def fetch(self, urls: Iterable[str]) -> Iterator[Fetched]:
        """Save what the URLs lead to; what is there already is not asked for."""
        known = _known(self.folder)
        for url in dict.fromkeys(urls):
            if url in known:
                yield Fetched(url, known[url], is_new=False)
                continue
            try:
                path = self._save(url)
            except (NotFetched, httpx.HTTPError, httpx.InvalidURL, OSError) as error:
                yield Fetched(url, problem=str(error) or type(error).__name__)
            else:
                known[url] = path
                yield Fetched(url, path)

    def _save(self, url: str) -> Path:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.netloc:
            raise NotFetched("no address of a web page")
        if not self._robots(f"{parts.scheme}://{parts.netloc}").can_fetch(AGENT, url):
            raise NotFetched("robots.txt forbids it")
        response, content = self._get(url)
        if response.status_code != httpx.codes.OK:
            raise NotFetched(f"answered {response.status_code}")
        path = self.folder / _name(url, response.headers.get("content-type", ""))
        said = {"url": str(response.url), "retrieved": self.today().isoformat()}
        self.folder.mkdir(parents=True, exist_ok=True)
        write_whole(path, lambda draft: draft.write_bytes(content))
        if said["url"] != url:
            logger.info("%s leads to %s", url, said["url"])
        sidecar = f"# asked for: {url}\n" + yaml.safe_dump(said, allow_unicode=True)
        write_whole(path.with_name(path.name + SUFFIX), lambda draft: draft.write_text(sidecar, encoding="utf-8"))
        return path

    def _robots(self, site: str) -> RobotFileParser:
        host = self.hosts.setdefault(urlsplit(site).netloc, _Host())
        if host.robots is None:
            host.robots = RobotFileParser()
            response, content = self._get(f"{site}/robots.txt")
            if response.status_code == httpx.codes.OK:
                host.robots.parse(content.decode("utf-8", "replace").splitlines())
            elif response.status_code in (401, 403):
                host.robots.parse(["User-agent: *", "Disallow: /"])
            else:
                host.robots.parse([])  # nothing is forbidden
        return host.robots

    def _get(self, url: str) -> tuple[httpx.Response, bytes]:
        """Ask, after a pause; ask again where that may help."""
        for attempt in range(TRIES):
            self._pause(urlsplit(url).netloc, PAUSE * 2**attempt if attempt else PAUSE)
            try:
                response, content = self._ask(url)
            except httpx.TransportError:
                if attempt == TRIES - 1:
                    raise
                continue
            if response.status_code not in PASSING:
                break
        return response, content

    def _ask(self, url: str) -> tuple[httpx.Response, bytes]:
        limit = Limits.set().largest_file
        with self.client.stream("GET", url) as response:
            pieces, size = [], 0
            for piece in response.iter_bytes():
                pieces.append(piece)
                size += len(piece)
                if size > limit:
                    raise NotFetched(f"larger than {limit} bytes")
        return response, b"".join(pieces)

    def _pause(self, host: str, seconds: float) -> None:
        known = self.hosts.setdefault(host, _Host())
        remaining = known.asked_at + seconds - self.clock()
        if remaining > 0:
            self.wait(remaining)
        known.asked_at = self.clock()


def fetch(urls: Iterable[str], folder: Path) -> Iterator[Fetched]:
    """Save what the URLs lead to in a folder."""
    with httpx.Client(headers={"User-Agent": AGENT}, timeout=30, follow_redirects=True) as client:
        yield from Fetcher(folder, client).fetch(urls)


def read_list(path: Path) -> list[str]:
    """The URLs of a list, one a line; blank lines and lines that begin with # are passed over. Raises BadUse."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadUse(f"{path} cannot be read: {error}") from None
    return [line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#")]


def _known(folder: Path) -> dict[str, Path]:
    """The URLs that were fetched into a folder before, as they were asked for."""
    found: dict[str, Path] = {}
    for sidecar in folder.glob(f"*{SUFFIX}"):
        path = sidecar.with_name(sidecar.name.removesuffix(SUFFIX))
        first = sidecar.read_text(encoding="utf-8", errors="replace").partition("\n")[0]
        if first.startswith("# asked for: ") and path.is_file():
            found[first.removeprefix("# asked for: ")] = path
    return found


def _name(url: str, content_type: str) -> str:
    """A name for a page: its host and the end of its path, with a hash that keeps two pages apart."""
    parts = urlsplit(url)
    path = PurePosixPath(unquote(parts.path))
    kind = content_type.partition(";")[0].strip().lower()
    suffix = _SUFFIXES.get(kind) or path.suffix.lower() or ".html"
    stem = _UNSAFE.sub("-", f"{parts.hostname}-{path.with_suffix('').name or 'index'}").strip("-.")[:_LONGEST_NAME]
    return f"{stem}-{hashlib.sha256(url.encode()).hexdigest()[:8]}{suffix}"
