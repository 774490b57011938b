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
from models.document.sentences import sentences
from models.errors import DocumentError
from models.load import Parts
from models.notes import Coverage, write
from models.positions.grouping import positions
from models.positions.memo import RememberingEmbedder
from models.protocols import Summarizer
from models.stance.claims import find
from models.stance.decide import decide
from models.stance.reading import name_reply, people_first, read_replies, read_sides
from models.summary.grounding import check, cut
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
    Span,
    Stance,
    StanceLabel,
)

LANGUAGES = frozenset(("en",))
"""The languages that the shipped models read sides in, ISO 639-1."""

_CLAIMS = 3
_OPENING = 10_000  # characters of a text in which its first sentence is looked for
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
    foreign = _foreign(document)
    comments = people_first(document.comments, 0 if foreign else settings.max_pairs)

    progress("loading the models")
    parts = load()
    embedder = RememberingEmbedder(parts.embedder)

    progress("summarizing")
    summarizer: Summarizer = SalienceSummarizer(embedder)
    summary = summarizer.summarize(document.article, options.length)
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
        read=len(sides[0]) if sides else 0,
        foreign=foreign,
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


def _foreign(document: Document) -> tuple[str, ...]:
    """The languages of the article and the comments that sides cannot be read in."""
    said = "\n".join(c.text for c in document.comments)
    spoken = [document.article.language]
    if len(said) >= _TELLING or not document.article.paragraphs:
        spoken.append(detect(said))
    known = [code for code in spoken if code is not None]
    return tuple(dict.fromkeys(code for code in known if code not in LANGUAGES))


def _claims(
    document: Document, options: DigestOptions, embedder: RememberingEmbedder, affordable: int
) -> tuple[Claim, ...]:
    """The user's claim alone, or the page's own, fewer where there are many comments."""
    if options.claim is not None:
        return (Claim("k1", options.claim),)
    found = find(document, embedder, max(1, min(_CLAIMS, affordable)))
    return found or (_opening(document) if document.comments else ())


def _opening(document: Document) -> tuple[Claim, ...]:
    """The title, or else the first sentence there is: what nobody asserts can still be discussed.

    Empty where no source has any text.
    """
    title = document.article.title or ""
    if title.strip():
        start = len(title) - len(title.lstrip())
        return (_claim(cut(document, "title", start, start + len(title.strip()))),)
    sources = [f"a{number}" for number in range(1, len(document.article.paragraphs) + 1)]
    for source in (*sources, *(comment.id for comment in document.comments)):
        text = document.source(source) or ""
        start = len(text) - len(text.lstrip())
        bounds = sentences(text[start : start + _OPENING], document.article.language)
        if bounds:
            return (_claim(cut(document, source, start + bounds[0][0], start + bounds[0][1])),)
    return ()


def _claim(span: Span) -> Claim:
    return Claim("k1", span.text, span)


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
