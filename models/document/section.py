"""A comment section given apart from its article: every line of it belongs to some comment.

It tries the hypotheses of `layouts`, on what stands before the first header again, and takes what
none explains for comments by nobody known. It knows no article.
"""

import re
from collections import Counter

from models.document import chrome, comments, headers, layouts
from models.document.comments import Reading
from models.document.lines import Line
from models.document.names import clean_name, name_score
from models.document.parts import Draft, Header, Layout, is_date_line

_ROUNDS = 4  # layouts on one page: pinned comments, comments, an older thread
_LEAST = 0.3  # worth from which a hypothesis is believed, as under a heading
_MANY = 3  # lines of one form, their numbers aside, that the page and no person wrote
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_NAME = 0.7  # name score of a line that may stand over a comment without a date


def drafts(lines: list[Line]) -> list[Draft]:
    """The comments that ``lines`` hold, in order; empty where nothing is written."""
    found: list[Draft] = []
    rest = lines
    for _ in range(_ROUNDS):
        reading = _best(rest)
        if reading is None:
            break
        found = [*reading.drafts, *found]
        rest = rest[: reading.start]
    return [d for d in (*_anonymous(rest), *found) if d.text]


def _best(lines: list[Line]) -> Reading | None:
    """The hypothesis that explains most, or None where none is believable."""
    found = []
    for layout in [*layouts.hypotheses(lines), *_names(lines)]:
        found.append(comments.read(layout, lines))
        if layout.name == "inline":
            footer = Layout("footer", 0.95, layout.headers, footer=True)
            found.append(comments.read(footer, lines))
    believed = [r for r in found if _believable(r, lines)]
    return max(believed, key=lambda r: r.worth, default=None)


def _believable(reading: Reading, lines: list[Line]) -> bool:
    if not reading.drafts or reading.worth < _LEAST:
        return False
    if reading.layout.name not in ("named", "numbered"):
        return True
    written = sum(bool(line.text) for line in lines[reading.start :])
    return 5 * len(reading.drafts) >= 2 * written


def _names(lines: list[Line]) -> list[Layout]:
    """A bare name over each text, nothing else between the blank lines: no date, no button."""
    found = []
    lone = 0
    for start, end in _blocks(lines):
        if end - start == 1:
            lone += 1
        if _is_name(lines[start].text) and _is_said(start, end, lines):
            author, answers = clean_name(lines[start].text)
            found.append(Header(start, start, author, None, lines[start].indent, None, answers))
    many = len(found) >= 2 and len({h.author for h in found}) >= 2
    return [Layout("names", 0.5, tuple(found))] if many and lone <= 3 * len(found) else []


def _is_name(text: str) -> bool:
    sentence = text[-1] in ".!?…。！？" and len(text.split()[-1]) > len("Jr.")
    short = len(text) <= 40 and not sentence and not chrome.is_button(text)
    return short and name_score(text) >= _NAME


def _is_said(start: int, end: int, lines: list[Line]) -> bool:
    """Whether a text longer than a name follows, in the same block or in the next one."""
    below = lines[start + 1 : end] if end - start > 1 else _next_block(end, lines)
    return any(not _is_name(line.text) for line in below[:1])


def _next_block(end: int, lines: list[Line]) -> list[Line]:
    at = end
    while at < len(lines) and at < end + 3 and not lines[at].text:
        at += 1
    return lines[at : at + 1]


def _blocks(lines: list[Line]) -> list[tuple[int, int]]:
    """Runs of written lines as (first, one after the last)."""
    out: list[tuple[int, int]] = []
    start: int | None = None
    for i, line in enumerate([*lines, Line("")]):
        if line.text and start is None:
            start = i
        elif not line.text and start is not None:
            out.append((start, i))
            start = None
    return out


def _anonymous(lines: list[Line]) -> list[Draft]:
    """Every block, or every line where no blank line parts them, is a comment."""
    forms = Counter(_form(line.text) for line in lines)
    forms.pop("", None)
    kept = [
        Line("") if _is_furniture(line.text) or forms[_form(line.text)] >= _MANY else line
        for line in lines
    ]
    runs = _blocks(kept)
    if len(runs) == 1:
        runs = [(i, i + 1) for i in range(*runs[0])]
    return [Draft(Header(a, a, None, None), kept[a:b]) for a, b in runs]


def _form(text: str) -> str:
    """A short line with its numbers hidden ("Posts: #"); empty where it has none."""
    form = _NUMBER.sub("#", text) if len(text) <= 60 else text
    return form if form != text else ""


def _is_furniture(text: str) -> bool:
    reading = headers.read(text) if len(text) <= 60 else None
    return (
        chrome.is_heading(text) or chrome.is_furniture(text) or chrome.is_button(text)
        or chrome.is_counter(text) or chrome.is_symbol(text)
        or (reading is not None and is_date_line(reading))
    )  # fmt: skip
