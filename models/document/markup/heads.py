"""The line of a comment that names its author and date, told from what the comment says.

It reads single lines; which elements hold them is `bounds`' and `fields`' subject.
"""

from typing import Any

from models.document import dates, headers
from models.document.web import text

_LONGEST_HEADER = 120
EDGE = 6  # lines at the top of a comment that may be a header
JOINS = frozenset(
    "by von par por від from posted written submitted says said wrote on am le el at um à".split()
) | {"posted by", "written by", "submitted by", "comment by", "posted on", "geschrieben von"}
_SPOKEN = frozenset("sagt sagte schrieb meint dit dice dijo каже пише".split()) | {"a dit"}
_FILLER = 14  # letters of words such as "posted by" and "on" beside a name and a date


def header(row: str) -> headers.Reading | None:
    """What a line says as a header; prose that begins with a date or says "yesterday" is none."""
    if len(row) > _LONGEST_HEADER:
        return None
    ended = row.endswith((".", "!", "?", "…")) and row[-2:] != "m."
    reading = headers.read(row.rstrip(".") if ended else row)
    if ended and (reading is None or not reading.byline):
        return None
    if reading is None or reading.author is None or reading.text is not None:
        return None
    dated = reading.date is not None and reading.date.strength >= dates.Strength.RELATIVE
    return reading if dated else None


def is_head(element: Any, wrappers: set[Any]) -> bool:
    """Whether it names author and date, and is not the half of the comment."""
    shown = text.line(element, 200)
    if not shown:
        return not text.lines(element)
    return element in wrappers or len(shown) < 60 or header(shown) is not None


def from_header(
    top: list[str],
    body: list[str],
    author: str | None,
    shown: str | None,
    published: str | None,
    month_first: bool,
) -> tuple[str | None, str | None, str | None, list[str]]:
    """Fills in what a line such as "Ann on 3 May 2020 at 10:12" says, and takes it off the text."""
    for row in (*top[:EDGE], *body[-1:]):
        reading = header(row)
        if reading is None:
            continue
        if reading.date is not None and shown is None:
            shown, published = reading.date.text, reading.date.iso(month_first)
        author = author or reading.author
        if len(body) > 1 and row in (body[0], body[-1]):
            body = [b for b in body if b != row]
        break
    return author, shown, published, body


def without_header(body: list[str], author: str | None, shown: str | None) -> list[str]:
    """The lines without those at the edges that only repeat who wrote when."""

    def is_header(row: str) -> bool:
        if len(row) > 160:
            return False
        rest = row
        if row.lower().strip(" :.…") in JOINS or row.lower().strip(" :") in _SPOKEN:
            return True
        for known in (author, shown):
            rest = rest.replace(known, " ") if known else rest
        if rest == row:
            return False
        found = dates.find(rest)
        for date in reversed(found):
            rest = rest[: date.start] + " " + rest[date.end :]
        return sum(map(str.isalpha, rest)) <= _FILLER

    if len(body) < 2:
        return body
    top = next((n for n, row in enumerate(body[:4]) if not is_header(row)), len(body[:4]))
    rest = body[top:] or body
    while len(rest) > 1 and is_header(rest[-1]):
        rest = rest[:-1]
    return rest
