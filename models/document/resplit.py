"""Where the comments of a document could begin instead, and the page that says they begin there.

It knows the document only: the page it gives lists what is known, so that nothing is lost.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from models.document import doubt, saved
from models.types import Comment, Document, Page, Span

MOST = 24
"""Blocks that are offered: Discord's select holds 25 options, and one says "no comments"."""

NONE = "none"
"""The choice that the page has no comments."""

_OPENING = 90  # characters of a block that are shown


@dataclass(frozen=True, slots=True)
class Block:
    """A block of the page that could be the first comment: its source and its opening words."""

    source: str
    opening: Span


def candidates(document: Document, most: int = MOST) -> tuple[Block, ...]:
    """At most so many blocks in page order, around where the comments now begin.

    Where there are none, around where the paragraphs grow shorter.
    """
    above = [f"a{n}" for n in range(1, len(document.article.paragraphs) + 1)]
    names = [*above, *(comment.id for comment in document.comments)]
    begin = len(above) if document.comments else doubt.turn(document.article.paragraphs)[0]
    start = max(min(begin - most // 2, len(names) - most), 0)
    chosen = names[start : start + most]
    return tuple(Block(name, _opening(document, name)) for name in chosen)


def resplit(document: Document, first: str) -> Page:
    """The page of ``document`` with its comments beginning at the block ``first``, or at none.

    A page of JSON, with what is to be read for comments, nobody being known as the author of any,
    as ``comments``. Raises ValueError where
    there is no such block.
    """
    paragraphs, listed = document.article.paragraphs, document.comments
    if first == NONE:
        return _page(document, (*paragraphs, *_flat(listed)), (), None)
    if document.source(first) is None or first[0] not in "ac":
        raise ValueError(f"the page has no block {first}")
    at = int(first[1:]) - 1
    if first[0] == "a":
        return _page(document, paragraphs[:at], listed, "\n\n".join(paragraphs[at:]))
    above = (*paragraphs, *_flat(listed[:at]))
    if any(comment.author for comment in listed[at:]):
        return _page(document, above, listed[at:], None)
    return _page(document, above, (), "\n\n".join(comment.text for comment in listed[at:]))


def _opening(document: Document, name: str) -> Span:
    text = document.source(name) or ""
    line = text.split("\n", 1)[0]
    end = min(len(line), _OPENING)
    if end < len(line) and (space := line.rfind(" ", end // 2, end)) > 0:
        end = space
    return Span(name, 0, end, text[:end])


def _flat(comments: Sequence[Comment]) -> list[str]:
    """Comments as paragraphs of an article: who spoke stands over the words."""
    return [text for c in comments for text in (c.author, c.text) if text]


def _page(
    document: Document, paragraphs: Sequence[str], comments: Sequence[Comment], said: str | None
) -> Page:
    article = replace(document.article, paragraphs=tuple(paragraphs))
    return Page(saved.write(article, comments), "application/json", article.url, said)
