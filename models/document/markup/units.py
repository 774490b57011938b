"""The comments of a tree as elements: which element is one comment, and what in it is whose part.

One walk over the tree attaches every promising element to the innermost candidate around it; then
candidates that are no comment by themselves (a wrapper, a body without a name) give their parts to
the one around them. It reads no name and no date.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from models.document.markup.roles import Role, role
from models.document.web.hidden import is_hidden

_UNSEEN = frozenset("script style template noscript svg math head select".split())
_SMALL_FORM = 80  # elements; a larger form is the page itself (ASP.NET)
_FRAME = 40  # characters
_ASIDE = Role.AUTHOR | Role.DATE | Role.CHROME | Role.HELD


@dataclass(eq=False, slots=True)
class Unit:
    """One candidate: its element, where it stands, and its own parts in the order of the page."""

    element: Any
    order: int
    depth: int  # elements above it
    above: "Unit | None"  # the candidate around it
    answers: int  # containers of answers around it
    in_region: bool
    kind: int
    authors: list[Any] = field(default_factory=list)
    dates: list[Any] = field(default_factory=list)
    texts: list[Any] = field(default_factory=list)
    heads: list[Any] = field(default_factory=list)
    others: set[Any] = field(default_factory=set)  # the elements of the comments inside it
    size: int = 0  # characters outside of names, dates and buttons
    held: bool = False
    ping: bool = False
    heading: bool = False  # has the page's main heading
    real: bool = False


@dataclass(slots=True)
class Survey:
    """What a walk over the tree found: candidates in order, sections, containers of answers."""

    units: list[Unit]
    regions: list[Any]
    forms: list[Any]
    told: bool = False


@dataclass(slots=True)
class _Place:
    unit: Unit | None
    answers: int
    region: bool
    aside: bool
    elsewhere: bool


def survey(root: Any, threads: bool, told: frozenset[Any] = frozenset()) -> Survey:
    """All candidates below ``root``; posts count where ``threads`` says that this is a thread.

    ``told`` are elements known to be one comment each; with them no other is a candidate.
    """
    wanted = Role.UNIT | Role.POST if threads else Role.UNIT
    found = Survey([], [], [], bool(told))
    order = 0
    stack: list[tuple[Any, int, _Place]] = [(root, 0, _Place(None, 0, False, False, False))]
    while stack:
        node, depth, place = stack.pop()
        if not isinstance(node.tag, str) or node.tag in _UNSEEN:
            continue
        order += 1
        own = role(node)
        if told:
            own = own & ~wanted | (Role.UNIT if node in told else Role.NONE)
        if own & Role.FORM and not own & wanted and _is_small(node):
            found.forms.append(node)
            continue
        unit = place.unit
        if unit is not None and is_hidden(node) and not own & wanted:
            if own & Role.DATE:
                unit.dates.append(node)
            continue
        place = _enter(node, depth, place, own, wanted, found, order)
        if place.unit is not None:
            _attach(node, place, own, place.unit is not unit)
        stack.extend((child, depth + 1, place) for child in reversed(node))
    return found


def _enter(
    node: Any, depth: int, place: _Place, own: int, wanted: int, found: Survey, order: int
) -> _Place:
    """The place inside ``node``."""
    unit, answers, region = place.unit, place.answers, place.region
    elsewhere = place.elsewhere
    is_unit = bool(own & wanted) or bool(own & Role.POST and place.region and not found.told)
    if own & Role.REGION and not is_unit:
        found.regions.append(node)
        region = True
    if own & Role.ELSEWHERE and not is_unit and unit is None:
        elsewhere = True
    if own & Role.ANSWERS and (unit is not None or region):
        answers += 1
    aside = place.aside or bool(own & _ASIDE and not is_unit)
    if (
        is_unit
        and (not elsewhere or found.told)
        and node.tag not in ("html", "body", "a", "time", "label")
    ):
        unit = Unit(node, order, depth, unit, answers, region, own)
        unit.ping = bool(own & Role.PING) or _is_part_of_ping(unit)
        found.units.append(unit)
        aside = False
    return _Place(unit, answers, region, aside, elsewhere)


def _is_part_of_ping(unit: Unit) -> bool:
    """Whether it stands in a pingback's element, and not among the answers to one."""
    outer = unit.above
    return outer is not None and outer.ping and outer.answers == unit.answers


