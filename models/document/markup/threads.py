"""Who answers whom: what nesting, depths, numbers and links of the markup say about parents."""

import re
from collections.abc import Iterator
from typing import Any

from models.document.markup.units import Unit

_ID = re.compile(r"\d{1,20}(?!.*\d)")
_PARENT = (
    "data-parent-id", "data-parent", "data-parentid", "data-parent-comment-id", "data-reply-to",
    "data-in-reply-to", "data-comment-parent", "parentid", "parent-id",
)  # fmt: skip
_OWN = ("data-comment-id", "data-commentid", "data-id", "data-post-id", "data-cid", "id", "thingid")
_DEPTH = ("data-depth", "data-level", "data-indent", "data-nesting-level", "aria-level", "depth")
_DEPTH_CLASS = re.compile(
    r"(?:^|[\s_-])(?:depth|level|lvl|indent|nest(?:ed|ing)?|nivel|niveau|ebene)[-_]?(?:level[-_]?)?"
    r"(\d{1,2})(?=\s|$)",
    re.IGNORECASE,
)
_INDENT = re.compile(
    r"(?:margin|padding)-left\s*:\s*(\d{1,4})(?:\.\d+)?\s*(?:px|em|rem|%|;|$)", re.I
)
_REPLY_LINK = re.compile(
    r"in reply to|in response to|replying to|replied to|antwort auf|als antwort|en réponse"
    r"|réponse à"
    r"|en respuesta|respondiendo|у відповідь|відповідь на|parent",
    re.IGNORECASE,
)
_TARGET = re.compile(r"#(?:[a-zA-Z_-]*)(\d{1,20})$")
_REPLY_TO = re.compile(r"[?&]replytocom=(\d{1,20})(?=[&#]|$)")
_LINKS = 24  # of a comment that are looked at


def parents(units: list[Unit]) -> list[int | None]:
    """For each comment the place of the one it answers, always an earlier one, or None."""
    known = _known(units)
    at = {id(unit): place for place, unit in enumerate(units)}
    holders = _holders(units)
    levels = _levels(units)
    out: list[int | None] = []
    by_level: list[tuple[int, int]] = []
    for place, unit in enumerate(units):
        while by_level and by_level[-1][0] >= levels[place]:
            by_level.pop()
        parent = _told(unit, known, place)
        if parent is None:
            parent = _around(unit, at, holders)
        if parent is None and by_level:
            parent = by_level[-1][1]
        if parent is None:
            parent = _answered_at(unit, known, place)
        by_level.append((levels[place], place))
        out.append(parent if parent is not None and parent < place else None)
    return out


def _known(units: list[Unit]) -> dict[str, int]:
    """The number of each comment, by which others name it."""
    known: dict[str, int] = {}
    for place, unit in enumerate(units):
        for element in _wrappers(unit):
            for name in _OWN:
                if (number := _ID.search((element.get(name) or "")[-60:])) is not None:
                    known.setdefault(number.group(), place)
    return known


def _wrappers(unit: Unit) -> list[Any]:
    """The comment's element and candidates around it that hold nothing before it."""
    out = [unit.element]
    outer = unit.above
    while outer is not None and not outer.real and len(out) < 4:
        out.append(outer.element)
        outer = outer.above
    return out


def _told(unit: Unit, known: dict[str, int], own: int) -> int | None:
    """The parent that an attribute, a link "in reply to" or one to "@Ann" names."""
    for element in _wrappers(unit)[:2]:
        for name in _PARENT:
            number = _ID.search((element.get(name) or "")[-60:])
            if number is not None and number.group() in known:
                return known[number.group()]
    for link in _links(unit):
        target = _TARGET.search((link.get("href") or "")[-120:])
        if target is None or known.get(target[1], own) == own:
            continue
        before = link.getprevious()
        shown = "".join(link.itertext())[:80]
        around = " ".join(
            (link.get("title") or "", link.get("class") or "", shown,
             ((link.getparent().text if before is None else before.tail) or "")[-80:])
        )  # fmt: skip
        if shown.lstrip().startswith("@"):
            return known[target[1]]
        if _REPLY_LINK.search(around) and "comment-reply-link" not in around:
            return known[target[1]]
    return None


