"""Reads the author, the date and the text of one comment from its element."""

import re
from collections.abc import Callable, Container
from dataclasses import dataclass
from typing import Any

from models.document import chrome, headers
from models.document.lines import clean
from models.document.markup.roles import Role, role
from models.document.markup.units import Unit, above
from models.document.names import clean_name, name_score
from models.document.web import text, when

_LONGEST_NAME = 80
_SAYS = re.compile(
    r"\s*(?:says?|said|wrote|writes|commented|replied|sagt|sagte|schrieb|schreibt|meint|a dit|dit"
    r"|a écrit|écrit|dice|dijo|escribió|каже|сказав|сказала|пише|написав|написала|говорить"
    r"|skriver|zegt|schreef|ha detto|disse|pisze|napisał|diz)\s*(?:[:：]|\.\.\.|…)?$",
    re.IGNORECASE,
)
_BY = re.compile(
    r"(?:(?:posted|written|submitted|comment|reply|answered|asked) )?(?:by|from|von|par|por|від)"
    r"\s*:?\s+(?=\S)",
    re.IGNORECASE,
)
_PINGED = re.compile(r"(?:ping|track)back\b", re.IGNORECASE)
_PEOPLE = re.compile(
    r"/(?:users?|u|profiles?|members?|people|author|@|~)[/@\w]|^mailto:|/@|user\?id="
)
_NAMED_BY = ("data-author", "data-comment-author", "data-username", "data-user-name", "author")
_WHEN = ("datetime", "content", "data-time", "data-timestamp", "data-utime", "data-date", "title")
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
_EDGE = 6  # lines at the top of a comment that may be a header


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
    """Whether a candidate without marked parts begins or ends with somebody's name and a date."""
    if unit.size > 20_000:
        return False
    rows = text.lines(unit.element, _of_others(unit))
    return any(
        (r := headers.read(row)) is not None and r.author and r.date
        for row in (*rows[:2], *rows[-1:])
    )


def read(unit: Unit, month_first: bool = True) -> Said:
    """The comment that ``unit`` is; its text may be empty."""
    others = _of_others(unit)
    author_at, author = _author(unit, others)
    shown, published = _date(unit, month_first)
    body, top = _text(unit, others, author_at)
    if author is None or shown is None:
        author, shown, published, body = _from_header(
            top, body, author, shown, published, month_first
        )
    said = "\n".join(body)
    gone = _GONE.fullmatch(said[:200]) is not None or _waits(unit, others)
    ping = unit.ping or (bool(top) and _PINGED.match(top[0]) is not None)
    ping = ping or (author is not None and _PINGED.match(author) is not None)
    return Said(author, shown, published, said, gone or (unit.held and len(said) < 120), ping)


def _waits(unit: Unit, others: Callable[[Any], bool]) -> bool:
    """Whether the page says of this comment that it waits for a moderator."""
    return unit.held and any(
        _WAITS.search(row) is not None for row in text.lines(unit.element, others) if len(row) < 200
    )


def _of_others(unit: Unit) -> Callable[[Any], bool]:
    """Says of an element whether it begins another comment, or a form."""

    def skip(element: Any) -> bool:
        return element in unit.others or (Role.FORM in role(element) and not _holds(element, unit))

    return skip


def _holds(element: Any, unit: Unit) -> bool:
    """Whether one of the unit's parts is inside of ``element``."""
    return any(element in above(part) for part in (*unit.authors, *unit.texts)[:8])


def _author(unit: Unit, others: Callable[[Any], bool]) -> tuple[Any, str | None]:
    """(the element of the author's name, the name)."""
    for name in _NAMED_BY:
        told = unit.element.get(name)
        if told and (known := _name(told)):
            marked = (e for e in unit.authors if known in text.line(e, 400))
            return next(marked, None), known
    named = [
        (element, shown)
        for element in unit.authors[:12]
        if (shown := element.get("content") or text.line(element, 200))
    ]
    if named:
        element, shown = named[0]
        for inner, words in named[1:]:  # the name inside of its wrapper
            if element in above(inner):
                element, shown = inner, words
        if known := _name(shown):
            return element, known
    return _unmarked(unit, others)


def _unmarked(unit: Unit, others: Callable[[Any], bool]) -> tuple[Any, str | None]:
    """The first name-like piece at the top: a citation, bold text, a heading, a profile's link."""
    seen = 0
    for element in unit.element.iter("cite", "b", "strong", "h3", "h4", "h5", "h6", "a"):
        seen += 1
        if seen > _EDGE or element in unit.others:
            break
        if element.tag == "a" and not _PEOPLE.search((element.get("href") or "")[:300]):
            continue
        shown = text.line(element, _LONGEST_NAME)
        if shown and not chrome.is_button(shown) and name_score(shown) > 0.5:
            return element, _name(shown)
    return None, None


def _name(shown: str) -> str | None:
    """A name without "says:", "by" and what is no part of it."""
    shown = " ".join(clean(shown).split())[:200]
    shown = _BY.sub("", _SAYS.sub("", shown), count=1).strip(" :,•·|–—-»")
    if len(shown) > _LONGEST_NAME:
        return None
    name = clean_name(shown)[0].strip()
    return name or shown or None


def _date(unit: Unit, month_first: bool) -> tuple[str | None, str | None]:
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
    return None, None


def _text(unit: Unit, others: Callable[[Any], bool], author_at: Any) -> tuple[list[str], list[str]]:
    """(the lines of the comment's text, the lines at the top that may name its author)."""
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
            body += text.lines(element, _or_furniture(others, unit, ()))
    if body:
        return _trimmed(body), text.lines(unit.element, _or_texts(others, inside))[:_EDGE]
    parts = (*unit.authors, *unit.dates, *([] if author_at is None else [author_at]))
    heads = {e for e in unit.heads if e in wrappers or len(text.line(e)) < 60}
    rows = text.lines(unit.element, _or_furniture(others, unit, {*parts, *heads}))
    return _trimmed(rows), text.lines(unit.element, others)[:_EDGE]


def _or_texts(others: Callable[[Any], bool], texts: set[Any]) -> Callable[[Any], bool]:
    return lambda element: element in texts or others(element)


def _or_furniture(
    others: Callable[[Any], bool], unit: Unit, parts: Container[Any]
) -> Callable[[Any], bool]:
    """Skips other comments, these parts, and what the page put into the comment."""

    def skip(element: Any) -> bool:
        if element in parts or others(element):
            return True
        found = role(element)
        if Role.HELD in found and Role.UNIT not in found:
            return True
        if Role.CHROME in found and Role.TEXT not in found:
            return len(text.line(element, 61)) <= 60 and not _holds(element, unit)
        return False

    return skip


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


def _from_header(
    top: list[str],
    body: list[str],
    author: str | None,
    shown: str | None,
    published: str | None,
    month_first: bool,
) -> tuple[str | None, str | None, str | None, list[str]]:
    """Fills in what a line such as "Ann on 3 May 2020 at 10:12" says, and takes it off the text."""
    for row in (*top[:_EDGE], *body[-1:]):
        reading = headers.read(row)
        if reading is None or (reading.date is None and author is not None):
            continue
        if reading.author is None and author is None:
            continue
        if reading.date is not None and shown is None:
            shown, published = reading.date.text, reading.date.iso(month_first)
        author = author or reading.author
        if row in (body[:1] + body[-1:]) and reading.text is None:
            body = [b for b in body if b != row]
        break
    return author, shown, published, body
