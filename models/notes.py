"""The sentences a digest says about itself: what was read, what was left out, and why.

Templates only; nothing here quotes the page.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from models.positions.voices import copies, voices
from models.types import Document, Stance, StanceLabel

# The stance model reads about this many words of a comment: its beginning and its end.
LONG_COMMENT_WORDS = 110


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was read of what came in.

    ``read`` counts comments; ``foreign`` holds the languages (ISO 639-1) that sides cannot be
    read in; the text was cut after ``characters``, and ``cut`` more were left.
    """

    read: int
    foreign: tuple[str, ...] = ()
    characters: int = 0
    cut: int = 0


def write(document: Document, stances: tuple[Stance, ...], coverage: Coverage) -> tuple[str, ...]:
    """The notes, the most important first; the sides counted are those on the first claim."""
    return tuple(_notes(document, stances, coverage))


def _notes(document: Document, stances: tuple[Stance, ...], coverage: Coverage) -> Iterator[str]:
    comments = document.comments
    if comments:
        yield _counted(len(comments), stances, coverage)
    else:
        yield "No comments were found."
    if not document.article.paragraphs:
        yield "No article was found, so there is nothing to summarize."
    if coverage.foreign:
        yield _uncovered(coverage.foreign)
    yield from _folded(document)
    yield from _cut(document, coverage)


def _counted(total: int, stances: tuple[Stance, ...], coverage: Coverage) -> str:
    first = stances[0].claim_id if stances else None
    unclear = sum(
        stance.claim_id == first and stance.label is StanceLabel.UNCLEAR for stance in stances
    )
    return f"{coverage.read:,} of {total:,} comments read, {unclear:,} unclear."


def _uncovered(foreign: tuple[str, ...]) -> str:
    named = f"{'this language' if len(foreign) == 1 else 'these languages'} ({', '.join(foreign)})"
    return f"The models read sides in English only, not in {named}: every side is unclear."


def _folded(document: Document) -> Iterator[str]:
    comments = document.comments
    copied = sum(own != first for own, first in copies(comments).items())
    if copied:
        yield f"{_comments(copied)} nearly the same as an earlier one: both count once."
    # A copy has the voice of what it copies, so it is never the first of a voice.
    again = len(comments) - len(set(voices(comments).values())) - copied
    if again:
        yield f"{_comments(again)} by somebody who wrote before: each person counts once."


def _cut(document: Document, coverage: Coverage) -> Iterator[str]:
    if coverage.cut:
        yield (
            f"The text was cut after {coverage.characters:,} characters; "
            f"{coverage.cut:,} more were not read."
        )
    if coverage.read < len(document.comments) and not coverage.foreign:
        yield "Not every comment was read for a side: everybody's first one went before others."
    if not coverage.foreign and any(_is_long(comment.text) for comment in document.comments):
        yield "The sides of long comments were read from their beginning and end."


def _is_long(text: str) -> bool:
    return len(text.split(maxsplit=LONG_COMMENT_WORDS)) > LONG_COMMENT_WORDS


def _comments(count: int) -> str:
    return "1 comment was" if count == 1 else f"{count:,} comments were"