def _attach(node: Any, place: _Place, own: int, is_unit: bool) -> None:
    unit = place.unit
    if unit is None:
        return
    if own & Role.HELD:
        unit.held = True
    if not is_unit:
        if own & Role.AUTHOR:
            unit.authors.append(node)
        if own & Role.DATE or (node.tag == "abbr" and node.get("title")):
            unit.dates.append(node)
        if own & Role.TEXT and not own & (Role.AUTHOR | Role.DATE):
            unit.texts.append(node)
        if own & Role.HEAD or node.tag in ("header", "footer"):
            unit.heads.append(node)
        if node.tag == "h1":
            unit.heading = True
    if not place.aside and node.text and not node.text.isspace():
        unit.size += len(node.text)
    for child in node:
        if child.tail and not place.aside and not child.tail.isspace():
            unit.size += len(child.tail)


def settle(units: list[Unit], weak: Any) -> list[Unit]:
    """The candidates that are comments, in order.

    ``weak(unit)`` says whether a candidate without marked parts reads like a comment.
    """
    below: dict[int, list[Unit]] = {}
    for unit in reversed(units):
        inner = sorted(below.pop(id(unit), ()), key=lambda u: u.order)
        unit.others |= {u.element for u in inner}
        named, dated, written = bool(unit.authors), bool(unit.dates), unit.size > 0
        unit.real = not unit.heading and written and (named or dated or weak(unit))
        if not unit.heading and not unit.real and (named or dated) and not written:
            body = next((u for u in inner if u.real and not u.authors), None)
            if body is not None:
                _merge(unit, body)
                body.real, unit.real = False, True
                inner = [u for u in inner if u is not body]
                unit.others = (unit.others | body.others) - {body.element}
        if unit.real and _is_frame(unit, inner):
            if inner[0].dates and inner[0].authors:
                unit.real = False
            else:
                _merge(unit, inner[0])
                inner[0].real = False
                unit.others = (unit.others | inner[0].others) - {inner[0].element}
                inner = []
        if unit.above is not None:
            if unit.real:
                below.setdefault(id(unit.above), []).append(unit)
            else:
                _merge(unit.above, unit)
                below.setdefault(id(unit.above), []).extend(inner)
    return [unit for unit in units if unit.real]


def _is_frame(unit: Unit, inner: list[Unit]) -> bool:
    """Whether a candidate only stands around one comment, with a rank or a link "Top" beside it."""
    if unit.texts or unit.size > _FRAME or len(inner) != 1:
        return False
    only = inner[0]
    if (only.element.tag, only.element.get("class")) == (
        unit.element.tag,
        unit.element.get("class"),
    ):
        return False  # an answer to a short comment
    if unit.dates and unit.authors:
        return False
    return bool(only.dates and only.authors) or bool(unit.dates) != bool(only.dates)


def _merge(outer: Unit, inner: Unit) -> None:
    outer.authors += inner.authors
    outer.dates += inner.dates
    if inner.size and not (inner.texts or inner.authors or inner.dates):
        outer.texts.append(inner.element)
    outer.texts += inner.texts
    outer.heads += inner.heads
    outer.size += inner.size
    outer.held |= inner.held
    outer.heading |= inner.heading


def _is_small(form: Any) -> bool:
    return all(number < _SMALL_FORM for number, _ in enumerate(form.iter()))


def above(element: Any) -> Iterator[Any]:
    """The element and what stands around it, the nearest first."""
    while element is not None:
        yield element
        element = element.getparent()
