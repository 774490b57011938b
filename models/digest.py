"""The one file that knows the order of the steps from a page to a digest.

The parts are passed in; what a step does is known in its own room.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Protocol

from config.settings import Limits
from models.deadline import Deadline
from models.document.language import detect
from models.document.read import read_within
from models.document.sentences import sentences
from models.errors import DocumentError
from models.load import Parts
from models.notes import Coverage, rewrite, write
from models.positions.grouping import positions
from models.positions.memo import RememberingEmbedder
from models.protocols import Matcher, Summarizer
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
    Position,
    ReplyScores,
    Scores,
    Span,
    Stance,
    StanceLabel,
    Step,
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

    def __call__(self, step: Step, done: int = 0, total: int = 0) -> None:
        """Returns at once; what it raises ends the digest."""
        ...


def digest(
    page: Page,
    load: Callable[[], Parts],
    options: DigestOptions,
    limits: Limits,
    progress: Progress,
) -> Digest:
    """The digest of one page, every span of it checked against its source.

    ``load`` is called after the page could be read: bad input fails before models are loaded.
    Raises DocumentError, WeightsError or GroundingError.
    """
    deadline = Deadline(limits.time_limit_s)
    progress(Step.READING)
    most = min(limits.max_characters, options.characters or limits.max_characters)
    document, left_out = _read(page, most)
    foreign = _foreign(document)
    comments = people_first(document.comments, 0 if foreign else limits.max_pairs)

    progress(Step.LOADING)
    parts = load()
    embedder = RememberingEmbedder(parts.embedder)

    progress(Step.SUMMARIZING)
    summarizer: Summarizer = SalienceSummarizer(embedder)
    summary = summarizer.summarize(document.article, options.length)
    claims = _claims(document, options, embedder, limits.max_pairs // max(len(comments), 1))

    scores = _read_sides(parts, claims, comments, deadline, progress)
    replies = read_replies(
        parts.replies,
        comments,
        {comment.id: comment.text for comment in document.comments},
        partial(deadline.passed, _REPLIES_UNTIL),
        partial(progress, Step.REPLIES),
    )
    sides = _decide(document.comments, claims, scores, replies, _threshold(parts, options, limits))

    progress(Step.GROUPING)
    matcher = None if deadline.passed(_MATCHING_UNTIL) else parts.matcher
    coverage = Coverage(
        read=len(scores[0]) if scores else 0,
        foreign=foreign,
        characters=most,
        cut=left_out,
    )
    return check(
        Digest(
            document=document,
            summary=summary,
            claims=claims,
            stances=sides,
            replies=tuple(
                name_reply(comment, replies.get(comment.id))
                for comment in document.comments
                if comment.parent_id is not None
            ),
            positions=_group(document, claims, sides, embedder, matcher),
            notes=(*write(document, sides, coverage), *document.notes),
            models=parts.names,
        )
    )


def ask(
    known: Digest,
    load: Callable[[], Parts],
    options: DigestOptions,
    limits: Limits,
    progress: Progress,
) -> Digest:
    """``known`` with ``options.claim`` in the place of its claims; only sides are read again.

    The summary stays, whatever its length, and so do the replies. Raises ValueError where no
    claim is asked, and what ``digest`` raises.
    """
    if options.claim is None:
        raise ValueError("there is no claim to ask")
    deadline = Deadline(limits.time_limit_s)
    progress(Step.LOADING)
    parts = load()
    document = known.document
    foreign = _foreign(document)
    comments = people_first(document.comments, 0 if foreign else limits.max_pairs)
    claims = (Claim("k1", options.claim),)

    scores = _read_sides(parts, claims, comments, deadline, progress)
    replies = {r.comment_id: r.scores for r in known.replies if r.scores is not None}
    sides = _decide(document.comments, claims, scores, replies, _threshold(parts, options, limits))

    progress(Step.GROUPING)
    matcher = None if deadline.passed(_MATCHING_UNTIL) else parts.matcher
    return check(
        replace(
            known,
            claims=claims,
            stances=sides,
            positions=_group(document, claims, sides, RememberingEmbedder(parts.embedder), matcher),
            notes=rewrite(known.notes, document, sides, Coverage(len(scores[0]), foreign)),
            models=parts.names,
        )
    )


def _read(page: Page, most: int) -> tuple[Document, int]:
    document, left_out = read_within(page, most)
    if not (document.article.paragraphs or document.comments):
        raise DocumentError(
            "Nothing in this text reads like an article or a comment.", "no_document"
        )
    return document, left_out


def _threshold(parts: Parts, options: DigestOptions, limits: Limits) -> float:
    """The asker's, or the operator's, or the model's own."""
    chosen = limits.threshold if options.threshold is None else options.threshold
    return parts.threshold if chosen is None else chosen


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


def _read_sides(
    parts: Parts,
    claims: Sequence[Claim],
    comments: Sequence[Comment],
    deadline: Deadline,
    progress: Progress,
) -> list[dict[str, Scores]]:
    """Scores by comment id for each claim; progress counts comments."""

    def report(before: int, done: int, _: int) -> None:
        progress(Step.SIDES, (before + done) // len(claims), len(comments))

    return [
        read_sides(
            parts.stance,
            claim,
            comments,
            partial(deadline.passed, _SIDES_UNTIL),
            partial(report, number * len(comments)),
        )
        for number, claim in enumerate(claims)
    ]


def _decide(
    comments: Sequence[Comment],
    claims: Sequence[Claim],
    scores: Sequence[Mapping[str, Scores]],
    replies: Mapping[str, ReplyScores],
    threshold: float,
) -> tuple[Stance, ...]:
    """One side a claim and comment; what was not read is unclear, whatever its neighbours say."""
    return tuple(
        stance
        if stance.comment_id in read
        else Stance(stance.comment_id, claim.id, StanceLabel.UNCLEAR, 0.0)
        for claim, read in zip(claims, scores, strict=True)
        for stance in decide(comments, claim, read, replies, threshold)
    )


def _group(
    document: Document,
    claims: Sequence[Claim],
    sides: Sequence[Stance],
    embedder: RememberingEmbedder,
    matcher: Matcher | None,
) -> tuple[Position, ...]:
    return tuple(
        position
        for claim in claims
        for position in positions(document, claim, sides, embedder, matcher)
    )
