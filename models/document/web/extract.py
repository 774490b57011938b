"""The article of a tree by trafilatura's precision mode, with readability behind it.

Barbaresi, "Trafilatura: A Web Scraping Library and Command-Line Tool for Text Discovery and
Extraction" (ACL 2021 demonstrations). What it takes from a tree without the comments is compared
with what it takes from the whole one, so that taking comments out never costs a paragraph.
"""

import logging
import re
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any

from models.document.lines import clean
from models.document.web import hidden, opening, text
from models.document.web.opening import key

_SHORT = 200  # characters; a precision run that finds less is asked again
_LARGE = 30_000  # elements above which the page is read once, without its comments
_HUGE = 90_000  # elements above which trafilatura takes minutes
_LONG = 20_000  # characters of a paragraph
_TELLING = 20  # letters; a shorter paragraph may stand anywhere
_TELLING_UNREAD = 60  # where a paragraph may also be a name and a date of a comment
_FORM = 80  # elements; a larger form is the page itself (ASP.NET)
_SHARE = 0.4  # of the article's text: what holds more of it is no comment section
_MARK = re.compile(r"^(?:[-*•] |#{1,6} )")
_CELLS = re.compile(r"\s*\|\s*")


@dataclass(frozen=True, slots=True)
class Extract:
    """The article as found: paragraphs, and what the page says of itself."""

    paragraphs: tuple[str, ...] = ()
    title: str | None = None
    author: str | None = None
    date: str | None = None
    site: str | None = None


def article(root: Any, shown_in: tuple[Any, ...], said: str, url: str | None) -> Extract:
    """The article of ``root``, which loses its hidden parts and its comments on the way.

    ``shown_in`` are the elements that show comments, ``said`` is the comments' text.
    """
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    hidden.remove(root)
    _drop_forms(root)
    found = _apart(root, shown_in, said, url)
    title = opening.title(found.title, root, url)
    known = opening.titles(title, root)
    paragraphs, author = opening.without(found.paragraphs, known, found.author)
    return replace(found, title=title, author=author, paragraphs=paragraphs)


def _drop_forms(root: Any) -> None:
    """Takes out what readers write into: its label "Name" names no author."""
    for form in list(root.iter("form")):
        size = sum(1 for _ in zip(range(_FORM), form.iter(), strict=False))
        if size < _FORM and next(form.iter("textarea"), None) is not None:
            hidden.drop(form)


def _apart(root: Any, shown_in: tuple[Any, ...], said: str, url: str | None) -> Extract:
    """The article without what ``shown_in`` shows, unless that costs it a paragraph."""
    size = sum(1 for _ in root.iter())
    if not shown_in:
        return _read(root, url, size)
    whole = _read(deepcopy(root), url, size) if size <= _LARGE else None
    shown = whole.paragraphs if whole else tuple(text.line(p, _LONG) for p in root.iter("p"))
    spoken = {key(row) for row in said.split("\n")}
    telling = _TELLING if whole else _TELLING_UNREAD
    keys = [own for p in shown if len(own := key(p)) > telling and own not in spoken]
    for element in shown_in:
        if _may_go(element, keys):
            hidden.drop(element)
    size = sum(1 for _ in root.iter())
    bare = _read(root, url, size)
    return bare if whole is None else _better(whole, bare, said)


def _may_go(element: Any, article: list[str]) -> bool:
    """Whether taking ``element`` out leaves the article's paragraphs where they are."""
    if element.tag in ("html", "body") or next(element.iter("h1"), None) is not None:
        return False
    own = key(" ".join(element.itertext()))
    inside = sum(len(words) for words in article if words in own)
    return inside <= _SHARE * sum(map(len, article))


def _better(whole: Extract, bare: Extract, said: str) -> Extract:
    """The article without comments, or that of the whole page where the former lost some of it."""
    kept = {key(p) for p in bare.paragraphs}
    spoken = {key(row) for row in said.split("\n")}
    lost = [p for p in whole.paragraphs if key(p) not in kept and not _is_said(p, spoken, said)]
    all_ = sum(map(len, whole.paragraphs))
    if sum(map(len, lost)) <= 0.1 * all_:
        return bare
    own = tuple(p for p in whole.paragraphs if not _is_said(p, spoken, said))
    return replace(whole, author=bare.author, paragraphs=own)


def _is_said(paragraph: str, spoken: set[str], said: str) -> bool:
    return key(paragraph) in spoken or (len(paragraph) > 30 and paragraph in said)


def _read(root: Any, url: str | None, size: int) -> Extract:
    """What trafilatura finds, then what readability finds where that is next to nothing."""
    if size > _HUGE:
        return _plain(root)
    found = _trafilatura(root, url)
    if sum(map(len, found.paragraphs)) < _SHORT:
        other = _readability(root)
        if sum(map(len, other)) > 2 * sum(map(len, found.paragraphs)):
            found = replace(found, paragraphs=other)
    return found


def _trafilatura(root: Any, url: str | None) -> Extract:
    from trafilatura import bare_extraction

    found: Any = bare_extraction(
        deepcopy(root),
        url=url,
        favor_precision=True,
        include_comments=False,
        with_metadata=True,
    )
    if found is None:
        found = _metadata(root, url)
    title = _line(found.title)
    rows = (_paragraph(row) for row in clean(found.text or "").split("\n"))
    paragraphs = [row for row in rows if row]
    return Extract(
        tuple(paragraphs), title, _line(found.author), _line(found.date), _line(found.sitename)
    )


def _metadata(root: Any, url: str | None) -> Any:
    from trafilatura.metadata import extract_metadata

    return extract_metadata(deepcopy(root), default_url=url)


def _readability(root: Any) -> tuple[str, ...]:
    """The text that readability takes for the article; empty where it finds none."""
    from lxml import html
    from lxml.etree import ParserError, XMLSyntaxError
    from trafilatura.readability_lxml import Document as Readable

    try:
        summary = Readable(deepcopy(root)).summary()
        tree = html.fromstring(summary) if isinstance(summary, str) else summary
    except (ParserError, XMLSyntaxError, ValueError, TypeError, AttributeError):
        return ()
    return tuple(row for row in text.lines(tree) if len(row) > 1)


def _plain(root: Any) -> Extract:
    """Paragraphs alone, for a page too large for anything that looks twice."""
    title = next((text.line(e) for e in root.iter("h1", "title")), None)
    rows = (text.line(p, 20_000) for p in root.iter("p"))
    return Extract(tuple(row for row in rows if len(row) > 40), title or None)


def _paragraph(row: str) -> str:
    row = row.strip()
    if row.startswith("|") or " | " in row:
        cells = [cell for cell in _CELLS.split(row.strip("| ")) if cell.strip("- ")]
        row = " ".join(cells)
    return _MARK.sub("", " ".join(row.split())).strip()


def _line(value: str | None) -> str | None:
    return " ".join(clean(value or "").split())[:500] or None
