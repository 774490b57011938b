"""Dates that machines wrote, as ISO 8601: a local time keeps no offset, a UTC time carries its own.

Dates that people read are `dates`' subject.
"""

import datetime
import re
from email.utils import parsedate_to_datetime

from models.document import dates

_ISO = re.compile(
    r"(?P<day>(?:19|20)\d\d-[01]\d-[0-3]\d)"
    r"(?:[T ](?P<time>[0-2]\d:[0-5]\d(?::[0-5]\d)?)(?:[.,]\d{1,9})?"
    r" ?(?P<zone>Z|z|UTC|GMT|[+-]\d\d:?\d\d)?)?"
)
_STAMP = re.compile(r"(?P<seconds>1\d{9}|[5-9]\d{8})(?:\d{3})?(?:\.\d+)?")
_RFC = re.compile(r"[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4} ")


def iso(text: str | None) -> str | None:
    """ISO 8601 of a ``datetime`` attribute, a Unix time or an RFC 5322 date; None for another."""
    text = (text or "").strip()[:60]
    if found := _ISO.fullmatch(text):
        return _checked(found)
    if found := _STAMP.fullmatch(text):
        moment = datetime.datetime.fromtimestamp(int(found["seconds"]), datetime.UTC)
        return moment.isoformat()
    if _RFC.match(text):
        try:
            return parsedate_to_datetime(text).isoformat()
        except (ValueError, IndexError, TypeError):
            return None
    return None


def read(text: str, month_first: bool = True) -> tuple[str | None, str | None]:
    """(the date as ``text`` shows it, in ISO 8601 where it can be known)."""
    if exact := iso(text):
        return text.strip(), exact
    found = dates.find(text)
    if not found:
        return None, None
    best = max(found, key=lambda f: (f.strength, -f.start))
    return best.text, best.iso(month_first)


def _checked(found: re.Match[str]) -> str | None:
    zone = found["zone"] or ""
    if zone.upper() in ("Z", "UTC", "GMT"):
        zone = "+00:00"
    elif zone and ":" not in zone:
        zone = f"{zone[:3]}:{zone[3:]}"
    text = found["day"] + (f"T{found['time']}{zone}" if found["time"] else "")
    try:
        datetime.datetime.fromisoformat(text)
    except ValueError:
        return None
    return text
