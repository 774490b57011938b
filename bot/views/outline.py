"""A whole digest in the order of a document, in the reader's words: what every export shows.

Outside text is cleaned of what hides and put on one line here; a format escapes it by itself.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.views.hidden import cleaned
from bot.words import Words
from models.types import (
    Article,
    Claim,
    Comment,
    Digest,
    KeyPoint,
    Position,
    Span,
    StanceLabel,
)

PERCENT_FROM = 20
"""People from which a share is also given in percent: of fewer it says more than it knows."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of the source; ``anchor`` is ``"a3"``, ``"c12"``, ``"title"``, or empty for none."""

    text: str
    anchor: str = ""
    author: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """How many people stand on one side; ``share`` is from 0 to 1."""

    label: StanceLabel
    word: str
    counted: str
    share: float


@dataclass(frozen=True, slots=True)
class Point:
    """A key point, how many make it, and the comments that do."""

    quote: Quote
    people: str
    comment_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One position: its word, its people, what they say."""

    label: StanceLabel
    word: str
    people: str
    points: tuple[Point, ...]
    quotes: tuple[Quote, ...]
    comment_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """One claim with everybody's side on it."""

    name: str
    quote: Quote
    bars: tuple[Bar, ...]
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """Who answers whom, and how; authors may be empty."""

    comment_id: str
    author: str
    parent_id: str
    parent: str
    word: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One comment as its lines; ``sides`` are pairs of a claim's name and a side's word."""

    id: str
    author: str
    date: str
    lines: tuple[str, ...]
    sides: tuple[tuple[str, str], ...]
    parent_id: str | None


@dataclass(frozen=True, slots=True)
class Outline:
    """Everything an export shows, top to bottom."""

    title: str
    byline: str
    url: str | None
    language: str
    gist: Quote | None
    points: tuple[Quote, ...]
    topics: tuple[Topic, ...]
    answers: tuple[Answer, ...]
    entries: tuple[Entry, ...]
    paragraphs: tuple[str, ...]
    notes: tuple[str, ...]
    models: str


def outline(digest: Digest, say: Words) -> Outline:
    """The whole digest, nothing left out; linear in its comments, sides and replies."""
    article, summary = digest.document.article, digest.summary
    authors = {comment.id: cleaned(comment.author or "") for comment in digest.document.comments}
    names = claim_names(digest.claims, say)
    return Outline(
        title=_title(article, say),
        byline=_byline(article, say),
        url=safe_url(article.url),
        language=article.language or "",
        gist=_quote(summary.gist, authors) if summary.gist else None,
        points=tuple(_quote(point, authors) for point in summary.points),
        topics=tuple(
            _topic(claim, name, digest.positions, authors, say)
            for claim, name in zip(digest.claims, names, strict=True)
        ),
        answers=tuple(
            Answer(
                reply.comment_id,
                authors.get(reply.comment_id, ""),
                reply.parent_id,
                authors.get(reply.parent_id, ""),
                say(f"export.{reply.label}"),
            )
            for reply in digest.replies
        ),
        entries=tuple(_entries(digest, names, say)),
        paragraphs=tuple(cleaned(paragraph) for paragraph in article.paragraphs),
        notes=tuple(map(cleaned, noted(digest, say))),
        models=_models(digest),
    )


def claim_names(claims: Sequence[Claim], say: Words) -> tuple[str, ...]:
    """What each claim is called: the thesis, "Claim 2", or the claim that somebody asked."""
    found = [claim for claim in claims if claim.span is not None]
    return tuple(_claim_name(claim, found, say) for claim in claims)


def safe_url(url: str | None) -> str | None:
    """The address where a browser may open it: http or https, and no character that ends a link."""
    if url is None or not url.lower().startswith(("http://", "https://")):
        return None
    if any(char.isspace() or not char.isprintable() or char in "<>\"'`\\" for char in url):
        return None
    return url


def noted(digest: Digest, say: Words) -> Iterator[str]:
    """The notes there are words for; a kept digest may carry one of an older version."""
    for note in digest.notes:
        if f"note.{note.name}" in say:
            yield say(f"note.{note.name}", **dict(note.values))


def mark(anchor: str, say: Words) -> str:
    """Where to look: ¶3 for "a3", #12 for "c12"."""
    if anchor == "title":
        return say("export.title_mark")
    return ("¶" if anchor.startswith("a") else "#") + anchor[1:]


