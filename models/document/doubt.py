"""Whether another split would explain a page about as well as the one that was chosen.

It knows the lines and the chosen reading. Its bounds were chosen on development pastes and on the
same pastes without their headings, dates, names, buttons or blank lines.
"""

from collections.abc import Sequence
from itertools import accumulate

from models.document import chrome
from models.document.comments import Reading
from models.document.lines import Line
from models.document.names import name_score

_READ = 4_000  # lines: comments begin in these, or the page is no article with comments
_NAMES = 5  # bare names over texts, in a page where no comment was found
_BUTTONS = 4
_SHRINK = 2.0  # how many times longer paragraphs are before a point than after it
_LEAST = 4  # paragraphs after that point
_WORTH = 0.5  # of a comment, on average: under it a hypothesis is a guess
_FULL = 30  # comments: a page that announces more is rarely copied whole


def of_article(lines: Sequence[Line], paragraphs: Sequence[str]) -> bool:
    """Whether a page that was read as an article alone may hold comments."""
    lines = lines[:_READ]
    if any(i > 3 and chrome.is_heading(line.text) for i, line in enumerate(lines)):
        return True
    if turn(paragraphs)[1] >= _SHRINK or sum(chrome.is_button(x.text) for x in lines) >= _BUTTONS:
        return True
    return _names(lines) >= _NAMES


def of_comments(reading: Reading, lines: Sequence[Line]) -> bool:
    """Whether the comments that were found may begin elsewhere, or be none."""
    drafts = reading.drafts
    count = len(drafts)
    dated = 2 * sum(d.header.date is not None for d in drafts) >= count
    if not dated and reading.layout.name in ("buttons", "picture"):
        return True
    names = sum(name_score(d.header.author) for d in drafts)
    blank = sum(not d.text for d in drafts)
    if reading.worth < _WORTH * count or names < 0.7 * count or 5 * blank >= count:
        return True
    announced = 0 if reading.heading is None else chrome.heading_count(lines[reading.heading].text)
    return announced <= _FULL and 4 * count < 3 * announced


def turn(paragraphs: Sequence[str]) -> tuple[int, float]:
    """(the paragraph from which they are shorter, how many times), (0, 0.0) for few paragraphs.

    Comments that nothing marks still differ from the article in length.
    """
    ends = list(accumulate(map(len, paragraphs)))
    best = (0, 0.0)
    for at in range(2, len(paragraphs) - _LEAST + 1):
        below = ends[-1] - ends[at - 1]
        if below:
            ratio = ends[at - 1] / at * (len(paragraphs) - at) / below
            best = max(best, (at, ratio), key=lambda found: found[1])
    return best


def _names(lines: Sequence[Line]) -> int:
    """Lines that could be a name, each at the start of a block or under a button."""
    above = [Line(""), *lines]
    return sum(
        0 < len(line.text) <= 40
        and (before.blank or chrome.is_button(before.text))
        and name_score(line.text) >= 0.9
        for before, line in zip(above, lines, strict=False)
    )
