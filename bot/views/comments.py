"""The comments behind one position, a few a page, whole where they fit.

Knows the digest and what fits in a message; who may see it is decided before.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from bot.views.card import MAX_CHARACTERS, Block, Button, Card, Row, Rule, Text, units
from bot.views.escape import inert, plain
from bot.views.look import Look
from bot.views.outline import claim_names, mark
from bot.views.press import Action, Press
from bot.views.tally import SQUARES
from models.document.sentences import sentences
from models.types import Claim, Comment, Digest, Position, StanceLabel

PAGE = 5
"""Comments on one page."""

_COLOUR = 0x4F6D8F
_NAME = 40  # characters of an author or a date
_CLAIM = 600  # UTF-16 units of a claim that is shown above its comments
_LINE = 120  # UTF-16 units kept for the line under a comment that is not shown whole


def comments_card(digest: Digest, claim_id: str, label: StanceLabel, page: int, look: Look) -> Card:
    """Page ``page`` (from 0, clamped) of the comments on one side of one claim.

    A comment that does not fit is shown up to the end of a sentence, and what is missing is
    counted. Takes time in proportion to what one page holds, finding the position apart.
    """
    claim = next((claim for claim in digest.claims if claim.id == claim_id), None)
    position = next(
        (p for p in digest.positions if p.claim_id == claim_id and p.label is label), None
    )
    if claim is None or position is None or not position.comment_ids:
        return Card((Text(look.say("comments.none")),), colour=_COLOUR)
    last = (len(position.comment_ids) - 1) // PAGE
    page = min(max(page, 0), last)
    shown = _shown(digest, position, page)
    heads = [_head(digest, comment, look) for comment in shown]
    top = _top(digest, claim, position, page, look)
    used = units(top) + sum(units(head) + len("\n> ") for head in heads)
    texts = _texts(shown, digest, MAX_CHARACTERS - used, look)
    blocks: list[Block] = [Text(top)]
    for head, text in zip(heads, texts, strict=True):
        blocks += [Rule(), Text(head + text)]
    return Card(tuple(blocks), tuple(_turning(position, page, last, look)), _COLOUR)


def _shown(digest: Digest, position: Position, page: int) -> list[Comment]:
    comments = digest.document.comments
    ids = position.comment_ids[page * PAGE : (page + 1) * PAGE]
    wanted = [int(each[1:]) - 1 for each in ids if each[1:].isdecimal()]
    return [comments[index] for index in wanted if 0 <= index < len(comments)]


def _top(digest: Digest, claim: Claim, position: Position, page: int, look: Look) -> str:
    say = look.say
    name = dict(zip(digest.claims, claim_names(digest.claims, say), strict=True))[claim]
    lines = [f"### {SQUARES[position.label]} {name}: {say(f'chart.{position.label}')}"]
    shown = inert(claim.text, look.mask) if len(claim.text) <= _CLAIM else ""
    if shown and units(shown) <= _CLAIM:
        lines.append(f"> {shown}")
    total, first = len(position.comment_ids), page * PAGE
    until = min(first + PAGE, total)
    if total > PAGE:
        counted = say("comments.range", first=first + 1, last=until, total=total)
    else:
        counted = say("comments_counted", count=total)
    return "\n".join((*lines, f"-# {counted}"))


def _head(digest: Digest, comment: Comment, look: Look) -> str:
    """Who wrote it, its number, when, and what it answers."""
    say = look.say
    author = _named(comment.author, look)
    facts = [f"**{author}** {mark(comment.id, say)}" if author else f"**{mark(comment.id, say)}**"]
    when = say.date(comment.published) if comment.published else comment.date or ""
    facts += [shown] if (shown := _named(when, look)) else []
    parent = (comment.parent_id or "")[1:]
    if parent.isdecimal() and 0 < int(parent) <= len(digest.document.comments):
        other = _named(digest.document.comments[int(parent) - 1].author, look)
        answered = f"{other} {mark(f'c{parent}', say)}".strip()
        facts.append(say("export.answers", mark=answered))
    return " · ".join(facts)


def _named(text: str | None, look: Look) -> str:
    return inert(plain(text or "", _NAME), look.mask)


def _texts(comments: Sequence[Comment], digest: Digest, room: int, look: Look) -> list[str]:
    """Each comment as the rest of its block; what the short ones leave goes to the long ones."""
    found: dict[str, str] = {}
    order = sorted(comments, key=lambda comment: len(comment.text))
    for number, comment in enumerate(order):
        share = room // (len(order) - number)
        text = _text(comment, share, digest.document.article.language, look)
        found[comment.id] = text
        room -= units(text)
    return [found[comment.id] for comment in comments]


def _text(comment: Comment, room: int, language: str | None, look: Look) -> str:
    """The whole comment in at most ``room`` UTF-16 units, or its first sentences and a line."""
    if len(comment.text) <= room:
        whole = _begun(comment.text, look)
        if units(whole) <= room:
            return whole
    head = comment.text[:MAX_CHARACTERS]
    ends = [end for _, end in sentences(head, language) if end < len(head)]
    fitting = bisect_right(ends, room - _LINE, key=lambda end: units(_begun(head[:end], look)))
    end = ends[fitting - 1] if fitting else 0
    return f"{_begun(head[:end], look)}\n-# {_more(len(comment.text) - end, look)}"


def _begun(text: str, look: Look) -> str:
    shown = inert(text, look.mask)
    return f"\n> {shown}" if shown else ""


def _more(count: int, look: Look) -> str:
    return look.say("comments.more", count=count)


def _turning(position: Position, page: int, last: int, look: Look) -> Iterator[Row]:
    if not last:
        return

    def button(name: str, to: int) -> Button:
        argument = f"{position.claim_id}:{position.label}:{to}"
        custom_id = Press(Action.PAGE, look.key, argument).custom_id
        return Button(look.say(f"comments.{name}"), custom_id, disabled=not 0 <= to <= last)

    yield Row((button("previous", page - 1), button("next", page + 1)))
