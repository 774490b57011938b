"""Turns a layout hypothesis into comments and says how well it explains the page.

What is repeated around every comment (buttons, counters, subject lines) is no comment text.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from itertools import accumulate

from models.document import chrome, dates, headers
from models.document.lines import Line
from models.document.names import name_score
from models.document.parts import Draft, Header, Layout
from models.document.trimming import trim


@dataclass(frozen=True, slots=True)
class Reading:
    """A hypothesis carried out: its comments, where they begin, and its worth."""

    layout: Layout
    drafts: tuple[Draft, ...]
    start: int
    heading: int | None
    worth: float


def read(layout: Layout, lines: list[Line]) -> Reading:
    """The comments that ``layout`` finds in ``lines`` and how much of the page they explain."""
    heading, kept = _section(layout, lines)
    if layout.name == "inline" and not layout.footer:
        kept = _with_preambles(kept, lines)
    if not kept:
        return Reading(layout, (), len(lines), heading, 0.0)
    if layout.footer and 5 * sum(h.byline for h in kept) < 4 * len(kept):
        return Reading(layout, (), len(lines), heading, 0.0)
    drafts = _cut(kept, lines, layout.footer, heading)
    start = kept[0].first if not layout.footer else _footer_start(kept[0], lines, heading)
    trim(drafts)
    drafts = [d for d in _without_doubles(drafts) if not chrome.is_system(d.text)]
    worth = _worth(layout, drafts, lines, heading)
    return Reading(layout, tuple(drafts), min(start, len(lines)), heading, worth)


def _section(layout: Layout, lines: list[Line]) -> tuple[int | None, tuple[Header, ...]]:
    """The comments' heading, where the page has one, and the headers that are not the article's."""
    found = layout.headers
    if 3 * sum(h.byline for h in found) <= len(found):  # the article's own, and of no comment
        found = tuple(h for h in found if not h.byline)
    firsts = [h.first for h in found]
    long = [0, *accumulate(map(_is_long, lines))]
    best: int | None = None
    for i, line in enumerate(lines):
        if not chrome.is_heading(line.text):
            continue
        before = bisect_left(firsts, i)
        counted = chrome.heading_count(line.text)
        if counted > 1 and counted == len(firsts) - before and not is_weak_heading(line.text):
            best = i
            break
        after = len(firsts) - before
        if before > 3:
            break
        weak = before > 0 and is_weak_heading(line.text)
        if not after or before > min(after, 1) or weak:
            continue
        if layout.footer or long[firsts[before]] - long[i + 1] <= 1:
            best = i
            break
    kept = tuple(h for h in found if best is None or h.first > best)
    if best is None or (kept and kept[0].byline):
        kept = _without_byline(kept, lines)
    return best, kept


def _is_long(line: Line) -> bool:
    return len(line.text) >= 140 or (len(line.text) >= 60 and line.text[-1] in ".!?…”。」")


_WEAK = re.compile(
    r"^\W*\d*\W*(?:replies|réponses|respuestas|antworten|відповіді|返信|posts?)\W*\d*\W*$", re.I
)


def is_weak_heading(text: str) -> bool:
    """Whether a heading ("5 replies") may also stand under one comment."""
    return _WEAK.match(text) is not None


def _without_byline(found: tuple[Header, ...], lines: list[Line]) -> tuple[Header, ...]:
    """Drops the article's own byline from the front of the headers."""
    if len(found) < 2:
        return () if found and found[0].byline else found
    first, rest = found[0], found[1:]
    others = sum(h.byline for h in rest)
    if first.byline and not 2 * others >= len(rest):
        return rest
    if first.key != rest[0].key and sum(h.key == first.key for h in rest) == 0 and len(rest) >= 2:
        between = [x for x in lines[first.last + 1 : rest[0].first] if x.text]
        if len(between) >= 3:
            return rest
    return found


