"""Hypotheses about how a page lays out its comments, each a list of headers found in the lines.

No site is known here: a hypothesis is where the name stands relative to the date, the verb or the
buttons. `paste` builds each one and keeps the one that explains most of the page.
"""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise

from models.document import chrome, headers
from models.document.dates import Found, Strength
from models.document.headers import Reading, name_score
from models.document.lines import Line


@dataclass(frozen=True, slots=True)
class Header:
    """One comment's header: lines ``first`` to ``last``; ``footer`` when it follows its text."""

    first: int
    last: int
    author: str | None
    date: Found | None
    indent: int = 0
    text: str | None = None
    answers: str | None = None
    ordinal: int | None = None
    nav: frozenset[str] = frozenset()
    children: int | None = None
    byline: bool = False
    key: str = ""
    handle: str | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """A hypothesis: its name, what one well-formed comment is worth, and its headers in order."""

    name: str
    weight: float
    headers: tuple[Header, ...]
    footer: bool = False


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
    return Layout("inline", 1.0, _without_places(_main_shapes(candidates)))


def _without_places(found: tuple[Header, ...]) -> tuple[Header, ...]:
    """ "Name, City, Country": where nearly every name has a comma, what follows it is a place."""
    commas = sum("," in (h.author or "") for h in found)
    if len(found) < 2 or 5 * commas < 4 * len(found):
        return found
    return tuple(replace(h, author=(h.author or "").split(",")[0].strip() or None) for h in found)


def _main_shapes(candidates: list[Header]) -> tuple[Header, ...]:
    counts = Counter(h.key for h in candidates)
    if not counts:
        return ()
    top = max(counts, key=lambda key: sum(_sure(h) for h in candidates if h.key == key))
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
        reading.answers, reading.ordinal, reading.nav, reading.children, reading.byline, reading.lead,
    )  # fmt: skip


def _is_date_line(reading: Reading | None) -> bool:
    return reading is not None and reading.date is not None and reading.author is None


def _stacked(lines: list[Line], readings: list[Reading | None]) -> Layout:
    """A date on its own line under a block of short lines, the first of which is the name."""
    blocks = []
    for i, reading in enumerate(readings):
        if reading and _is_date_line(reading) and reading.lead != "buttons":
            block = _block_above(i, lines, readings)
            if block:
                blocks.append((i, block, reading))
    usual = _usual_size([b for _, b, _ in blocks])
    found = []
    for i, block, reading in blocks:
        header = _read_block(i, _trim_block(block, usual, lines), lines, readings, reading)
        if header:
            found.append(header)
    return Layout("stacked", 1.0, tuple(found))


def _block_above(i: int, lines: list[Line], readings: list[Reading | None]) -> list[int]:
    """The short lines over a date line, nearest last; a blank line ends it once it has begun."""
    above = i - 1
    while above >= 0 and lines[above].blank and i - above <= 2:
        above -= 1
    block: list[int] = []
    while above >= 0 and len(block) < 6:
        text = lines[above].text
        number = chrome.is_counter(text) and above == i - 1  # the post's number over its date
        if not text or (not number and _ends_block(text, readings[above])):
            break
        block.insert(0, above)
        above -= 1
    return block


def _over_place(lines: list[Line], readings: list[Reading | None]) -> Layout:
    """As ``_stacked``, the date line beginning with a place or title ("Queens, 7 hours ago")."""
    found = []
    dated = 0
    for i, reading in enumerate(readings):
        if not (reading and reading.date and reading.author) or reading.byline or reading.said:
            continue
        if name_score(reading.author) < 0.3:
            continue
        if reading.lead.startswith("first") or reading.text is not None:
            continue
        dated += 1
        block = [] if i == 0 or lines[i - 1].blank else _block_above(i, lines, readings)
        bounded = bool(block) and (block[0] == 0 or lines[block[0] - 1].blank)
        header = _read_block(i, block, lines, readings, reading) if bounded else None
        if header and len(block) <= 3:
            handle = reading.author if reading.author.startswith("@") else None
            found.append(replace(header, key="place", answers=None, handle=handle))
    if 5 * len(found) < 4 * dated or len(found) < 2:
        return Layout("place", 1.0, ())
    return Layout("place", 1.5, tuple(found))


