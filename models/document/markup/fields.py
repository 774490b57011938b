"""Reads the author, the date and the text of one comment from its element."""

import re
from collections.abc import Callable, Container
from dataclasses import dataclass
from typing import Any

from models.document import chrome, dates, headers
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
_PICTURE = re.compile(
    r"(?:avatar|profile|profile picture|photo|picture|profilbild|portrait)(?: (?:of|for|von|de))?\b"
    r"|(?:['’]s)? (?:avatar|profile (?:picture|photo|image)|photo|profilbild)$",
    re.IGNORECASE,
)
_STATUS = re.compile(
    r"\s*\((?:not verified|nicht überprüft|non vérifié|no verificado|не перевірено|guest|gast"
    r"|author|autor|auteur|автор|admin|op|\d{1,9})\)$",
    re.IGNORECASE,
)
_SUBJECT = re.compile(r"re\s?[:：]|aw\s?:|\(?score\b|#?\d+$", re.IGNORECASE)
_JOINS = frozenset(
    "by von par por від from posted written submitted says said wrote on am le el at um à".split()
) | {"posted by", "written by", "submitted by", "comment by", "posted on", "geschrieben von"}
_SPOKEN = frozenset("sagt sagte schrieb meint dit dice dijo каже пише".split()) | {"a dit"}
_LONGEST_HEADER = 120
_PIECES = 16  # runs of text at the top of a comment among which a date is looked for
_LARGEST = 30_000  # characters of a comment
_LONGEST_DATE = 80
_FILLER = 14  # letters of words such as "posted by" and "on" beside a name and a date
_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
_QUOTED = "> "  # begins a line of a quotation
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
    """Whether a candidate without marked parts has a short piece of text that is a date."""
    if unit.size > _LARGEST:
        return False
    found = text.pieces(unit.element, _of_others(unit), _PIECES)
    if any(_is_date(words) for words, _ in found):
        return True
    rows = text.lines(unit.element, _of_others(unit))
    return any(_header(row) is not None for row in (*rows[:2], *rows[-1:]))


def _header(row: str) -> headers.Reading | None:
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


def read(unit: Unit, month_first: bool = True) -> Said:
    """The comment that ``unit`` is; its text may be empty."""
    others = _of_others(unit)
    author_at, author = _author(unit, others)
    shown, published = _date(unit, others, month_first)
    body = _text(unit, others, author_at)
    if author is None or shown is None:
        top = text.lines(unit.element, others)[:_EDGE]
        author, shown, published, body = _from_header(
            top, body, author, shown, published, month_first
        )
    said = "\n".join(_without_header(body, author, shown))
    gone = _GONE.fullmatch(said[:200]) is not None or _waits(unit, others)
    first = (author or "", said, text.line(unit.element, 40) if not said else "")
    ping = unit.ping or any(_PINGED.match(words) for words in first)
    return Said(author, shown, published, said, gone or (unit.held and len(said) < 120), ping)


def _waits(unit: Unit, others: Callable[[Any], bool]) -> bool:
    """Whether the page says of this comment that it waits for a moderator."""
    return unit.held and any(
        _WAITS.search(row) is not None for row in text.lines(unit.element, others) if len(row) < 200
    )


def _of_others(unit: Unit) -> Callable[[Any], bool]:
    """Says of an element whether it begins another comment, or a form."""

    def skip(element: Any) -> bool:
        if element in unit.others:
            return True
        return bool(role(element) & Role.FORM) and not _holds(element, unit)

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
    found = next(((e, t) for e in unit.authors[:12] if (t := _shown(e))), None)
    if found is not None:
        element, shown = found
        after = unit.authors.index(element) + 1
        for inner in unit.authors[after : after + 4]:  # the name inside of its wrapper
            if element in above(inner) and (words := _shown(inner)):
                element, shown = inner, words
        plain = len(shown) <= _LONGEST_NAME and not _holds_date(shown)
        if plain and len(text.lines(element)) < 2 and (known := _name(shown)):
            return element, known
        if (first := _first_name(text.pieces(element))) is not None:
            return first
    return _unmarked(unit, others)


def _shown(element: Any) -> str:
    return element.get("content") or text.line(element, 300)


