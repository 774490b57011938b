"""What a digest says about itself: what was read, what was left out, and why.

Names and values only; the words are the reader's language, and nothing here quotes the page.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from models.positions.voices import copies, voices
from models.types import Document, Note, Stance, StanceLabel

# The stance model reads about this many words of a comment: its beginning and its end.
LONG_COMMENT_WORDS = 110

_OF_SIDES = frozenset(
    {
        *("counted", "no_comments", "no_article", "foreign", "folded", "again"),
        *("not_all_read", "long_comments"),
    }
)


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


def write(document: Document, stances: tuple[Stance, ...], coverage: Coverage) -> tuple[Note, ...]:
    """The notes, the most important first; the sides counted are those on the first claim.

    ``counted`` (read, total, unclear) or ``no_comments``, then ``no_article``, ``foreign`` (count,
    languages), ``folded`` (count), ``again`` (count), ``cut`` (characters, left), ``not_all_read``,
    ``long_comments``; all but the first where they are so.
    """
    return tuple(_notes(document, stances, coverage))


def rewrite(
    notes: tuple[Note, ...],
    document: Document,
    stances: tuple[Stance, ...],
    coverage: Coverage,
) -> tuple[Note, ...]:
    """The notes after other sides were read; what ``notes`` say of the page itself is kept.

    That is what was cut, and what others noted when the page came in.
    """
    kept = (note for note in notes if note.name not in _OF_SIDES)
    return (*write(document, stances, coverage), *kept)


def _notes(document: Document, stances: tuple[Stance, ...], coverage: Coverage) -> Iterator[Note]:
    comments = document.comments
    yield _counted(len(comments), stances, coverage) if comments else Note("no_comments")
    if not document.article.paragraphs:
        yield Note("no_article")
    if coverage.foreign:
        languages = ", ".join(coverage.foreign)
        yield Note("foreign", (("count", len(coverage.foreign)), ("languages", languages)))
    yield from _folded(document)
    yield from _cut(document, coverage)


def _counted(total: int, stances: tuple[Stance, ...], coverage: Coverage) -> Note:
    first = stances[0].claim_id if stances else None
    unclear = sum(
        stance.claim_id == first and stance.label is StanceLabel.UNCLEAR for stance in stances
    )
    return Note("counted", (("read", coverage.read), ("total", total), ("unclear", unclear)))


def _folded(document: Document) -> Iterator[Note]:
    comments = document.comments
    copied = sum(own != first for own, first in copies(comments).items())
    if copied:
        yield Note("folded", (("count", copied),))
    # A copy has the voice of what it copies, so it is never the first of a voice.
    again = len(comments) - len(set(voices(comments).values())) - copied
    if again:
        yield Note("again", (("count", again),))


def _cut(document: Document, coverage: Coverage) -> Iterator[Note]:
    if coverage.cut:
        yield Note("cut", (("characters", coverage.characters), ("left", coverage.cut)))
    if coverage.foreign:
        return
    if coverage.read < len(document.comments):
        yield Note("not_all_read")
    if any(_is_long(comment.text) for comment in document.comments):
        yield Note("long_comments")


def _is_long(text: str) -> bool:
    return len(text.split(maxsplit=LONG_COMMENT_WORDS)) > LONG_COMMENT_WORDS
