"""The sentences a digest says about itself: what was read, what was left out, and why.

Templates only; nothing here quotes the page.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from models.types import Document, Stance, StanceLabel

# The stance model reads about this many words of a comment: its beginning and its end.
LONG_COMMENT_WORDS = 110


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was read of what came in; the counts are comments, except the characters."""

    read: int
    copies: int = 0
    characters: int = 0
    characters_cut: int = 0
    article_cut: bool = False
    reading_language: bool = True


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
    if not coverage.reading_language:
        yield _uncovered(document)
    yield from _folded(document, coverage)
    yield from _cut(document, coverage)


def _counted(total: int, stances: tuple[Stance, ...], coverage: Coverage) -> str:
    first = stances[0].claim_id if stances else None
    unclear = sum(
        stance.claim_id == first and stance.label is StanceLabel.UNCLEAR for stance in stances
    )
    return f"{coverage.read:,} of {total:,} comments read, {unclear:,} unclear."


def _uncovered(document: Document) -> str:
    language = document.article.language
    named = f"this language ({language})" if language else "a language that could not be told"
    return f"The models read sides in English only, not in {named}: every side is unclear."


def _folded(document: Document, coverage: Coverage) -> Iterator[str]:
    if coverage.copies:
        yield f"{_comments(coverage.copies)} nearly the same as another and counted with it."
    authors = [comment.author for comment in document.comments if comment.author]
    again = len(authors) - len(set(authors))
    if again:
        yield f"{_comments(again)} by people who wrote before: each person counts once."


def _cut(document: Document, coverage: Coverage) -> Iterator[str]:
    if coverage.characters_cut:
        yield (
            f"The text was cut after {coverage.characters:,} characters, "
            f"{coverage.characters_cut:,} more were not read."
        )
    if coverage.article_cut:
        yield "The summary covers the beginning of a very long article."
    if coverage.read < len(document.comments):
        yield f"{_comments(len(document.comments) - coverage.read)} not read for a side."
    if any(_is_long(comment.text) for comment in document.comments):
        yield "The sides of long comments were read from their beginning and end."


def _is_long(text: str) -> bool:
    return len(text.split(maxsplit=LONG_COMMENT_WORDS)) > LONG_COMMENT_WORDS


def _comments(count: int) -> str:
    return "1 comment was" if count == 1 else f"{count:,} comments were"
