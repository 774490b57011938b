"""A digest as styled text for a terminal or a pipe: what is said, who stands where, who answers.

A pure function of the digest, the length asked for and the width; outside text is made visible.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from rich.text import Text

from bot.views.escape import visible
from bot.views.layout import Page, bar
from bot.views.outline import noted
from bot.views.parts import by_model
from bot.words import Words
from models.types import (
    Claim,
    Comment,
    Digest,
    KeyPoint,
    Length,
    Position,
    Reply,
    ReplyLabel,
    Span,
    StanceLabel,
)

_SIDES = {
    StanceLabel.FAVOR: ("For", "green"),
    StanceLabel.AGAINST: ("Against", "red"),
    StanceLabel.NEUTRAL: ("Neutral", "yellow"),
    StanceLabel.UNCLEAR: ("Unclear", "dim"),
}
_ANSWERS = {
    ReplyLabel.AGREE: ("agrees", "green"),
    ReplyLabel.DISAGREE: ("disagrees", "red"),
    ReplyLabel.NEUTRAL: ("neither agrees nor disagrees", "yellow"),
    ReplyLabel.UNCLEAR: ("unclear", "dim"),
}
_PERCENT_FROM = 20
_LABEL_CELLS = 9


@dataclass(frozen=True, slots=True)
class _Depth:
    """How much is shown; characters limit one quotation, which is then cut with a mark."""

    points: int
    claims: int
    key_points: int
    quotes: int
    replies: int
    marks: int
    comments: int
    characters: int


_DEPTHS = {
    Length.GIST: _Depth(0, 1, 0, 0, 0, 0, 0, 240),
    Length.SHORT: _Depth(3, 3, 3, 1, 8, 8, 0, 320),
    Length.FULL: _Depth(99, 99, 99, 3, 500, 40, 500, 1200),
}


def render(digest: Digest, length: Length, width: int, say: Words) -> Text:
    """The whole digest, at most ``width`` cells a line where words allow it."""
    page, depth = Page(width), _DEPTHS[length]
    _add_title(page, digest)
    _add_summary(page, digest, depth)
    if digest.document.comments:
        for number, claim in enumerate(digest.claims[: depth.claims]):
            _add_claim(page, digest, claim, number, depth)
        _add_replies(page, digest, depth)
        _add_comments(page, digest, depth)
    _add_notes(page, digest, say)
    return page.text()


def _add_title(page: Page, digest: Digest) -> None:
    article = digest.document.article
    untitled = "An article without a title" if article.paragraphs else "Comments without an article"
    page.add((visible(article.title or "") or untitled, "bold"))
    facts = [f"By {visible(article.author)}"] if article.author else []
    facts += [_date(article.published)] if article.published else []
    facts += [visible(article.site)] if article.site else []
    if facts:
        page.add((" · ".join(facts), "dim"))


def _add_summary(page: Page, digest: Digest, depth: _Depth) -> None:
    summary = digest.summary
    if summary.gist is None:
        return
    page.heading("In one sentence")
    _add_quote(page, summary.gist, depth, style="bold")
    points = summary.points[: depth.points]
    if points:
        page.heading("Points")
        for point in points:
            _add_quote(page, point, depth, mark="• ")


def _add_claim(page: Page, digest: Digest, claim: Claim, number: int, depth: _Depth) -> None:
    page.heading(_claim_title(digest.claims, claim, number))
    if claim.span:
        _add_quote(page, claim.span, depth, style="italic")
    else:
        page.add((visible(claim.text), "italic"), indent=2)
    positions = [position for position in digest.positions if position.claim_id == claim.id]
    people = sum(position.people for position in positions)
    if not people:
        return
    page.gap()
    _add_bars(page, positions, people)
    for position in positions:
        if position.label in (StanceLabel.FAVOR, StanceLabel.AGAINST):
            _add_position(page, digest, position, depth)


def _claim_title(claims: Sequence[Claim], claim: Claim, number: int) -> str:
    if claim.span is None:
        return "Your claim"
    first = next(at for at, other in enumerate(claims) if other.span is not None)
    return "The thesis" if number == first else "Also disputed"


def _add_bars(page: Page, positions: Sequence[Position], people: int) -> None:
    counts = {position.label: position.people for position in positions}
    cells = max(min(page.width - _LABEL_CELLS - 24, 36), 8)
    for label, (name, style) in _SIDES.items():
        count = counts.get(label, 0)
        if not count and label not in (StanceLabel.FAVOR, StanceLabel.AGAINST):
            continue
        page.add(
            name.ljust(_LABEL_CELLS),
            (bar(count, people, cells), style),
            f" {_of(count, people)}",
            indent=2,
        )


def _of(count: int, people: int) -> str:
    """A count as "3 of 7"; a share in percent only where it is not made of a handful of people."""
    counted = f"{count} of {people}"
    if people < _PERCENT_FROM:
        return counted
    return f"{counted} ({100 * count / people:.0f} %)"


def _add_position(page: Page, digest: Digest, position: Position, depth: _Depth) -> None:
    if not (depth.key_points or depth.quotes):
        return
    name, style = _SIDES[position.label]
    page.gap()
    people = _people(position.people) if position.people else "people counted elsewhere"
    marks = _marks(position.comment_ids, depth.marks)
    page.add((name, f"bold {style}"), f" — {people}  ", (marks, "dim"), indent=2)
    points = position.key_points[: depth.key_points]
    for point in points:
        _add_key_point(page, digest, point, position, depth)
    shown = {point.span for point in points}
    for quote in [quote for quote in position.quotes if quote not in shown][: depth.quotes]:
        page.add(f"“{_shortened(quote.text, depth.characters)}”", indent=4)
        page.add((f"— {_named(digest, quote.source)}", "dim"), indent=4)


def _add_key_point(
    page: Page, digest: Digest, point: KeyPoint, position: Position, depth: _Depth
) -> None:
    alone = len(point.comment_ids) == 1
    # A person who also wrote for another side may be counted there.
    of = f" of {position.people}" if point.people <= position.people else ""
    marks = _named(digest, point.span.source) if alone else _marks(point.comment_ids, depth.marks)
    page.add(
        _shortened(point.span.text, depth.characters),
        (f"  {point.people}{of} · {marks}", "dim"),
        indent=4,
        mark="• ",
    )


def _add_quote(
    page: Page,
    span: Span,
    depth: _Depth,
    *,
    mark: str = "",
    style: str = "",
) -> None:
    quoted = _shortened(span.text, depth.characters)
    page.add((quoted, style), (f"  {_place(span.source)}", "dim"), indent=2, mark=mark)


def _add_replies(page: Page, digest: Digest, depth: _Depth) -> None:
    shown = digest.replies[: depth.replies]
    if not shown:
        return
    page.heading("Who answers whom")
    for reply in shown:
        _add_reply(page, digest, reply)
    left = len(digest.replies) - len(shown)
    if left:
        page.add((f"and {left} more", "dim"), indent=2)


def _add_reply(page: Page, digest: Digest, reply: Reply) -> None:
    words, style = _ANSWERS[reply.label]
    who = f"{_named(digest, reply.comment_id)} → {_named(digest, reply.parent_id)}: "
    page.add(who, (words, style), indent=2)


def _add_comments(page: Page, digest: Digest, depth: _Depth) -> None:
    comments = digest.document.comments
    shown = comments[: depth.comments]
    if not shown:
        return
    page.heading("Every comment")
    claim_id = digest.claims[0].id if digest.claims else None
    sides = {s.comment_id: s.label for s in digest.stances if s.claim_id == claim_id}
    for comment in shown:
        _add_comment(page, comment, sides.get(comment.id))
    if len(comments) > len(shown):
        page.add((f"and {len(comments) - len(shown)} more", "dim"), indent=2)


def _add_comment(page: Page, comment: Comment, side: StanceLabel | None) -> None:
    facts = [visible(comment.author or "no name")]
    when = _date(comment.published) if comment.published else visible(comment.date or "")
    facts += [when] if when else []
    name, style = _SIDES[side] if side else ("", "")
    page.add((f"{_place(comment.id)} ", "dim"), " · ".join(facts), "  ", (name, style), indent=2)
    page.add(_shortened(comment.text, 160), indent=4)


def _add_notes(page: Page, digest: Digest, say: Words) -> None:
    page.heading("Notes")
    for sentence in noted(digest, say):
        page.add((visible(sentence), "dim"), indent=2, mark="· ")
    if digest.models:
        page.add((f"Models: {visible(_models(digest))}.", "dim"), indent=2, mark="· ")


def _models(digest: Digest) -> str:
    """Each model with the parts it plays: "crossencoder (stance, replies)"."""
    return ", ".join(f"{name} ({parts})" for name, parts in by_model(digest.models).items())


def _place(source: str) -> str:
    """Where to look: ¶3 for "a3", #12 for "c12"."""
    if source == "title":
        return "title"
    return ("¶" if source.startswith("a") else "#") + source[1:]


