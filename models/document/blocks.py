"""Layouts in which the name stands on a line of its own, over, under or beside its date.

Each is a hypothesis, as in `layouts`: a function from lines to the headers it finds.
"""

import re
from collections import Counter
from dataclasses import replace

from models.document import chrome, headers, marks
from models.document.headers import Reading
from models.document.lines import Line
from models.document.names import clean_name, name_score
from models.document.parts import Header, Layout, is_date_line


def stacked(lines: list[Line], readings: list[Reading | None]) -> Layout:
    """A date on its own line under a block of short lines, the first of which is the name."""
    blocks = []
    for i, reading in enumerate(readings):
        if reading and is_date_line(reading) and reading.lead != "buttons":
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


def over_place(lines: list[Line], readings: list[Reading | None]) -> Layout:
    """As ``stacked``, the date line beginning with a place or title ("Queens, 7 hours ago")."""
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


def under_date(lines: list[Line], readings: list[Reading | None]) -> Layout:
    """The date line comes first, the name on the line below it."""
    found = []
    for i, reading in enumerate(readings[:-1]):
        if reading is None or not is_date_line(reading) or reading.lead == "buttons":
            continue
        name = lines[i + 1].text
        author, answers = clean_name(marks.strip_ordinal(name))
        if name_score(author) >= 0.8 and not chrome.is_button(name) and _is_open(i, lines):
            handle = lines[i + 2].text if i + 2 < len(lines) else ""
            last = i + 1 + (handle.startswith("@") and " " not in handle)
            header = Header(i, last, author, reading.date, lines[i].indent, None, answers)
            found.append(replace(header, key="under", handle=handle if last > i + 1 else None))
    return Layout("under", 0.9, tuple(found))


def _is_open(i: int, lines: list[Line]) -> bool:
    """Whether nothing stands on the line above: the date begins the comment."""
    return i == 0 or lines[i - 1].blank or chrome.is_button(lines[i - 1].text)


_PICTURE = re.compile(
    r"(?:u/)?(?P<a>\S.{0,60}?)(?:['’]s)? (?:profile picture|profile photo|avatar|profilbild|photo)$"
    r"|(?:avatar (?:of|for)|profile picture of|profilbild von|photo de profil de|foto de perfil de"
    r"|foto del perfil de|view profile for|voir le profil de|ver (?:el )?perfil de|profil von"
    r"|view) (?P<b>\S.{0,60}?)(?:['’]s? profile)?$",
    re.IGNORECASE,
)


def pictures(lines: list[Line], readings: list[Reading | None]) -> Layout:
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
            last = _to_date(j, lines, readings)
            author, answers = clean_name(lines[j].text)
            date = None
            if reading and reading.date and reading.author:
                author, date = reading.author, reading.date
            elif last > j and (below := readings[last]) is not None:
                date = below.date
            found.append(Header(i, last, author, date, line.indent, None, answers, key="picture"))
    return Layout("picture", 0.95, tuple(found))


def _to_date(name: int, lines: list[Line], readings: list[Reading | None]) -> int:
    """The date line under a name, at most three short lines (job, place) between; or the name."""
    for j in range(name + 1, min(name + 5, len(lines))):
        reading = readings[j]
        if reading is not None and is_date_line(reading) and reading.lead != "buttons":
            below = next((x.text for x in lines[j + 1 : j + 4] if x.text), "")
            closing = not below or chrome.is_button(below) or chrome.is_counter(below)
            return name if closing else j  # a date that closes the comment is no header's
        if lines[j].blank or len(lines[j].text) > 100:
            break
    return name


def _ends_block(text: str, reading: Reading | None) -> bool:
    if len(text) > 120 or is_date_line(reading) or chrome.is_heading(text):
        return True
    if chrome.is_counter(text) or (reading and reading.date and reading.author):
        return True
    words = text.split()
    if (
        len(words) >= 4
        and len(words[-1].strip(".")) > 1
        and text[-1] in '.!?…。！？”"»'
        and headers.read(text) is None
    ):
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
        ordinal_free = marks.strip_ordinal(text)
        author, answers = clean_name(ordinal_free)
        byline = False
    byline = byline or any((r := readings[j]) is not None and r.byline for j in named)
    if answers is None and len(named) > 1:
        second = lines[named[1]].text
        answers = headers.answered(second)
        if answers is None and not second.startswith("@"):
            answers = clean_name(second)[0]
    levels = (marks.level_of(lines[j].text) for j in block)
    level = next((n for n in levels if n is not None), None)
    return Header(
        first=block[0],
        last=i,
        author=author or None,
        date=date.date,
        indent=lines[top].indent if level is None else level,
        answers=answers,
        ordinal=marks.ordinal_of(text),
        nav=date.nav,
        children=date.children,
        byline=byline or bool(reading and reading.byline),
        key="stacked",
        handle=next((t for j in named[1:] if (t := lines[j].text).startswith("@")), None),
    )


def _is_ornament(j: int, block: list[int], lines: list[Line]) -> bool:
    """An avatar's initial, a badge, a bullet: a line of a header block that names nobody."""
    text = lines[j].text
    if (chrome.is_counter(text) and len(block) > 1) or marks.level_of(text) is not None:
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
    if following and following in text and 0 < len(text) - len(following) <= 20:
        return True  # "View Ann’s profile" over "Ann"
    doubled = (
        following
        and len(text) <= len(following) + 20
        and (text.startswith(following) or text.endswith(following))
    )
    avatar = text.lower().startswith(("avatar", "user avatar", "profile")) or text.lower().endswith(
        (" avatar", "'s avatar", "’s avatar", "profile picture")
    )
    return bool(following) and (avatar or bool(doubled and j == block[0]))
