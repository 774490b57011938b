"""What in a comment's element is not said in it: other comments, forms, what the page adds."""

from collections.abc import Callable, Container
from typing import Any

from models.document.markup.roles import Role, role
from models.document.markup.units import Unit, above
from models.document.web import text

_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))


def of_others(unit: Unit) -> Callable[[Any], bool]:
    """Says of an element whether it begins another comment, or a form."""

    def skip(element: Any) -> bool:
        if element in unit.others:
            return True
        return bool(role(element) & Role.FORM) and not holds(element, unit)

    return skip


def or_furniture(
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
            return len(text.line(element, 61)) <= 60 and not holds(element, unit)
        return False

    return skip


def holds(element: Any, unit: Unit) -> bool:
    """Whether one of the unit's parts is inside of ``element``."""
    return any(element in above(part) for part in (*unit.authors, *unit.texts)[:8])


def _is_subject(heading: Any) -> bool:
    """Whether a heading inside of a comment is its subject, which links to the comment itself."""
    return any(
        "permalink" in (a.get("class") or "") or "#comment" in (a.get("href") or "")
        for a in heading.iter("a")
    )
