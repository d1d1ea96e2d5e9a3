"""No password of a PostgreSQL is ever said, whatever is wrong with its URL."""

import string
import traceback
from typing import Any

import psycopg
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from test_pipeline import call, fake, request_  # noqa: F401  fixtures

from loaders.errors import KejiError
from loaders.home import Home
from loaders.runs import conninfo
from loaders.runs.pipeline import Request
from loaders.warehouse import state

PASSWORDS = st.text("qzxQZ789@/#?:%[]&= '\"\\$", min_size=5, max_size=20)
FORMS = (
    "postgresql://user:{}@127.0.0.1:1/db",
    "postgres://user:{}@127.0.0.1:1/db?sslmode=disable",
    "postgresql://user:{}@[::1]:1/db",
    "postgresql://user:{}@/db?host=/nowhere",
    "postgresql://user@127.0.0.1:1/db?password={}",
    "host=127.0.0.1 port=1 dbname=db user=user password={}",
    "password={} host=127.0.0.1 port=1 dbname=db",
)


def fragments(password: str) -> list[str]:
    """Parts of a password of which none may be shown: those between its special characters."""
    kept = string.ascii_letters + string.digits
    cut = "".join(character if character in kept else " " for character in password)
    return [part for part in cut.split() if len(part) > 2]


@settings(deadline=None, max_examples=60)
@given(password=PASSWORDS)
@example("qzx@QZ7/89q#zxQ?Z78:9qz%xQZ[7w9]")
@pytest.mark.parametrize("form", FORMS)
def test_no_part_of_a_password_is_in_an_error(form: str, password: str) -> None:
    with pytest.raises(KejiError) as caught:
        conninfo.connect(form.format(password))
    told = "".join(traceback.format_exception(caught.value))
    assert [part for part in [password, *fragments(password)] if part in told] == []


@pytest.mark.usefixtures("fake")
@pytest.mark.parametrize("form", FORMS)
def test_neither_screen_nor_records_have_it(form: str, request_: Request) -> None:  # noqa: F811
    password = "qzx@QZ7/89q#zxQ?Z78:9qz%xQZ[7w9]"  # noqa: S105
    told = ""
    for verb in (["run", "--reports", str(request_.reports)], ["publish"], ["run", "--reports", str(request_.reports)]):
        code, said = call(*verb, "--home", str(request_.home.path), "--postgres", form.format(password))
        assert code in (1, 2), said
        told += said
    told += call("status", "--json", "--home", str(request_.home.path))[1]
    assert [row["outcome"] for row in state.runs(request_.home)] == ["failed"] * 3
    files = [path.read_bytes() for path in request_.home.path.rglob("*") if path.is_file()]
    for part in [password, *fragments(password)]:
        assert part not in told
        assert not [content for content in files if part.encode() in content]


@pytest.mark.parametrize("form", FORMS[:4])
def test_a_password_with_any_character_reaches_the_server(form: str) -> None:
    for written, meant in (("p@s/s#x?y:z%[]", "p@s/s#x?y:z%[]"), ("p%40ss", "p@ss")):
        assert conninfo.parse(form.format(written)).parameters["password"] == meant


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("postgresql://me@host:5433/db", {"user": "me", "host": "host", "port": "5433", "dbname": "db"}),
        ("postgresql:///db?host=/run", {"host": "/run", "dbname": "db"}),
        ("postgresql://a,b:2/db", {"host": "a,b", "port": ",2", "dbname": "db"}),
        ("host=h dbname=d", {"host": "h", "dbname": "d"}),
    ],
)
def test_what_has_no_password_is_as_libpq_reads_it(asked: str, expected: dict[str, str]) -> None:
    found = conninfo.parse(asked)
    assert (found.parameters, found.is_plain) == (expected, True)


def test_a_plain_url_keeps_the_words_of_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_: Any) -> None:
        raise psycopg.OperationalError("role secret1 may not: secret1")

    monkeypatch.setattr(psycopg, "connect", refuse)
    with pytest.raises(KejiError, match=r"role \*\*\* may not: \*\*\*$"):
        conninfo.connect("postgresql://user:secret1@host/db")


def test_neither_a_target_nor_a_request_shows_it() -> None:
    assert "secret1" not in repr(conninfo.parse("postgresql://user:secret1@host/db"))
    assert "secret1" not in repr(Request(Home.find(), postgres="postgresql://user:secret1@host/db"))
