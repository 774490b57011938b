"""A pasted page becomes a Document: what a person copied from a web page, taken apart.

It tries every layout hypothesis of `layouts` and keeps the one that explains most of the page. It
knows no site by name and uses no model; what nothing explains is an article without comments.
"""

from collections.abc import Sequence
from dataclasses import replace

from models.document import (
    article,
    chrome,
    comments,
    dates,
    doubt,
    language,
    layouts,
    parents,
    section,
)
from models.document.calls import squash
from models.document.comments import Reading, is_weak_heading
from models.document.lines import Line, join, split, unquote
from models.document.parts import Draft, Layout
from models.errors import DocumentError
from models.types import Article, Comment, Document


def parse(text: str, url: str | None = None, comments: str | None = None) -> Document:
    """The article and comments of pasted ``text``.

    Where ``comments`` are given apart, perhaps as none (""), ``text`` is the article and nothing
    of it a comment. Raises DocumentError when nothing is written.
    """
    lines = unquote(split(text))
    if comments is not None:
        return _apart(lines, unquote(split(comments)), url)
    if not _written(lines):
        raise DocumentError("There is no text to read.", "no_text")
    best = _best(lines)
    reading = best or _unmarked(lines)
    if reading is None:
        top = _top(lines)
        unsure = doubt.of_article(lines, top.paragraphs)
        return Document(_article(top, url, lines, []), unsure=unsure)
    heading = lines[reading.heading].text if reading.heading is not None else None
    end = reading.start if reading.heading is None else min(reading.heading, reading.start)
    top = article.read(lines[:end], heading)
    threaded = heading is None or is_weak_heading(heading)
    if not top.paragraphs and top.title and threaded and len(reading.drafts) > 1:
        top, reading = _opening_post(top, reading)
    found = [d.header.date for d in reading.drafts if d.header.date]
    whole = _article(top, url, lines, found)
    unsure = best is None or doubt.of_comments(best, lines)
    return Document(whole, _comments(reading.drafts, whole.language), unsure)


def _apart(lines: list[Line], below: list[Line], url: str | None) -> Document:
    """The article of ``lines`` with the comments of ``below``; one of the two may be empty."""
    if not _written(lines) and not _written(below):
        raise DocumentError("There is no text to read.", "no_text")
    drafts = section.drafts(below)
    found = [d.header.date for d in drafts if d.header.date]
    whole = _article(_top(lines), url, lines if _written(lines) else below, found)
    return Document(whole, _comments(drafts, whole.language))


def _written(lines: list[Line]) -> bool:
    return any(line.text for line in lines)


def _top(lines: list[Line]) -> article.Top:
    """All of ``lines`` as an article."""
    top = article.read(lines)
    if not top.paragraphs:  # nothing here looks like an article: then all of it is the text
        top = replace(top, title=None, paragraphs=_blocks(lines))
    return top


def _blocks(lines: list[Line]) -> tuple[str, ...]:
    return tuple(block for block in join(lines).split("\n\n") if block)


def _best(lines: list[Line]) -> Reading | None:
    """The hypothesis that explains most, or None where none is believable."""
    found = []
    for layout in layouts.hypotheses(lines):
        found.append(comments.read(layout, lines))
        if layout.name == "inline":
            footer = Layout("footer", 0.95, layout.headers, footer=True)
            found.append(comments.read(footer, lines))
    best = max(found, key=lambda r: r.worth, default=None)
    return best if best is not None and _believable(best, lines) else None


def _believable(reading: Reading, lines: list[Line]) -> bool:
    """An article with dates, numbered points or an interview must stay an article."""
    drafts, headed = reading.drafts, reading.heading is not None
    if not drafts or reading.worth < (0.3 if headed else 0.9):
        return False
    if headed or reading.layout.name == "mail":
        return True
    if reading.layout.name == "named":
        return _is_talk(reading, lines)
    dated = sum(d.header.date is not None for d in drafts)
    buttons = sum(any(chrome.is_button(x.text) for x in d.after) for d in drafts)
    if 2 * max(dated, buttons) >= len(drafts) and len(drafts) >= 2:
        return True
    return reading.layout.name == "says" and len(drafts) >= 3


def _is_talk(reading: Reading, lines: list[Line]) -> bool:
    """Whether "Name: text" lines are comments: three people at least, no interview of two."""
    names = {squash(d.header.author or "") for d in reading.drafts}
    short = {n for n in names if any(n != other and other.endswith(n) for other in names)}
    people = len(names - short)
    written = sum(bool(line.text) for line in lines[reading.start :])
    if 5 * len(reading.drafts) < 2 * written:
        return False
    if _is_interview(reading):
        return False
    prose = sum(len(line.text) > 100 for line in lines[: reading.start])
    return people >= 3 and (prose > 0 or reading.start <= 1) and people * 4 >= len(reading.drafts)


def _is_interview(reading: Reading) -> bool:
    """Whether one speaker has a third of the turns and mostly asks."""
    turns: dict[str, list[str]] = {}
    for draft in reading.drafts:
        turns.setdefault(draft.header.author or "", []).append(draft.text)
    most = max(turns.values(), key=len)
    asks = sum("?" in text or "？" in text for text in most)
    return 3 * len(most) >= len(reading.drafts) and 5 * asks >= 3 * len(most)


def _unmarked(lines: list[Line]) -> Reading | None:
    """The plain fallback: what stands under a comments heading is comments, perhaps by nobody."""
    at = next((i for i, line in enumerate(lines) if i > 3 and chrome.is_heading(line.text)), None)
    if at is None:
        return None
    ends = (i for i, x in enumerate(lines) if i > at and x.text and _is_after(x.text))
    drafts = section.drafts(lines[at + 1 : next(ends, len(lines))])
    if not drafts or sum(len(d.text.split()) for d in drafts) < 3 * len(drafts):
        return None
    return Reading(Layout("unmarked", 0.1, ()), tuple(drafts), at + 1, at, 0.0)


def _is_after(text: str) -> bool:
    return chrome.is_end(text) or chrome.is_boilerplate(text)


def _opening_post(top: article.Top, reading: Reading) -> tuple[article.Top, Reading]:
    """In a forum thread the first post, under the title, is what the others comment on."""
    first, rest = reading.drafts[0], reading.drafts[1:]
    blocks = [line.text for line in first.body if line.text and line.text != top.title]
    post = article.Top(top.title, first.header.author, first.header.date, tuple(blocks))
    return post, replace(reading, drafts=rest)


def _article(
    top: article.Top, url: str | None, lines: list[Line], found: list[dates.Found]
) -> Article:
    body = "\n".join(top.paragraphs) or "\n".join(line.text for line in lines[:400])
    spoken = language.detect(body)
    every = [*found, top.published] if top.published else found
    first = dates.month_first(every, spoken)
    published = top.published.iso(first) if top.published else None
    return Article(
        title=top.title, author=top.byline, published=published, url=url, language=spoken,
        paragraphs=top.paragraphs,
    )  # fmt: skip


def _comments(drafts: Sequence[Draft], spoken: str | None) -> tuple[Comment, ...]:
    links = parents.link(drafts)
    first = dates.month_first([d.header.date for d in drafts if d.header.date], spoken)
    out = []
    for i, (draft, parent) in enumerate(zip(drafts, links, strict=True)):
        date = draft.header.date
        out.append(
            Comment(
                id=f"c{i + 1}",
                author=draft.header.author,
                text=draft.text,
                published=date.iso(first) if date else None,
                date=date.text if date else None,
                parent_id=f"c{parent + 1}" if parent is not None else None,
            )
        )
    return tuple(out)