def _claim_name(claim: Claim, found: Sequence[Claim], say: Words) -> str:
    if claim.span is None:
        return say("chart.asked")
    number = found.index(claim) + 1
    return say("chart.thesis") if number == 1 else say("chart.claim", number=number)


def _title(article: Article, say: Words) -> str:
    untitled = "export.untitled" if article.paragraphs else "export.comments_only"
    return cleaned(article.title or "") or say(untitled)


def _byline(article: Article, say: Words) -> str:
    facts = [say("export.by", author=cleaned(article.author))] if article.author else []
    facts += [cleaned(say.date(article.published))] if article.published else []
    facts += [cleaned(article.site)] if article.site else []
    return " · ".join(facts)


def _quote(span: Span, authors: dict[str, str]) -> Quote:
    return Quote(cleaned(span.text), span.source, authors.get(span.source, ""))


def _topic(
    claim: Claim, name: str, positions: Sequence[Position], authors: dict[str, str], say: Words
) -> Topic:
    own = [position for position in positions if position.claim_id == claim.id]
    return Topic(
        name=name,
        quote=_quote(claim.span, authors) if claim.span else Quote(cleaned(claim.text)),
        bars=tuple(_bars(own, say)),
        sides=tuple(_side(position, authors, say) for position in own),
    )


def _bars(positions: Sequence[Position], say: Words) -> Iterator[Bar]:
    """One bar a side, for and against always, so that nobody's absence is hidden."""
    counts = people(positions)
    total = sum(counts.values())
    for label, count in counts.items():
        if total and (count or label in (StanceLabel.FAVOR, StanceLabel.AGAINST)):
            counted = say("export.of", count=count, total=total)
            if total >= PERCENT_FROM:
                counted += f" ({say.percent(count / total)})"
            yield Bar(label, say(f"chart.{label}"), counted, count / total)


def people(positions: Sequence[Position]) -> dict[StanceLabel, int]:
    """The people on each side of one claim, in the order of the labels."""
    counts = dict.fromkeys(StanceLabel, 0)
    for position in positions:
        counts[position.label] += position.people
    return counts


def _side(position: Position, authors: dict[str, str], say: Words) -> Side:
    return Side(
        label=position.label,
        word=say(f"chart.{position.label}"),
        people=say("people", count=position.people) if position.people else say("export.elsewhere"),
        points=tuple(_point(point, authors, say) for point in position.key_points),
        quotes=tuple(_quote(quote, authors) for quote in position.quotes),
        comment_ids=position.comment_ids,
    )


def _point(point: KeyPoint, authors: dict[str, str], say: Words) -> Point:
    return Point(_quote(point.span, authors), say("people", count=point.people), point.comment_ids)


def _entries(digest: Digest, names: Sequence[str], say: Words) -> Iterator[Entry]:
    sides: dict[str, list[tuple[str, str]]] = {}
    called = {claim.id: name for claim, name in zip(digest.claims, names, strict=True)}
    words = {label: say(f"chart.{label}") for label in StanceLabel}
    for stance in digest.stances:
        if stance.claim_id in called:
            side = (called[stance.claim_id], words[stance.label])
            sides.setdefault(stance.comment_id, []).append(side)
    for comment in digest.document.comments:
        yield _entry(comment, tuple(sides.get(comment.id, ())), say)


def _entry(comment: Comment, sides: tuple[tuple[str, str], ...], say: Words) -> Entry:
    when = say.date(comment.published) if comment.published else comment.date or ""
    lines = (cleaned(line) for line in comment.text.splitlines())
    return Entry(
        id=comment.id,
        author=cleaned(comment.author or ""),
        date=cleaned(when),
        lines=tuple(line for line in lines if line),
        sides=sides,
        parent_id=comment.parent_id,
    )


def _models(digest: Digest) -> str:
    """Each model once; the parts that they play are words of the code, which the JSON has."""
    return ", ".join(dict.fromkeys(cleaned(name) for name in digest.models.values()))
