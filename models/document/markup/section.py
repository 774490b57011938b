"""The comment section that a page's own markup holds, and the elements that show it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from models.document import dates, html
from models.document.markup import fields, structure, threads
from models.document.markup.fields import Said
from models.document.markup.units import Survey, Unit, above, settle, survey
from models.document.paste import parse
from models.document.web import text
from models.types import Comment

_LEAST_NAMED = 0.5  # of the comments of a page have a name, or they are something else
_LEAST_PASTED, _MOST_PASTED = 60, 400_000  # characters
_NAMED_PASTED = 0.8
_TRIED = 12  # sections of a page that are looked into more closely
_SAMPLE = 400  # dates that tell whether months come first


@dataclass(frozen=True, slots=True)
class Section:
    """Comments as c1, c2 …, the elements to take out of the page before its article is read.

    ``opening`` is the post that a thread begins with; it is no comment.
    """

    comments: tuple[Comment, ...] = ()
    shown_in: tuple[Any, ...] = ()
    opening: Said | None = None


def find(root: Any, is_thread: bool, language: str | None = None) -> Section:
    """The comments below ``root``; posts count where the page is a thread."""
    surveyed = survey(root, is_thread)
    units = _together(settle(surveyed.units, fields.reads_like_one), is_thread)
    month_first = _month_first(units, language)
    said = [fields.read(unit, month_first) for unit in units]
    if not _believable(units, said):
        return _unnamed(root, surveyed, language)
    opening = None
    shown_in = _sections(surveyed, units)
    above_ = threads.parents(units)
    if is_thread and len(units) > 1 and _opens(units[0], root):
        opening, said, units = said[0], said[1:], units[1:]
        above_ = [p - 1 if p else None for p in above_[1:]]
    found = gathered(said, above_)
    return Section(found.comments, shown_in, opening)


def _unnamed(root: Any, surveyed: Survey, language: str | None) -> Section:
    """The comments of a section whose classes say nothing; else the section alone."""
    for region in (*surveyed.regions[:_TRIED], *structure.regions(root)[:_TRIED]):
        told = structure.units(region)
        if not told:
            continue
        units = settle(survey(region, False, told).units, fields.reads_like_one)
        month_first = _month_first(units, language)
        said = [fields.read(unit, month_first) for unit in units]
        found = gathered(said, threads.parents(units))
        named = sum(c.author is not None for c in found.comments)
        if found.comments and 2 * named >= len(found.comments):
            return Section(found.comments, _sections(surveyed, units))
    for region in surveyed.regions[:_TRIED]:
        if comments := _as_pasted(region):
            return Section(comments, _sections(surveyed, ()))
    return Section((), _sections(surveyed, ()))


def _as_pasted(region: Any) -> tuple[Comment, ...]:
    """The comments that the section shows, read as if it had been copied; empty where unsure."""
    from lxml import etree

    size = sum(len(words) for words in region.itertext())
    if not _LEAST_PASTED < size < _MOST_PASTED:
        return ()
    shown = html.lines(etree.tostring(region, encoding="unicode", method="html", with_tail=False))
    if not shown.strip():
        return ()
    comments = parse("", comments=shown).comments
    named = sum(c.author is not None and c.date is not None for c in comments)
    return comments if comments and named >= _NAMED_PASTED * len(comments) else ()


def gathered(said: Sequence[Said], parents: Sequence[int | None]) -> Section:
    """The comments that readers wrote; what is left out hands its answers up."""
    kept: dict[int, str] = {}
    comments: list[Comment] = []
    for place, one in enumerate(said):
        if one.gone or one.ping or not one.text.strip():
            continue
        parent = parents[place]
        while parent is not None and parent not in kept:
            parent = parents[parent]
        kept[place] = f"c{len(kept) + 1}"
        comments.append(
            Comment(
                id=kept[place],
                author=one.author,
                text=one.text,
                published=one.published,
                date=one.date,
                parent_id=None if parent is None else kept[parent],
            )
        )
    return Section(tuple(comments))


def _together(units: list[Unit], is_thread: bool) -> list[Unit]:
    """Those inside of a comment section, where there is one."""
    inside = [unit for unit in units if unit.in_region]
    return inside if inside and not is_thread else units


def _believable(units: list[Unit], said: list[Said]) -> bool:
    named = sum(one.author is not None for one in said)
    written = sum(bool(one.text) for one in said)
    if not written or named < _LEAST_NAMED * len(said):
        return False
    dated = any(one.date is not None for one in said)
    return units[0].in_region or (dated and len(said) > 1) or _is_numbered(units[0])


def _is_numbered(unit: Unit) -> bool:
    return any(c.isdigit() for c in unit.element.get("id") or "")


def _opens(unit: Unit, root: Any) -> bool:
    """Whether a thread's first post is what the others answer: it stands under the heading."""
    return not unit.in_region


def _month_first(units: list[Unit], language: str | None) -> bool:
    found = [
        date
        for unit in units[:_SAMPLE]
        for element in unit.dates[:2]
        for date in dates.find(text.line(element, 120))
    ]
    return dates.month_first(found, language)


def _sections(surveyed: Survey, units: Sequence[Unit]) -> tuple[Any, ...]:
    """What shows comments: their common element, sections that are named so, forms in them."""
    around = _common([unit.element for unit in units])
    found = [around] if around is not None else [unit.element for unit in units]
    return tuple(dict.fromkeys((*found, *surveyed.regions)))


def _common(elements: list[Any]) -> Any:
    """The innermost element around all of ``elements``; None for fewer than two."""
    if len(elements) < 2:
        return elements[0] if elements else None
    shared: list[Any] = list(above(elements[0].getparent()))
    for element in elements[1:]:
        own = set(above(element.getparent()))
        while shared and shared[0] not in own:
            shared.pop(0)
    return shared[0] if shared else None