def _footer_start(header: Header, lines: list[Line], heading: int | None) -> int:
    if heading is not None:
        return heading + 1
    i = header.first - 1
    while i > 0 and lines[i].blank:
        i -= 1
    while i > 0 and not lines[i - 1].blank:
        i -= 1
    return max(i, 0)


def _cut(
    kept: tuple[Header, ...], lines: list[Line], footer: bool, heading: int | None
) -> list[Draft]:
    drafts = []
    if footer:
        start = _footer_start(kept[0], lines, heading)
        for header in kept:
            drafts.append(Draft(header, lines[start : header.first]))
            start = header.last + 1
        return drafts
    ends = [h.first for h in kept[1:]] + [len(lines)]
    for header, end in zip(kept, ends, strict=True):
        body = list(lines[header.last + 1 : end])
        if header.text is not None:
            body.insert(0, Line(header.text, header.indent))
        drafts.append(Draft(header, body))
    return drafts


def _with_preambles(found: tuple[Header, ...], lines: list[Line]) -> tuple[Header, ...]:
    """A subject line over nearly every header belongs to the header, not to the text before it."""
    sizes = [_preamble(h, lines) for h in found]
    if len(found) < 2 or 5 * sum(n > 0 for n in sizes) < 4 * len(found):
        return found
    return tuple(
        replace(h, first=h.first - n, subject=lines[h.first - n].text if n else None)
        for h, n in zip(found, sizes, strict=True)
    )


def _preamble(header: Header, lines: list[Line]) -> int:
    size = 0
    while size < 4 and header.first - size > 0 and lines[header.first - size - 1].text:
        size += 1
    tail = lines[header.first - size : header.first]
    short = all(
        len(x.text) <= 100 and (not chrome.is_button(x.text) or x.text.lower() in chrome.badges())
        for x in tail
    )
    return size if size <= 2 and short else 0


def _without_doubles(drafts: list[Draft]) -> list[Draft]:
    """Drops a header printed twice in a row (name as alternative text and as link)."""
    return [
        d
        for i, d in enumerate(drafts)
        if d.text or d.header.date or i + 1 == len(drafts)
        or drafts[i + 1].header.author != d.header.author
    ]  # fmt: skip


def _worth(layout: Layout, drafts: list[Draft], lines: list[Line], heading: int | None) -> float:
    """How many well-formed comments the hypothesis explains, times how well-formed they are."""
    if not drafts:
        return 0.0
    names = [name_score(d.header.author) for d in drafts]
    filled = [0.15 if not d.text or _is_blank(d.text) else 1.0 for d in drafts]
    effective = sum(n * f for n, f in zip(names, filled, strict=True))
    quality = effective / len(drafts)
    worth = layout.weight * effective * quality
    if heading is not None and chrome.heading_count(lines[heading].text) == len(drafts):
        worth *= 1.4
    if heading is None:
        worth *= 0.9
    dated = sum(d.header.date is not None for d in drafts) / len(drafts)
    missed = sum(_missed(d) for d in drafts)
    if heading is not None and not layout.footer:  # prose that no header explains
        between = lines[heading + 1 : drafts[0].header.first]
        missed += sum(_is_long(x) and not chrome.is_boilerplate(x.text) for x in between)
    return worth * (0.85 + 0.15 * dated) / (1 + 0.5 * missed / len(drafts))


def _is_blank(text: str) -> bool:
    """Whether a text is only a date or a button: the comment itself is somewhere else."""
    if chrome.is_button(text) and "\n" not in text:
        return True
    reading = headers.read(text) if len(text) < 60 else None
    return reading is not None and reading.date is not None and reading.author is None


def _missed(draft: Draft) -> int:
    """Lines inside a comment's text that look like another comment's header."""
    count = 0
    for line in draft.body[:60]:
        reading = headers.read(line.text) if len(line.text) < 120 else None
        if reading and reading.date and reading.date.strength > dates.Strength.WEAK:
            count += reading.author is None or name_score(reading.author) > 0.8
    return min(count, 3)
