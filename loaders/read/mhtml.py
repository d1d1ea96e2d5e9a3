"""Saved pages (.mht, .mhtml): the first page in the message, with where and when it was saved."""

import email
import email.policy
from datetime import date
from email.message import Message
from email.utils import parsedate_to_datetime

from loaders.read import html
from loaders.read.document import Extract, Told
from loaders.read.errors import NotAReport
from loaders.read.limits import Limits


def read(content: bytes, limits: Limits) -> Extract:
    """A saved page. Raises NotAReport."""
    message = email.message_from_bytes(content.lstrip(), policy=email.policy.compat32)
    page = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
    payload = page.get_payload(decode=True) if page is not None else None
    if page is None or not isinstance(payload, bytes) or not payload.strip():
        raise NotAReport("damaged", "a saved page without the page itself")
    found = html.read_page(html.decode(payload, str(page.get_param("charset") or "")), limits)
    url = str(message.get("Snapshot-Content-Location") or page.get("Content-Location") or "").strip()
    saved = Told(url=url if url.startswith(("http://", "https://")) else None, retrieved_on=_saved_on(message))
    return Extract(found.text, "multipart/related", found.encoding, found.told.under(saved), found.headings, found.note)


def _saved_on(message: Message) -> date | None:
    try:
        return parsedate_to_datetime(str(message["Date"])).date()
    except (TypeError, ValueError, IndexError):
        return None
