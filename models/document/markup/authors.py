"""Who wrote a comment: from attributes and marked elements, else from what looks like a name."""

import re
from collections.abc import Callable
from typing import Any

from models.document import chrome
from models.document.lines import clean
from models.document.markup.heads import EDGE, JOINS, header
from models.document.markup.moments import holds_date, is_date
from models.document.markup.units import Unit, above
from models.document.names import clean_name, name_score
from models.document.web import text

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
_PEOPLE = re.compile(
    r"/(?:users?|u|profiles?|members?|people|author|@|~)[/@\w]|^mailto:|/@|user\?id="
)
_NAMED_BY = ("data-author", "data-comment-author", "data-username", "data-user-name", "author")
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


def author(unit: Unit, others: Callable[[Any], bool]) -> tuple[Any, str | None]:
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
        plain = len(shown) <= _LONGEST_NAME and not holds_date(shown)
        if plain and len(text.lines(element)) < 2 and (known := _name(shown)):
            return element, known
        if (first := _first_name(text.pieces(element))) is not None:
            return first
    return _unmarked(unit, others)


def _shown(element: Any) -> str:
    return element.get("content") or text.line(element, 300)


def _unmarked(unit: Unit, others: Callable[[Any], bool]) -> tuple[Any, str | None]:
    """A citation, a heading, a profile's link; else the first short piece like a name."""
    if any(header(row) is not None for row in text.lines(unit.element, others)[:3]):
        return None, None  # the line as a whole says more
    for seen, element in enumerate(unit.element.iter("cite", "b", "strong", "h3", "h4", "h5", "a")):
        if seen >= EDGE or element in unit.others:
            break
        if element.tag == "a" and not _PEOPLE.search((element.get("href") or "")[:300]):
            continue
        shown = text.line(element, _LONGEST_NAME)
        if shown and _is_name(shown):
            return element, _name(shown)
    found = _first_name(text.pieces(unit.element, others, EDGE))
    if found is not None:
        return found
    alt = next((i.get("alt") for i in unit.element.iter("img") if i.get("alt")), None)
    name = _PICTURE.sub("", alt).strip() if alt else ""
    return (None, _name(name)) if name and _is_name(name) else (None, None)


def _first_name(pieces: list[tuple[str, Any]]) -> tuple[Any, str | None] | None:
    for words, element in pieces:
        if words.lower().strip(" :") in JOINS or is_date(words):
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
    return name_score(bare) > 0.5 and not is_date(bare)


def _name(shown: str) -> str | None:
    """A name without "says:", "by" and what is no part of it."""
    shown = " ".join(clean(shown).split())[:200]
    shown = _BY.sub("", _SAYS.sub("", shown), count=1).strip(" :,•·|–—-»")
    shown = _STATUS.sub("", shown).strip()
    if len(shown) > _LONGEST_NAME:
        return None
    name = clean_name(shown)[0].strip()
    return name or shown or None
