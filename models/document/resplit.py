"""Where the comments of a document could begin instead, and the page that says they begin there.

It knows the document only: the page it gives lists what is known, so that nothing is lost.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from models.document import chrome, saved
from models.document.names import name_score
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

    Where there are none, those that look like the start of a comment, and the last ones.
    """
    count = len(document.article.paragraphs)
    above = [f"a{n}" for n in range(1, count + 1)]
    below = [comment.id for comment in document.comments]
    if not below:
        chosen = _likely(document, above, most)
    else:
        room = max(most // 2, most - len(below))
        near = above[-room:]
        chosen = near + below[: most - len(near)]
    return tuple(Block(name, _opening(document, name)) for name in chosen)


def resplit(document: Document, first: str) -> Page:
    """The page of ``document`` with its comments beginning at the block ``first``, or at none.

    A page of JSON, with what is to be read for comments as ``comments``. Raises ValueError where
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
    return _page(document, (*paragraphs, *_flat(listed[:at])), listed[at:], None)


def _likely(document: Document, names: Sequence[str], most: int) -> list[str]:
    """Of too many paragraphs those after a heading or that are short as a name, then the last."""
    if len(names) <= most:
        return list(names)
    texts = document.article.paragraphs
    starts = [
        name
        for at, name in enumerate(names)
        if at and (name_score(texts[at]) >= 0.8 or chrome.is_heading(texts[at - 1]))
    ]
    chosen = set(starts[: most // 2])
    chosen.update([n for n in reversed(names) if n not in chosen][: most - len(chosen)])
    return [name for name in names if name in chosen]


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