def _under_date(lines: list[Line], readings: list[Reading | None]) -> Layout:
    """The date line comes first, the name on the line below it."""
    found = []
    for i, reading in enumerate(readings[:-1]):
        if reading is None or not _is_date_line(reading) or reading.lead == "buttons":
            continue
        name = lines[i + 1].text
        author, answers = headers.clean_name(headers.strip_ordinal(name))
        if name_score(author) >= 0.8 and not chrome.is_button(name) and _is_open(i, lines):
            found.append(
                Header(i, i + 1, author, reading.date, lines[i].indent, None, answers, key="under")
            )
    return Layout("under", 0.9, tuple(found))


def _is_open(i: int, lines: list[Line]) -> bool:
    """Whether nothing stands on the line above: the date begins the comment."""
    return i == 0 or lines[i - 1].blank or chrome.is_button(lines[i - 1].text)


_PICTURE = re.compile(
    r"(?:u/)?(?P<a>\S.{0,60}?)(?:['’]s)? (?:profile picture|profile photo|avatar|profilbild|photo)$"
    r"|(?:avatar (?:of|for)|profile picture of|profilbild von|photo de profil de|foto de perfil de"
    r"|foto del perfil de|view profile for|voir le profil de|ver (?:el )?perfil de|profil von|view) (?P<b>\S.{0,60}?)(?:['’]s? profile)?$",
    re.IGNORECASE,
)


def _pictures(lines: list[Line], readings: list[Reading | None]) -> Layout:
    """A picture's alternative text names the commenter whose name follows."""
    found = []
    for i, line in enumerate(lines[:-1]):
        match = _PICTURE.match(line.text) if 0 < len(line.text) < 100 else None
        if match is None:
            continue
        name = (match["a"] or match["b"]).strip()
        j = i + 1
        while j < len(lines) - 1 and j < i + 3 and lines[j].blank:
            j += 1
        if lines[j].text.casefold().startswith(name.casefold()[:30]):
            reading = readings[j]
            last = j
            author, answers = headers.clean_name(lines[j].text)
            date = None
            if reading and reading.date and reading.author:
                author, date = reading.author, reading.date
            found.append(Header(i, last, author, date, line.indent, None, answers, key="picture"))
    return Layout("picture", 0.95, tuple(found))


def _ends_block(text: str, reading: Reading | None) -> bool:
    if len(text) > 120 or _is_date_line(reading) or chrome.is_heading(text):
        return True
    if chrome.is_counter(text) or (reading and reading.date and reading.author):
        return True
    words = text.split()
    if len(words) >= 4 and text[-1] in '.!?…。！？”"»' and headers.read(text) is None:
        return True
    return len(words) > 12 or (chrome.is_button(text) and text.lower() not in chrome.badges())


def _usual_size(blocks: list[list[int]]) -> int | None:
    sizes = Counter(len(b) for b in blocks)
    return sizes.most_common(1)[0][0] if sizes else None


def _trim_block(block: list[int], usual: int | None, lines: list[Line]) -> list[int]:
    """In a page without blank lines a block may begin with the comment before: keep the usual."""
    start = block[0]
    bounded = start == 0 or lines[start - 1].blank or chrome.is_button(lines[start - 1].text)
    bounded = bounded or chrome.is_counter(lines[start - 1].text)
    if bounded or usual is None or len(block) <= usual:
        return block
    return block[-usual:]


