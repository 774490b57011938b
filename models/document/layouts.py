"""Hypotheses about how a page lays out its comments, each a list of headers found in the lines.

No site is known here: a hypothesis is where the name stands relative to the date, the verb or the
buttons. `paste` builds each one and keeps the one that explains most of the page.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from models.document import chrome, headers, mail, marks
from models.document.blocks import over_place, pictures, stacked, under_date
from models.document.dates import Strength
from models.document.headers import Reading
from models.document.lines import Line
from models.document.names import clean_name, name_score
from models.document.parts import Header, Layout, is_date_line


def hypotheses(lines: list[Line]) -> list[Layout]:
    """Every layout that finds at least one header, in no order of merit."""
    readings = [headers.read(line.text) for line in lines]
    found = [reader(lines, readings) for reader in _READERS]
    return [layout for layout in found if layout.headers]


def _inline(lines: list[Line], readings: list[Reading | None]) -> Layout:
    """Name and date on one line, in the shape that most such lines share."""
    candidates = [
        _header(i, i, lines, r)
        for i, r in enumerate(readings)
        if r and r.date and r.author and name_score(r.author) >= 0.3
    ]
    return Layout("inline", 1.0, _without_flair(_without_places(_main_shapes(candidates))))


def _without_places(found: tuple[Header, ...]) -> tuple[Header, ...]:
    """Where nearly every name has a comma ("Name, City"), what follows it is a place."""
    commas = sum("," in (h.author or "") for h in found)
    if len(found) < 2 or 5 * commas < 4 * len(found):
        return found
    return tuple(replace(h, author=(h.author or "").split(",")[0].strip() or None) for h in found)


def _without_flair(found: tuple[Header, ...]) -> tuple[Header, ...]:
    """Where names are single words, a word after one ("ann_k librarian") is its flair."""
    single = [h.author for h in found if h.author and " " not in h.author]
    if 2 * len(single) <= len(found) or len(single) < 3:
        return found
    known = frozenset(single)
    return tuple(replace(h, author=_handle(h.author or "", known)) for h in found)


def _handle(name: str, single: frozenset[str]) -> str | None:
    first = name.split(" ")[0]
    marked = any(c in "_-0123456789" for c in first)
    return first if first in single or (marked and first.isascii()) else name or None


def _main_shapes(candidates: list[Header]) -> tuple[Header, ...]:
    counts = Counter(h.key for h in candidates)
    if not counts:
        return ()
    sure: dict[str, float] = dict.fromkeys(counts, 0.0)
    for header in candidates:
        sure[header.key] += _sure(header)
    top = max(sure, key=lambda key: sure[key])
    share = {k for k, n in counts.items() if k == top or (n >= 3 and 5 * n >= counts[top])}
    kin = {k for k in counts if not k.startswith("first") and not k.endswith("+")}
    if top in kin:
        share |= {k for k in kin if k.split(" ")[-1] == top.split(" ")[-1]}
    return tuple(h for h in candidates if h.key in share)


def _sure(header: Header) -> float:
    strength = header.date.strength if header.date else Strength.WEAK
    return name_score(header.author) * (0.5 if strength is Strength.WEAK else 1.0)


def _header(first: int, last: int, lines: list[Line], reading: Reading) -> Header:
    return Header(
        first, last, reading.author, reading.date, lines[first].indent, reading.text,
        reading.answers, reading.ordinal, reading.nav, reading.children, reading.byline,
        reading.lead,
    )  # fmt: skip


def _says(lines: list[Line], readings: list[Reading | None]) -> Layout:
    """A line "Name says:"; the date, if any, stands on the next line or after the text."""
    found = []
    for i, reading in enumerate(readings):
        if reading and reading.author and reading.said and not reading.byline:
            header = _header(i, i, lines, reading)
            if reading.date is None:
                header = _with_next_date(header, lines, readings)
            found.append(replace(header, key="says"))
    dated = [h for h in found if h.date is not None]
    if 10 * len(dated) >= 7 * len(found):  # an undated one is a "Name says:" inside a comment
        found = dated
    return Layout("says", 0.9, tuple(found))


def _with_next_date(header: Header, lines: list[Line], readings: list[Reading | None]) -> Header:
    for j in range(header.last + 1, min(header.last + 3, len(lines))):
        reading = readings[j]
        if lines[j].blank:
            continue
        if reading and is_date_line(reading) and reading.lead != "buttons":
            return replace(header, last=j, date=reading.date)
        break
    return header


def _named(lines: list[Line], readings: list[Reading | None]) -> Layout:
    """Lines "Name: text" without a date, by at least two people."""
    found = []
    for i, line in enumerate(lines):
        if line.blank or line.text.startswith((">", "|")):
            continue
        pair = headers.named(line.text)
        if pair:
            found.append(Header(i, i, pair[0], None, line.indent, pair[1], key="named"))
    names = Counter(h.author for h in found)
    if len(names) < 2:
        return Layout("named", 0.5, ())
    return Layout("named", 0.5, tuple(found))


def _before_buttons(lines: list[Line], readings: list[Reading | None]) -> Layout:
    """The name opens a comment and buttons (perhaps with the date) close it."""
    start = next((i + 1 for i, line in enumerate(lines) if chrome.is_heading(line.text)), None)
    if start is None:
        start = _first_opening(lines)
    found: list[Header] = []
    opening: int | None = None
    text_seen = False
    for i in range(start, len(lines)):
        text, reading = lines[i].text, readings[i]
        closing = chrome.is_button(text) and text.lower() not in chrome.badges()
        dated = reading is not None and is_date_line(reading)
        if not text or chrome.is_symbol(text):
            continue
        if closing or (dated and text_seen):
            if opening is not None and text_seen:
                found.append(_opened(opening, lines))
                opening, text_seen = None, False
            if dated and reading and found and found[-1].date is None:
                found[-1] = replace(found[-1], date=reading.date)
        elif (
            chrome.is_counter(text)
            or chrome.is_furniture(text)
            or chrome.is_heading(text)
            or (opening is None and (text.lower() in chrome.badges() or name_score(text) == 0))
        ):
            continue
        elif opening is None:
            opening, text_seen = i, False
        elif text.lower() not in chrome.badges():
            text_seen = True
    return Layout("buttons", 0.75, tuple(found))


def _first_opening(lines: list[Line]) -> int:
    """Without a heading: the last short line that opens a block before the first buttons."""
    first = next((i for i, x in enumerate(lines) if chrome.is_button(x.text)), 0)
    for i in range(first - 1, 0, -1):
        if lines[i].text and lines[i - 1].blank:
            return i if name_score(lines[i].text) >= 0.8 and lines[i + 1].text else len(lines)
    return len(lines)


def _opened(i: int, lines: list[Line]) -> Header:
    author, answers = clean_name(marks.strip_ordinal(lines[i].text))
    return Header(i, i, author or None, None, lines[i].indent, None, answers, key="buttons")


def _numbered(lines: list[Line], readings: list[Reading | None]) -> Layout:
    """Undated "1. Name" or "### Name" lines over their text."""
    by_mark: dict[str, list[Header]] = {}
    for i, line in enumerate(lines):
        mark = marks.mark_of(line.text)
        if mark is None or len(line.text) > 80:
            continue
        reading = readings[i]
        name = reading.author if reading and reading.author else None
        if name is None:
            name = clean_name(marks.strip_ordinal(line.text))[0]
        if name_score(name) >= 0.5 and (i + 1 < len(lines)):
            header = Header(i, i, name, None, line.indent, ordinal=marks.ordinal_of(line.text))
            by_mark.setdefault(mark, []).append(replace(header, key=mark))
    best = max(by_mark.values(), key=len, default=[])
    ordinals = [h.ordinal for h in best if h.ordinal is not None]
    rising = all(b == a + 1 or b == 1 for a, b in pairwise(ordinals))
    return Layout("numbered", 0.45, tuple(best) if rising else ())


def _mail(lines: list[Line], readings: list[Reading | None]) -> Layout:
    """Blocks of From:, Date:, Subject: lines."""
    found = []
    i = 0
    while i < len(lines):
        fields = mail.read(lines, i)
        if fields is None:
            i += 1
            continue
        name, date, last = fields
        found.append(Header(i, last, name, date, lines[i].indent, key="mail"))
        i = last + 1
    return Layout("mail", 1.2, tuple(found))


_READERS: tuple[Callable[[list[Line], list[Reading | None]], Layout], ...] = (
    _inline, stacked, over_place, under_date, pictures, _says, _named, _before_buttons,
    _numbered, _mail,
)  # fmt: skip
