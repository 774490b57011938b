"""When a comment was written: from its element for a date, else from its first words like one."""

from collections.abc import Callable
from typing import Any

from models.document import dates
from models.document.markup.bounds import or_furniture
from models.document.markup.units import Unit
from models.document.web import text, when

_WHEN = ("datetime", "content", "data-time", "data-timestamp", "data-utime", "data-date", "title")
PIECES = 16  # runs of text at the top of a comment among which a date is looked for
_LONGEST_DATE = 80


def date(
    unit: Unit, others: Callable[[Any], bool], month_first: bool
) -> tuple[str | None, str | None]:
    """(the date as shown, in ISO 8601): of the first element that holds one."""
    for element in unit.dates[:8]:
        shown = text.line(element, 200)
        exact = next((e for n in _WHEN if (e := when.iso(element.get(n)))), None)
        if exact is None:
            inner = next(element.iter("time", "abbr"), None)
            if inner is not None and inner is not element:
                exact = when.iso(inner.get("datetime") or inner.get("title"))
        told = shown or (element.get("title") or "")
        read_shown, read_iso = when.read(told, month_first)
        if read_iso is None and element.get("title"):
            read_iso = when.read(element.get("title"), month_first)[1]
        if exact or read_shown:
            return read_shown or shown or exact, exact or read_iso
    for words, _ in text.pieces(unit.element, or_furniture(others, unit, ()), PIECES):
        if is_date(words):
            return when.read(words, month_first)
    return None, None


def is_date(words: str) -> bool:
    """Whether half of ``words`` at least is one date."""
    if len(words) > _LONGEST_DATE:
        return False
    return any(
        d.strength >= dates.Strength.RELATIVE and 2 * len(d.text) >= len(words)
        for d in dates.find(words)
    )


def holds_date(words: str) -> bool:
    """Whether a date stands among ``words``."""
    return any(d.strength >= dates.Strength.RELATIVE for d in dates.find(words))