def _answered_at(unit: Unit, known: dict[str, int], own: int) -> int | None:
    """The comment whose form its button "Reply" opens, where that is not its own.

    A list that nests no deeper lets people answer the comment above.
    """
    for link in _links(unit):
        if not (link.get("data-commentid") or "replytocom=" in (link.get("href") or "")):
            continue
        number = _ID.fullmatch((link.get("data-commentid") or "")[:21])
        named = number.group() if number else None
        if named is None and (found := _REPLY_TO.search((link.get("href") or "")[:2_000])):
            named = found[1]
        if named is not None and known.get(named, own) != own:
            return known[named]
    return None


def _links(unit: Unit) -> Iterator[Any]:
    """The first links of the comment, without those of the comments inside of it."""
    stack = [unit.element]
    seen = 0
    while stack and seen < _LINKS:
        element = stack.pop()
        if element in unit.others:
            continue
        if element.tag == "a":
            seen += 1
            yield element
        stack.extend(reversed(element))


def _holders(units: list[Unit]) -> dict[int, Unit]:
    """The first comment inside of each candidate that is none itself."""
    holders: dict[int, Unit] = {}
    lists: set[int] = set()
    for unit in units:
        outer = unit.above
        while outer is not None and not outer.real:
            first = holders.setdefault(id(outer), unit)
            if first is not unit and (first.answers, first.depth) == (unit.answers, unit.depth):
                lists.add(id(outer))
            outer = outer.above
    return {name: unit for name, unit in holders.items() if name not in lists}


def _around(unit: Unit, at: dict[int, int], holders: dict[int, Unit]) -> int | None:
    """The comment that holds this one, or that shares a wrapper with it and stands higher."""
    outer = unit.above
    while outer is not None:
        if outer.real:
            return at.get(id(outer))
        first = holders.get(id(outer))
        if first is not None and first is not unit and _is_over(first, unit, outer):
            return at.get(id(first))
        outer = outer.above
    return None


def _is_over(first: Unit, unit: Unit, outer: Unit) -> bool:
    """Whether ``first`` heads the wrapper and does not merely stand first in a list."""
    return unit.answers > first.answers or unit.depth - outer.depth > first.depth - outer.depth


def _levels(units: list[Unit]) -> list[int]:
    """How deep each comment says that it is; all 0 where the page does not say."""
    for read in (_by_attribute, _by_class, _by_indent, _by_answers, _by_lists):
        found = [read(unit) for unit in units]
        if len({level for level in found if level is not None}) > 1:
            return [level or 0 for level in found]
    return [0] * len(units)


def _by_attribute(unit: Unit) -> int | None:
    for element in _wrappers(unit):
        for name in _DEPTH:
            value = (element.get(name) or "").strip()
            if value.isdecimal() and len(value) < 4:
                return int(value)
    cell = next((c for c in unit.element.iter("td") if "ind" in (c.get("class") or "")), None)
    value = (cell.get("indent") or "") if cell is not None else ""
    return int(value) if value.isdecimal() and len(value) < 4 else None


def _by_class(unit: Unit) -> int | None:
    for element in _wrappers(unit):
        if found := _DEPTH_CLASS.search((element.get("class") or "")[:400]):
            return int(found[1])
    return None


def _by_indent(unit: Unit) -> int | None:
    for element in (*_wrappers(unit), unit.element.getparent()):
        if element is not None and (found := _INDENT.search((element.get("style") or "")[:400])):
            return int(found[1])
    return None


def _by_answers(unit: Unit) -> int | None:
    return unit.answers


def _by_lists(unit: Unit) -> int | None:
    return sum(e.tag in ("ol", "ul") for e in unit.element.iterancestors())