def _read_block(
    i: int, block: list[int], lines: list[Line], readings: list[Reading | None], date: Reading
) -> Header | None:
    named = [j for j in block if not _is_ornament(j, block, lines)]
    if not named:  # somebody calls himself "Guest"
        named = [j for j in block if chrome.is_role(lines[j].text)][-1:]
    if not named:
        return None
    top = named[0]
    text = lines[top].text
    reading = readings[top]
    if reading and reading.author and reading.date is None:
        author, answers, byline = reading.author, reading.answers, reading.byline
    else:
        ordinal_free = headers.strip_ordinal(text)
        author, answers = headers.clean_name(ordinal_free)
        byline = False
    byline = byline or any((r := readings[j]) is not None and r.byline for j in named)
    if answers is None and len(named) > 1:
        second = lines[named[1]].text
        answers = headers.answered(second)
        if answers is None and not second.startswith("@"):
            answers = headers.clean_name(second)[0]
    ordinal = headers.ordinal_of(text)
    return Header(
        block[0], i, author or None, date.date, lines[top].indent, None, answers, ordinal,
        date.nav, date.children, byline or bool(reading and reading.byline), "stacked",
        next((t for j in named[1:] if (t := lines[j].text).startswith("@")), None),
    )  # fmt: skip


def _is_ornament(j: int, block: list[int], lines: list[Line]) -> bool:
    """An avatar's initial, a badge, a bullet: a line of a header block that names nobody."""
    text = lines[j].text
    if chrome.is_counter(text) and len(block) > 1:
        return True
    if chrome.is_symbol(text) or text.lower() in chrome.badges() or chrome.is_button(text):
        return True
    if chrome.is_furniture(text) and j + 1 < len(lines) and lines[j + 1].text:
        return True
    following = next((lines[k].text for k in block if k > j), "")
    initials = "".join(word[0] for word in following.split() if word).lower()
    if text.lower().startswith(("pinned by ", "angepinnt von ", "épinglé par ", "fijado por ")):
        return True
    short = len(text) <= 2 and text.isalpha() and text.isupper()
    if (
        short
        and following
        and (following[0].lower() == text[0].lower() or initials == text.lower())
    ):
        return True
    doubled = (
        following
        and len(text) <= len(following) + 20
        and (text.startswith(following) or text.endswith(following))
    )
    avatar = text.lower().startswith(("avatar", "user avatar", "profile")) or text.lower().endswith(
        (" avatar", "'s avatar", "’s avatar", "profile picture")
    )
    return bool(following) and (avatar or bool(doubled and j == block[0]))


def _says(lines: list[Line], readings: list[Reading | None]) -> Layout:
    """A line "Name says:"; the date, where there is one, stands on the next line or after the text."""
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
        if reading and _is_date_line(reading) and reading.lead != "buttons":
            return replace(header, last=j, date=reading.date)
        break
    return header


def _named(lines: list[Line], readings: list[Reading | None]) -> Layout:
    """ "Name: text" lines without a date; at least two names, or one that comes after a heading."""
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
        dated = reading is not None and _is_date_line(reading)
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
    author, answers = headers.clean_name(headers.strip_ordinal(lines[i].text))
    return Header(i, i, author or None, None, lines[i].indent, None, answers, key="buttons")


def _numbered(lines: list[Line], readings: list[Reading | None]) -> Layout:
    """Undated "1. Name" or "### Name" lines over their text."""
    by_mark: dict[str, list[Header]] = {}
    for i, line in enumerate(lines):
        mark = headers.mark_of(line.text)
        if mark is None or len(line.text) > 80:
            continue
        reading = readings[i]
        name = reading.author if reading and reading.author else None
        if name is None:
            name = headers.clean_name(headers.strip_ordinal(line.text))[0]
        if name_score(name) >= 0.5 and (i + 1 < len(lines)):
            header = Header(i, i, name, None, line.indent, ordinal=headers.ordinal_of(line.text))
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
        fields = headers.mail_fields(lines, i)
        if fields is None:
            i += 1
            continue
        name, date, last = fields
        found.append(Header(i, last, name, date, lines[i].indent, key="mail"))
        i = last + 1
    return Layout("mail", 1.2, tuple(found))


_READERS: tuple[Callable[[list[Line], list[Reading | None]], Layout], ...] = (
    _inline, _stacked, _over_place, _under_date, _pictures, _says, _named, _before_buttons, _numbered, _mail,
)  # fmt: skip
