"""Comments without a vocabulary: elements of one form that each hold one date.

For sites whose class names say nothing ("ab q mj"). It looks only inside of what calls itself a
comment section, by its attributes or by its heading.
"""

import re
from typing import Any

from models.document import chrome, dates
from models.document.lines import clean
from models.document.markup.units import above
from models.document.web import text, when

_DIGITS = re.compile(r"\d+")
_LEAST = 0.8  # of the dates have an element of the form around them, each another
_MOST_DATES = 20_000
_LONGEST = 80
_ABOVE = 60  # characters that may stand above the heading of a section
_LEVELS = 14  # elements above a date that may be its comment
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6", "strong", "b", "span", "p", "div", "legend", "a")


def units(region: Any) -> frozenset[Any]:
    """The elements below ``region`` that are one comment each; empty where no form is."""
    stamped = _dates(region)
    if not stamped:
        return frozenset()
    forms: dict[tuple[str, str], dict[Any, int]] = {}
    for date in stamped:
        seen = set[tuple[str, str]]()
        for level, element in enumerate(above(date)):
            if element is region or level > _LEVELS:
                break
            form = _form(element)
            if form not in seen:
                seen.add(form)
                held = forms.setdefault(form, {})
                held[element] = held.get(element, 0) + 1
    best: frozenset[Any] = frozenset()
    widest = 0
    for held in forms.values():
        single = [element for element, count in held.items() if count == 1]
        if len(held) < _LEAST * len(stamped) or len(single) < _LEAST * len(held):
            continue
        width = sum(len(text.line(e, 100_000)) for e in single[:20])
        shown = sum(len(text.line(d, 200)) for d in stamped[:20])
        if width > max(widest, 1.5 * shown):
            best, widest = frozenset(held), width
    return best


def regions(root: Any) -> list[Any]:
    """What follows a heading such as "12 Comments": the element that both stand in."""
    found = []
    for heading in root.iter(*_HEADINGS):
        shown = _short(heading)
        if not shown or not chrome.is_heading(shown) or chrome.is_button(shown):
            continue
        for around in above(heading.getparent()):
            if around.tag in ("body", "html") or not _begins(around, heading):
                break
            if len(_dates(around, 2)) > 1 or _size(around) > 400:
                found.append(around)
                break
    return found


def _begins(around: Any, heading: Any) -> bool:
    """Whether next to nothing stands above ``heading`` in ``around``."""
    size = 0
    for element in around.iter():
        if element is heading:
            return True
        if isinstance(element.tag, str):
            size += len((element.text or "").strip())
        if size > _ABOVE:
            return False
    return False


def _short(element: Any) -> str:
    """The text of an element that has next to nothing in it."""
    if sum(1 for _ in zip(range(6), element.iter(), strict=False)) > 5:
        return ""
    return " ".join(clean("".join(element.itertext())[:120]).split())


def _size(element: Any) -> int:
    size = 0
    for words in element.itertext():
        size += len(words.strip())
        if size > 400:
            break
    return size


def _dates(region: Any, most: int = _MOST_DATES) -> list[Any]:
    """The elements that show one date and nothing else, outermost of each."""
    found: list[Any] = []
    for element in region.iter():
        if not isinstance(element.tag, str) or len(found) >= most:
            continue
        if element.tag == "time" or when.iso(element.get("datetime")):
            found.append(element)
            continue
        shown = (element.text or "").strip()
        if not 3 < len(shown) <= _LONGEST or not _is_date(shown):
            continue
        if not any(e.tag == "time" for e in above(element.getparent())):
            found.append(element)
    return found


def _is_date(shown: str) -> bool:
    return any(
        d.strength >= dates.Strength.RELATIVE and 2 * len(d.text) >= len(shown)
        for d in dates.find(" ".join(clean(shown).split()))
    )


def _form(element: Any) -> tuple[str, str]:
    """Tag and classes, their numbers and their order aside."""
    classes = _DIGITS.sub("", (element.get("class") or "")[:200]).split()
    return element.tag, " ".join(sorted(c for c in classes if c not in ("odd", "even", "alt")))
