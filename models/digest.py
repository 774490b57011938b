"""The one file that knows the order of the steps from a page to a digest.

The parts are passed in; what a step does is known in its own room.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Protocol

from config.settings import Settings
from models.deadline import Deadline
from models.document.language import detect
from models.document.paste import parse
from models.errors import DocumentError
from models.load import Parts
from models.notes import Coverage, write
from models.positions.grouping import positions
from models.positions.memo import RememberingEmbedder
from models.positions.voices import copies
from models.stance.claims import find
from models.stance.decide import decide
from models.stance.reading import name_reply, people_first, read_replies, read_sides
from models.summary.grounding import check
from models.summary.salience import SalienceSummarizer
from models.types import (
    Claim,
    Comment,
    Digest,
    DigestOptions,
    Document,
    Page,
    ReplyScores,
    Scores,
    Stance,
    StanceLabel,
)

LANGUAGES = frozenset(("en",))
"""The languages that the shipped models read sides in, ISO 639-1."""

_CLAIMS = 3
_TELLING = 200  # characters: on fewer, a few names decide what language a detector hears
# Shares of the time after which a step gives way to the next.
_SIDES_UNTIL, _REPLIES_UNTIL, _MATCHING_UNTIL = 0.7, 0.85, 0.9


class Progress(Protocol):
    """Told which step runs, and how much of it is done where that can be counted."""

    def __call__(self, step: str, done: int = 0, total: int = 0) -> None:
        """Returns at once."""
        ...


def digest(
    page: Page,
    load: Callable[[], Parts],
    options: DigestOptions,
    settings: Settings,
    progress: Progress,
) -> Digest:
    """The digest of one page, every span of it checked against its source.

    ``load`` is called after the page could be read: bad input fails before models are loaded.
    Raises DocumentError, WeightsError or GroundingError.
    """
    deadline = Deadline(settings.time_limit_s)
    progress("reading the page")
    document = _parse(page, settings)
    covered = _covered(document)
    comments = people_first(document.comments, settings.max_pairs if covered else 0)

    progress("loading the models")
    parts = load()
    embedder = RememberingEmbedder(parts.embedder)

    progress("summarizing")
    summary = SalienceSummarizer(embedder).summarize(document.article, options.length)
    claims = _claims(document, options, embedder, settings.max_pairs // max(len(comments), 1))

    sides = [
        read_sides(
            parts.stance,
            claim,
            comments,
            partial(deadline.passed, _SIDES_UNTIL),
            partial(progress, f"reading sides on claim {number} of {len(claims)}"),
        )
        for number, claim in enumerate(claims, 1)
    ]
    replies = read_replies(
        parts.replies,
        comments,
        {comment.id: comment.text for comment in document.comments},
        partial(deadline.passed, _REPLIES_UNTIL),
        partial(progress, "reading replies"),
    )
    threshold = parts.threshold if options.threshold is None else options.threshold
    stances = [
        _decide(document.comments, claim, scores, replies, threshold)
        for claim, scores in zip(claims, sides, strict=True)
    ]

    progress("grouping")
    matcher = None if deadline.passed(_MATCHING_UNTIL) else parts.matcher
    coverage = Coverage(
        read=len(sides[0]) if sides else len(comments),
        copies=sum(own != first for own, first in copies(document.comments).items()),
        covered=covered,
        characters=settings.max_characters,
        cut=max(len(page.content) - settings.max_characters, 0),
    )
    decided = tuple(stance for group in stances for stance in group)
    return check(
        Digest(
            document=document,
            summary=summary,
            claims=claims,
            stances=decided,
            replies=tuple(
                name_reply(comment, replies.get(comment.id))
                for comment in document.comments
                if comment.parent_id is not None
            ),
            positions=tuple(
                position
                for claim, group in zip(claims, stances, strict=True)
                for position in positions(document, claim, group, embedder, matcher)
            ),
            notes=write(document, decided, coverage),
            models=parts.names,
        )
    )


def _parse(page: Page, settings: Settings) -> Document:
    document = parse(page.content[: settings.max_characters], page.url)
    if not (document.article.paragraphs or document.comments):
        raise DocumentError("nothing in this text reads like an article or a comment")
    return document


def _covered(document: Document) -> bool:
    """Whether sides can be read: nothing that is long enough to tell is in another language."""
    said = "\n".join(c.text for c in document.comments)
    spoken = {document.article.language}
    if len(said) >= _TELLING or not document.article.paragraphs:
        spoken.add(detect(said))
    return spoken - {None} <= LANGUAGES


def _claims(
    document: Document, options: DigestOptions, embedder: RememberingEmbedder, affordable: int
) -> tuple[Claim, ...]:
    """The user's claim alone, or the article's own, fewer where there are many comments."""
    if options.claim is not None:
        return (Claim("k1", options.claim),)
    return find(document, embedder, max(1, min(_CLAIMS, affordable)))


def _decide(
    comments: Sequence[Comment],
    claim: Claim,
    scores: Mapping[str, Scores],
    replies: Mapping[str, ReplyScores],
    threshold: float,
) -> list[Stance]:
    """One side for each comment; what was not read stays unclear, whatever its neighbours say."""
    return [
        stance
        if stance.comment_id in scores
        else Stance(stance.comment_id, claim.id, StanceLabel.UNCLEAR, 0.0)
        for stance in decide(comments, claim, scores, replies, threshold)
    ]