def _named(digest: Digest, comment_id: str) -> str:
    """Who wrote a comment, as "#2 Ada", or the number alone where no author is known."""
    index = int(comment_id[1:]) - 1
    author = visible(digest.document.comments[index].author or "")
    return f"{_place(comment_id)} {_shortened(author, 40)}".rstrip()


def _marks(comment_ids: Sequence[str], limit: int) -> str:
    shown = " ".join(_place(comment_id) for comment_id in comment_ids[:limit])
    left = len(comment_ids) - limit
    return f"{shown} and {left} more" if limit and left > 0 else shown


def _date(iso: str) -> str:
    """An ISO date as "21 November 2022", with the time where one is known."""
    try:
        moment = datetime.fromisoformat(iso)
    except ValueError:
        return visible(iso)
    day = f"{moment.day} {moment:%B %Y}"
    return f"{day}, {moment:%H:%M}" if len(iso) > len("2022-11-21") else day


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count} people"


def _shortened(text: str, limit: int) -> str:
    """Outside text made visible, cut after a word with an ellipsis where it is over ``limit``."""
    shown = visible(text[: 4 * limit])
    if len(shown) <= limit:
        return shown
    head = shown[:limit]
    return (head.rpartition(" ")[0] or head).rstrip(" ,;:—-") + " …"
