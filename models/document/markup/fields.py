"""Reads one comment from its element: its author, its date and its text, and whether it is one."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from models.document import chrome
from models.document.markup.authors import author as author_of
from models.document.markup.bounds import of_others, or_furniture
from models.document.markup.heads import EDGE, from_header, header, is_head, without_header
from models.document.markup.moments import PIECES, date, is_date
from models.document.markup.units import Unit, above
from models.document.web import text

_PINGED = re.compile(r"(?:ping|track)back\b", re.IGNORECASE)
_GONE = re.compile(
    r"[\[(<]?(?:(?:this |the )?(?:comment|post|message|reply|answer)s? (?:has been |was |is |has )?"
    r"(?:deleted|removed|hidden|awaiting moderation|held)[^\n]{0,80}"
    r"|(?:deleted|removed|gelöscht|entfernt|supprimé|eliminado|видалено)"
    r"|your comment is awaiting moderation[^\n]{0,80}"
    r"|(?:dieser |der )?(?:kommentar|beitrag) (?:wurde |ist )?(?:vo[nm] [^\n]{0,40})?"
    r"(?:gelöscht|entfernt|gesperrt)[^\n]{0,60}"
    r"|(?:ce |le )?(?:commentaire|message) (?:a été |est )?(?:supprimé|retiré|effacé"
    r"|modéré)[^\n]{0,60}"
    r"|(?:este |el )?(?:comentario|mensaje) (?:ha sido |fue )?(?:eliminado|borrado"
    r"|retirado)[^\n]{0,60}"
    r"|(?:цей |ваш )?коментар[^\n]{0,20}(?:видален|очікує)[^\n]{0,60})[\])>]?\.?",
    re.IGNORECASE,
)
_WAITS = re.compile(
    r"awaiting (?:moderation|approval)|wartet auf (?:freischaltung|moderation)"
    r"|en attente de (?:modération|validation)|(?:está )?pendiente de moderación"
    r"|очікує (?:на )?(?:модерац|схвален)",
    re.IGNORECASE,
)
_LARGEST = 30_000  # characters of a comment
_QUOTED = "> "  # begins a line of a quotation


@dataclass(frozen=True, slots=True)
class Said:
    """What one comment says; ``date`` as shown, ``published`` in ISO 8601."""

    author: str | None
    date: str | None
    published: str | None
    text: str
    gone: bool = False  # deleted, or not yet let through
    ping: bool = False


def reads_like_one(unit: Unit) -> bool:
    """Whether a candidate without marked parts has a short piece of text that is a date."""
    if unit.size > _LARGEST:
        return False
    found = text.pieces(unit.element, of_others(unit), PIECES)
    if any(is_date(words) for words, _ in found):
        return True
    rows = text.lines(unit.element, of_others(unit))
    return any(header(row) is not None for row in (*rows[:2], *rows[-1:]))


def read(unit: Unit, month_first: bool = True) -> Said:
    """The comment that ``unit`` is; its text may be empty."""
    others = of_others(unit)
    author_at, author = author_of(unit, others)
    shown, published = date(unit, others, month_first)
    body = _text(unit, others, author_at)
    if author is None or shown is None:
        top = text.lines(unit.element, others)[:EDGE]
        author, shown, published, body = from_header(
            top, body, author, shown, published, month_first
        )
    said = "\n".join(without_header(body, author, shown))
    gone = _GONE.fullmatch(said[:200]) is not None or _waits(unit, others)
    first = (author or "", said, text.line(unit.element, 40) if not said else "")
    ping = unit.ping or any(_PINGED.match(words) for words in first)
    return Said(author, shown, published, said, gone or (unit.held and len(said) < 120), ping)


def _waits(unit: Unit, others: Callable[[Any], bool]) -> bool:
    """Whether the page says of this comment that it waits for a moderator."""
    return unit.held and any(
        _WAITS.search(row) is not None for row in text.lines(unit.element, others) if len(row) < 200
    )


def _text(unit: Unit, others: Callable[[Any], bool], author_at: Any) -> list[str]:
    """The lines of the comment's text."""
    wrappers = set[Any]()
    for part in (*unit.authors, *unit.dates):
        for element in above(part):
            wrappers.add(element)
            if element is unit.element:
                break
    marked = [e for e in unit.texts if e not in wrappers]
    inside = set(marked)
    body: list[str] = []
    for element in marked:
        if not any(e in inside for e in above(element.getparent())) and element not in unit.others:
            body += text.lines(element, or_furniture(others, unit, ()), quotes=True)
    if body:
        return _trimmed(body)
    parts = (*unit.authors, *unit.dates, *([] if author_at is None else [author_at]))
    heads = {e for e in unit.heads if is_head(e, wrappers)}
    rows = text.lines(unit.element, or_furniture(others, unit, {*parts, *heads}), quotes=True)
    if all(row.startswith(_QUOTED) for row in rows):  # a layout of the site, no quotation
        rows = [row.removeprefix(_QUOTED) for row in rows]
    return _trimmed(rows)


def _trimmed(rows: list[str]) -> list[str]:
    """The lines without buttons, counters and separators around them."""

    def is_furniture(row: str) -> bool:
        return chrome.is_button(row) or chrome.is_symbol(row) or chrome.is_counter(row)

    first, last = 0, len(rows)
    while last - first > 1 and is_furniture(rows[last - 1]):
        last -= 1
    while last - first > 1 and is_furniture(rows[first]):
        first += 1
    return rows[first:last]