def _unmarked(unit: Unit, others: Callable[[Any], bool]) -> tuple[Any, str | None]:
    """A citation, a heading, a profile's link; else the first short piece like a name."""
    if any(_header(row) is not None for row in text.lines(unit.element, others)[:3]):
        return None, None  # the line as a whole says more
    for seen, element in enumerate(unit.element.iter("cite", "b", "strong", "h3", "h4", "h5", "a")):
        if seen >= _EDGE or element in unit.others:
            break
        if element.tag == "a" and not _PEOPLE.search((element.get("href") or "")[:300]):
            continue
        shown = text.line(element, _LONGEST_NAME)
        if shown and _is_name(shown):
            return element, _name(shown)
    found = _first_name(text.pieces(unit.element, others, _EDGE))
    if found is not None:
        return found
    alt = next((i.get("alt") for i in unit.element.iter("img") if i.get("alt")), None)
    name = _PICTURE.sub("", alt).strip() if alt else ""
    return (None, _name(name)) if name and _is_name(name) else (None, None)


def _first_name(pieces: list[tuple[str, Any]]) -> tuple[Any, str | None] | None:
    for words, element in pieces:
        if words.lower().strip(" :") in _JOINS or _is_date(words):
            continue
        if len(words) > _LONGEST_NAME:
            return None
        if _is_name(words):
            return element, _name(words)
    return None


def _is_name(shown: str) -> bool:
    bare = _BY.sub("", _SAYS.sub("", shown)).strip(" :,•·|")
    furniture = chrome.is_button(bare) or chrome.is_counter(bare) or chrome.is_symbol(bare)
    if furniture or _SUBJECT.match(bare) or chrome.is_heading(bare):
        return False
    return name_score(bare) > 0.5 and not _is_date(bare)


def _is_date(words: str) -> bool:
    if len(words) > _LONGEST_DATE:
        return False
    return any(
        d.strength >= dates.Strength.RELATIVE and 2 * len(d.text) >= len(words)
        for d in dates.find(words)
    )


def _holds_date(words: str) -> bool:
    return any(d.strength >= dates.Strength.RELATIVE for d in dates.find(words))


def _name(shown: str) -> str | None:
    """A name without "says:", "by" and what is no part of it."""
    shown = " ".join(clean(shown).split())[:200]
    shown = _BY.sub("", _SAYS.sub("", shown), count=1).strip(" :,•·|–—-»")
    shown = _STATUS.sub("", shown).strip()
    if len(shown) > _LONGEST_NAME:
        return None
    name = clean_name(shown)[0].strip()
    return name or shown or None


def _date(
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
    for words, _ in text.pieces(unit.element, _or_furniture(others, unit, ()), _PIECES):
        if _is_date(words):
            return when.read(words, month_first)
    return None, None


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
            body += text.lines(element, _or_furniture(others, unit, ()), quotes=True)
    if body:
        return _trimmed(body)
    parts = (*unit.authors, *unit.dates, *([] if author_at is None else [author_at]))
    heads = {e for e in unit.heads if _is_head(e, wrappers)}
    rows = text.lines(unit.element, _or_furniture(others, unit, {*parts, *heads}), quotes=True)
    if all(row.startswith(_QUOTED) for row in rows):  # a layout of the site, no quotation
        rows = [row.removeprefix(_QUOTED) for row in rows]
    return _trimmed(rows)


def _is_head(element: Any, wrappers: set[Any]) -> bool:
    """Whether it names author and date, and is not the half of the comment."""
    shown = text.line(element, 200)
    if not shown:
        return not text.lines(element)
    return element in wrappers or len(shown) < 60 or _header(shown) is not None


def _or_furniture(
    others: Callable[[Any], bool], unit: Unit, parts: Container[Any]
) -> Callable[[Any], bool]:
    """Skips other comments, these parts, and what the page put into the comment."""

    def skip(element: Any) -> bool:
        if element in parts or others(element):
            return True
        if element.tag in _HEADINGS and _is_subject(element):
            return True
        found = role(element)
        if found & Role.HELD and not found & Role.UNIT:
            return True
        if found & Role.CHROME and not found & Role.TEXT:
            return len(text.line(element, 61)) <= 60 and not _holds(element, unit)
        return False

    return skip


def _is_subject(heading: Any) -> bool:
    """Whether a heading inside of a comment is its subject, which links to the comment itself."""
    return any(
        "permalink" in (a.get("class") or "") or "#comment" in (a.get("href") or "")
        for a in heading.iter("a")
    )


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


def _without_header(body: list[str], author: str | None, shown: str | None) -> list[str]:
    """The lines without those at the edges that only repeat who wrote when."""

    def is_header(row: str) -> bool:
        if len(row) > 160:
            return False
        rest = row
        if row.lower().strip(" :.…") in _JOINS or row.lower().strip(" :") in _SPOKEN:
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
        reading = _header(row)
        if reading is None:
            continue
        if reading.date is not None and shown is None:
            shown, published = reading.date.text, reading.date.iso(month_first)
        author = author or reading.author
        if len(body) > 1 and row in (body[0], body[-1]):
            body = [b for b in body if b != row]
        break
    return author, shown, published, body
