"""The nouns of the pipeline: what passes between its steps.

Frozen, slotted dataclasses with tuples; derived values are properties. This file knows no step.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Feed:
    """One answer of a place where a page's comments are kept, unread.

    ``platform`` is the name of the module in ``models/document/platforms`` that asked for it and
    reads it. ``headers`` are lower-case names with values, only those a platform reads.
    """

    platform: str
    url: str
    content: str
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """What came in, unread: decoded text and the media type it was sent as.

    ``comments`` is the comment section where it was given apart from the article. ``headers`` and
    ``feeds`` are known of linked pages only; ``failed`` names the comment sources that did not
    answer, with the reason ("wordpress", "403"). ``thread`` is the address of the discussion about
    this page whose answers stand in ``feeds``, in place of the page's own comments.
    """

    content: str
    media_type: str = "text/plain"
    url: str | None = None
    comments: str | None = None
    headers: tuple[tuple[str, str], ...] = ()
    feeds: tuple[Feed, ...] = ()
    failed: tuple[tuple[str, str], ...] = ()
    thread: str | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """Text that may be quoted: ``text == source[start:end]``, offsets in code points.

    ``source`` is ``"title"``, ``"a3"`` (third paragraph of the article) or ``"c12"`` (the comment
    with that id), both counted from 1.
    """

    source: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Article:
    """What the comments are about; every field may be empty when only comments were pasted."""

    title: str | None = None
    author: str | None = None
    published: str | None = None
    url: str | None = None
    site: str | None = None
    language: str | None = None
    paragraphs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Comment:
    """One post of the comment section.

    ``published`` is ISO 8601 or None; ``date`` is the date as the page shows it ("2 days ago").
    ``parent_id`` is the id of the comment it answers, None at top level or when unknown.
    """

    id: str
    author: str | None
    text: str
    published: str | None = None
    date: str | None = None
    parent_id: str | None = None
    votes: int | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence a digest says about itself: its name and the values that stand in it.

    The words are the reader's language, which is not known here.
    """

    name: str
    values: tuple[tuple[str, int | str], ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A page taken apart: the article and its comments in the order of the page.

    ``unsure`` tells that another split would explain the page about as well. ``notes`` say where
    the comments are from, for pages from the web.
    """

    article: Article
    comments: tuple[Comment, ...] = ()
    unsure: bool = False
    notes: tuple[Note, ...] = ()

    def source(self, name: str) -> str | None:
        """The text a span's ``source`` names, or None where there is no such source."""
        if name == "title":
            return self.article.title
        kind, number = name[:1], name[1:]
        if not (number.isascii() and number.isdigit()) or number.startswith("0"):
            return None
        index = int(number) - 1
        if kind == "a" and index < len(self.article.paragraphs):
            return self.article.paragraphs[index]
        if kind == "c" and index < len(self.comments):
            return self.comments[index].text
        return None


class StanceLabel(StrEnum):
    """A comment's side on a claim; UNCLEAR means that the model abstains."""

    FAVOR = "favor"
    AGAINST = "against"
    NEUTRAL = "neutral"
    UNCLEAR = "unclear"


class ReplyLabel(StrEnum):
    """How a reply meets the comment it answers; UNCLEAR means that the model abstains."""

    AGREE = "agree"
    DISAGREE = "disagree"
    NEUTRAL = "neutral"
    UNCLEAR = "unclear"


class Length(StrEnum):
    """How much of a digest is asked for."""

    GIST = "gist"
    SHORT = "short"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Claim:
    """What people take sides on. ``span`` is None when the user wrote the claim."""

    id: str
    text: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Scores:
    """One probability a label, summing to 1; the label and confidence are derived."""

    favor: float
    against: float
    neutral: float

    @property
    def label(self) -> StanceLabel:
        """The most probable label."""
        best = max(self.favor, self.against, self.neutral)
        if best == self.favor:
            return StanceLabel.FAVOR
        return StanceLabel.AGAINST if best == self.against else StanceLabel.NEUTRAL

    @property
    def confidence(self) -> float:
        """The probability of that label, from 0 to 1."""
        return max(self.favor, self.against, self.neutral)


@dataclass(frozen=True, slots=True)
class ReplyScores:
    """One probability a reply label, summing to 1."""

    agree: float
    disagree: float
    neutral: float


@dataclass(frozen=True, slots=True)
class Stance:
    """The decided side of one comment on one claim; confidence from 0 to 1."""

    comment_id: str
    claim_id: str
    label: StanceLabel
    confidence: float


@dataclass(frozen=True, slots=True)
class Reply:
    """Who answers whom, and how; ``scores`` is None where the reply was not read."""

    comment_id: str
    parent_id: str
    label: ReplyLabel
    confidence: float
    scores: ReplyScores | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """One gist span and up to five points, in reading order; both empty without an article.

    ``minor`` holds the places in ``points`` of those that only a full digest shows.
    """

    gist: Span | None = None
    points: tuple[Span, ...] = ()
    minor: tuple[int, ...] = ()

    def shown(self, length: Length) -> tuple[Span, ...]:
        """The points that a digest of this length shows: none, the weightier ones, or all."""
        if length is Length.GIST:
            return ()
        left_out = () if length is Length.FULL else self.minor
        return tuple(point for at, point in enumerate(self.points) if at not in left_out)


@dataclass(frozen=True, slots=True)
class KeyPoint:
    """A point several comments make, in the words of one; ``people`` counts distinct voices."""

    span: Span
    comment_ids: tuple[str, ...]
    people: int


@dataclass(frozen=True, slots=True)
class Position:
    """One side of one claim: who stands there, what they say, one quote to represent them."""

    claim_id: str
    label: StanceLabel
    people: int
    comment_ids: tuple[str, ...]
    key_points: tuple[KeyPoint, ...] = ()
    quotes: tuple[Span, ...] = ()


class Step(StrEnum):
    """What a digest is at, in this order."""

    READING = "reading"
    LOADING = "loading"
    SUMMARIZING = "summarizing"
    SIDES = "sides"
    REPLIES = "replies"
    GROUPING = "grouping"


@dataclass(frozen=True, slots=True)
class DigestOptions:
    """What the user asked for; ``threshold`` is the confidence under which a side is UNCLEAR.

    ``characters`` bounds the text that is read, where it is less than the operator's limit.
    """

    claim: str | None = None
    length: Length = Length.SHORT
    threshold: float | None = None
    characters: int | None = None


@dataclass(frozen=True, slots=True)
class Digest:
    """The product: everything a view needs, every quoted word a span of ``document``."""

    document: Document
    summary: Summary
    claims: tuple[Claim, ...] = ()
    stances: tuple[Stance, ...] = ()
    replies: tuple[Reply, ...] = ()
    positions: tuple[Position, ...] = ()
    notes: tuple[Note, ...] = ()
    models: Mapping[str, str] = field(default_factory=dict)
