"""Digests of any size for tests of views, with outside text that is easy to find again."""

from collections.abc import Mapping

from models.types import (
    Article,
    Claim,
    Comment,
    Digest,
    Document,
    KeyPoint,
    Position,
    Reply,
    ReplyLabel,
    Span,
    Stance,
    StanceLabel,
    Summary,
)

SIDES = tuple(StanceLabel)


def whole(source: str, text: str) -> Span:
    """A span over all of ``text``."""
    return Span(source, 0, len(text), text)


def counted(*claims: Mapping[StanceLabel, int] | tuple[int, int, int, int]) -> Digest:
    """A digest of claims with these people for, against, neutral and unclear, and no comments."""
    paragraph = "The town should keep its Saturday market."
    span = whole("a1", paragraph)
    return Digest(
        document=Document(Article("A market", "Mara Quill", paragraphs=(paragraph,))),
        summary=Summary(span),
        claims=tuple(Claim(f"k{n}", paragraph, span) for n in range(1, len(claims) + 1)),
        positions=tuple(
            Position(f"k{number}", label, people, ())
            for number, counts in enumerate(claims, 1)
            for label, people in zip(SIDES, counts, strict=True)
            if people
        ),
    )


def written(texts: tuple[str, ...], title: str = "A market", author: str = "Ada") -> Digest:
    """A digest of one claim whose comments are ``texts``, their sides in turn, each a reply."""
    paragraphs = ("The town should keep its Saturday market.", texts[0] if texts else "Yes.")
    thesis = whole("a1", paragraphs[0])
    comments = tuple(
        Comment(f"c{n}", author, text, "2025-05-02T09:00", None, f"c{n - 1}" if n > 1 else None)
        for n, text in enumerate(texts, 1)
    )
    sides = {comment.id: SIDES[n % 4] for n, comment in enumerate(comments)}
    return Digest(
        document=Document(
            Article(
                title, "Mara Quill", "2025-05-01", "https://example.org/a", None, "en", paragraphs
            ),
            comments,
        ),
        summary=Summary(thesis, (whole("a2", paragraphs[1]),)),
        claims=(Claim("k1", thesis.text, thesis), Claim("k2", "Markets are good")),
        stances=tuple(Stance(c.id, "k1", sides[c.id], 0.9) for c in comments),
        replies=tuple(
            Reply(c.id, c.parent_id, ReplyLabel.DISAGREE, 0.9) for c in comments if c.parent_id
        ),
        positions=tuple(
            _position(label, [c for c in comments if sides[c.id] is label]) for label in SIDES
        ),
        models={"stance": "small", "replies": "small", "embedder": "other"},
    )


def _position(label: StanceLabel, comments: list[Comment]) -> Position:
    ids = tuple(comment.id for comment in comments)
    spans = [whole(comment.id, comment.text) for comment in comments]
    points = tuple(KeyPoint(span, ids, len(ids)) for span in spans[:2])
    return Position("k1", label, len(ids), ids, points, tuple(spans[2:4]))
