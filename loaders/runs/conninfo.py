"""How a PostgreSQL is reached, without its password ever being said.

A password in a URL should have its special characters percent-encoded. Where it has not, libpq takes parts of it for a
host, a port or an option, and names them in its errors. So a URL is taken apart here: the password is what is between
the first colon and the last @, and reaches libpq by itself. Where that was needed, libpq's own words are not passed on.
"""

import re
from dataclasses import dataclass
from urllib.parse import unquote

import psycopg
from psycopg.conninfo import conninfo_to_dict

from loaders.errors import BadUse, KejiError

HIDDEN = "***"
URL = re.compile(r"(?P<scheme>postgres(?:ql)?://)(?P<rest>.*)", re.DOTALL)
SAFE_PASSWORD = re.compile(r"(?:[A-Za-z0-9._~!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*")
HOST = r"(?:[A-Za-z0-9._~-]|%[0-9A-Fa-f]{2})*|\[[0-9A-Fa-f:.]*\]"
HOSTS = rf"(?:{HOST})(?::\d*)?(?:,(?:{HOST})(?::\d*)?)*"
PLACE = re.compile(rf"{HOSTS}(?:/[^/?#@:]*)?(?:\?[^?#@]*)?")
WITH_QUERY = re.compile(rf"(?:[\w.~-]*@)?{HOSTS}(?:/[^/?#@:]*)?\?(?:[^?#@]*&)?(?:ssl)?password=.*", re.DOTALL)
SECRETS = ("password", "sslpassword")
BAD_FORM = (
    "--postgres cannot be read (it is not shown, for a password may be in it): write postgresql://user@host/database,"
    " with special characters percent-encoded, and leave the password to PGPASSWORD or ~/.pgpass"
)

UNSAID = (
    "no connection; why is not shown, for special characters in a URL that are not percent-encoded may make an error"
    " show parts of the password"
)


@dataclass(frozen=True, slots=True, repr=False)
class Target:
    """What libpq is given; ``is_plain`` where libpq cannot have taken a part of the password for anything else."""

    parameters: dict[str, str]
    is_plain: bool

    @property
    def secrets(self) -> list[str]:
        return [self.parameters[name] for name in SECRETS if self.parameters.get(name)]


def connect(asked: str) -> psycopg.Connection:
    """A connection. Raises BadUse where ``asked`` has no form that is known, KejiError where there is no answer."""
    target = parse(asked)
    try:
        return psycopg.connect(**target.parameters)  # type: ignore[arg-type]
    except (psycopg.Error, ValueError) as error:
        said = hide(str(error), target.secrets) if target.is_plain else UNSAID
    raise KejiError(f"PostgreSQL keeps what it had: {said}")


def parse(asked: str) -> Target:
    """A URL or a list of key=value -> the parameters of a connection. Raises BadUse, which shows none of it."""
    found = URL.fullmatch(asked)
    if found is None:
        return Target(_parameters(asked), is_plain=True)
    rest = found["rest"]
    if WITH_QUERY.fullmatch(rest):
        return Target(_parameters(asked), is_plain=False)
    who, _, where = rest.rpartition("@")
    user, _, password = who.partition(":")
    parameters = _parameters(found["scheme"] + where)
    parameters |= {name: unquote(value) for name, value in (("user", user), ("password", password)) if value}
    is_plain = all(SAFE_PASSWORD.fullmatch(part) for part in (user, password)) and bool(PLACE.fullmatch(where))
    return Target(parameters, is_plain and "password=" not in where)


def _parameters(text: str) -> dict[str, str]:
    """What libpq makes of it. Its errors quote what they are about: they are neither shown nor chained."""
    try:
        found = conninfo_to_dict(text)
    except (psycopg.Error, ValueError):
        found = None
    if found is None:
        raise BadUse(BAD_FORM)
    return {name: str(value) for name, value in found.items() if value is not None}


def hide(message: str, secrets: list[str]) -> str:
    """The message without the secrets, the longest first."""
    for secret in sorted(secrets, key=len, reverse=True):
        message = message.replace(secret, HIDDEN)
    return message
