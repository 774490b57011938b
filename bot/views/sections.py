"""Writes a digest as parts of a message: title, summary, claims with their sides, replies, notes.

Each part says how important it is and how much a reader misses without it; which of them stand in
the message is the planner's choice. Every quotation is whole, on one line, between no other marks.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.views.address import address
from bot.views.card import MAX_CHARACTERS
from bot.views.escape import inert, plain
from bot.views.look import Look
from bot.views.outline import claim_names, mark, noted, people
from bot.views.planner import HEADING, Part
from bot.views.tally import SIDES, bar, counted, shown_sides
from models.types import (
    Claim,
    Digest,
    Length,
    Position,
    ReplyLabel,
    Span,
    StanceLabel,
)

_SIDED = (ReplyLabel.DISAGREE, ReplyLabel.AGREE)
_TITLE, _NAME, _MODELS = 200, 40, 300  # characters of outside text that is no quotation
_LONG_TITLE = 80  # characters from which the title is set smaller
_MARKS = 5  # numbers of comments after a key point
_QUOTE = 400  # characters of a quotation that is preferred to longer ones


@dataclass(frozen=True, slots=True)
class _Depth:
    """How much is tried at a length."""

    points: int
    claims: int
    key_points: int
    quotes: int
    replies: int


_DEPTHS = {
    Length.GIST: _Depth(points=0, claims=1, key_points=0, quotes=0, replies=0),
    Length.SHORT: _Depth(points=3, claims=3, key_points=2, quotes=1, replies=4),
    Length.FULL: _Depth(points=20, claims=9, key_points=9, quotes=3, replies=60),
}


def sections(digest: Digest, look: Look) -> list[Part]:
    """The parts in the order of display, at most a few hundred however large the digest is."""
    draft = _Draft(digest, look)
    draft.title()
    draft.summary()
    names = claim_names(digest.claims[: draft.depth.claims], look.say)
    for number, (claim, name) in enumerate(zip(digest.claims, names, strict=False)):
        draft.claim(claim, name, number)
    draft.replies()
    return draft.parts


def opening(digest: Digest, look: Look) -> list[Part]:
    """What the article is and says at its shortest: title, byline and gist."""
    draft = _Draft(digest, replace(look, length=Length.GIST))
    draft.title()
    draft.summary()
    return draft.parts


def footer(digest: Digest, look: Look) -> list[Part]:
    """The notes and the models, in small print."""
    say, parts = look.say, list[Part]()
    for number, words in enumerate(noted(digest, say)):
        parts.append(Part(f"-# {inert(words)}", min(number, 1), opens=not parts))
    if models := ", ".join(dict.fromkeys(digest.models.values())):
        line = say("export.models", models=inert(plain(models, _MODELS)))
        parts.append(Part(f"-# {line}", 1, opens=not parts))
    return parts


def total(digest: Digest) -> int:
    """How many things ``sections`` could show, counted as its parts count them."""
    summary = digest.summary
    spans = sum(len(_spans(position)) for position in digest.positions)
    replies = len(digest.replies)
    said = (summary.gist is not None) + len(summary.points) + len(digest.claims)
    return said + spans + replies


def _holds(quote: Span, span: Span) -> bool:
    return quote.source == span.source and quote.start <= span.start and span.end <= quote.end


class _Draft:
    """A growing list of parts about one digest."""

    def __init__(self, digest: Digest, look: Look) -> None:
        self.digest, self.look, self.say = digest, look, look.say
        self.depth = _DEPTHS[look.length]
        self.parts: list[Part] = []

    def add(
        self,
        markdown: str,
        rank: int,
        within: int | None = None,
        *,
        opens: bool = False,
        counts: int = 0,
    ) -> int:
        """The index of the new part."""
        self.parts.append(Part(markdown, rank, within, opens, counts))
        return len(self.parts) - 1

    def title(self) -> None:
        """Title, byline, link and who shared it."""
        article, say = self.digest.document.article, self.say
        untitled = "export.untitled" if article.paragraphs else "export.comments_only"
        title = plain(article.title or "", _TITLE) or say(untitled)
        level = "##" if len(title) <= _LONG_TITLE else "###"
        top = self.add(f"{level} {self.words(title)}", 0, opens=True)
        if self.look.shared_by:
            name = inert(plain(self.look.shared_by, _NAME))
            self.add(f"-# {say('digest.shared_by', name=name)}", 0, top)
        if self.look.asked_by:
            self.add(f"-# {say('digest.asked_by', name=f'<@{self.look.asked_by}>')}", 0, top)
        facts = []
        if author := self.name(article.author):
            facts.append(say("export.by", author=author))
        if article.published:
            facts.append(self.words(plain(say.date(article.published), _NAME)))
        if site := self.name(article.site):
            facts.append(site)
        if url := address(article.url):
            facts.append(f"[{say('export.open')}](<{url}>)")
        if facts:
            self.add(f"-# {' · '.join(facts)}", 0, top)

    def summary(self) -> None:
        """The gist, and the points under it."""
        gist, points = self.digest.summary.gist, self.digest.summary.points
        if gist:
            self.quotation(gist, "{} " + self.place(gist), 1)
        shown = points[: self.depth.points]
        if shown:
            heading = self.add(f"**{self.say('export.points')}**", HEADING)
            for number, point in enumerate(shown):
                rank = 4 if number < _DEPTHS[Length.SHORT].points else 7
                self.quotation(point, "- {} " + self.place(point), rank, heading)

    def claim(self, claim: Claim, name: str, number: int) -> None:
        """The claim, the bar, and every side of it with its people.

        A further claim that nobody is for or against waits for the full length.
        """
        own = [position for position in self.digest.positions if position.claim_id == claim.id]
        taken = any(each.label in SIDES and each.people for each in own)
        if number and own and not taken and self.look.length is not Length.FULL:
            return
        span, extra = claim.span, 4 * (number > 0)
        place = f" · {self.place(span)}" if span else ""
        heading = self.add(f"### {name}{place}", HEADING, opens=True)
        self.quotation(span or claim.text, "> {}", 1 + extra, heading)
        counts = people(own)
        if not own:
            return
        whole = self.say("people", count=sum(counts.values()))
        self.add(f"{bar(counts)} {whole}".strip(), extra, heading)
        if self.depth.quotes and (number == 0 or self.look.length is Length.FULL):
            self.sides(own, counts, extra, heading)
        else:
            lines = [counted(each, counts, self.say) for each in shown_sides(own)]
            self.add(("\n" if number == 0 else " ").join(lines), extra, heading)

    def sides(
        self,
        positions: Sequence[Position],
        counts: dict[StanceLabel, int],
        extra: int,
        heading: int,
    ) -> None:
        """One after the other, for and against always."""
        found = {position.label: position for position in positions}
        for label in shown_sides(positions):
            line = self.add(counted(label, counts, self.say), extra, heading)
            if label in found:
                self.position(found[label], line, extra + 2 * (label not in SIDES))

    def position(self, position: Position, line: int, extra: int) -> None:
        """What a side says: points with how many make them, and a quotation.

        A point that stands within the quotation is not said twice.
        """
        quotes = self.quotes(position)
        points = [p for p in position.key_points if not any(_holds(q, p.span) for q in quotes)]
        for number, point in enumerate(points[: self.depth.key_points]):
            facts = self.makers(point.comment_ids, point.people)
            self.quotation(point.span, f"- “{{}}” · {facts}", 3 + extra + number, line)
        for number, quote in enumerate(quotes):
            held = [point for point in position.key_points if _holds(quote, point.span)]
            facts, most = self.author(quote.source), max((p.people for p in held), default=1)
            if most > 1:
                facts += f" · {self.say('digest.makers', count=most)}"
            counts = 1 + sum(point.span != quote for point in held)
            frame = f"> “{{}}”\n-# {facts}"
            self.quotation(quote, frame, 2 + extra + 4 * number, line, counts)

    def quotes(self, position: Position) -> Sequence[Span]:
        """Those that are tried; of several the first one that is not long goes first."""
        quotes = sorted(position.quotes, key=lambda quote: len(quote.text) > _QUOTE)
        return quotes[: self.depth.quotes]

    def replies(self) -> None:
        """How replies meet what they answer, and the first that take a side."""
        replies, say = self.digest.replies, self.say
        if not replies or not self.depth.replies:
            return
        heading = self.add(f"### {say('export.replies')}", HEADING, opens=True)
        labels = Counter(reply.label for reply in replies)
        tally = [say(f"digest.{each}", count=labels[each]) for each in ReplyLabel if labels[each]]
        self.add(" · ".join(tally), 4, heading)
        sided = [reply for reply in replies if reply.label in _SIDED]
        if self.look.length is Length.FULL or not sided:
            sided += [reply for reply in replies if reply.label not in _SIDED]
        for reply in sided[: self.depth.replies]:
            who = f"{self.author(reply.comment_id)} → {self.author(reply.parent_id)}"
            self.add(f"- {who}: {say(f'export.{reply.label}')}", 8, heading, counts=1)

    def quotation(
        self,
        said: Span | str,
        frame: str,
        rank: int,
        within: int | None = None,
        counts: int = 1,
    ) -> None:
        """``said`` in place of the braces of ``frame``; nothing where it can never fit."""
        text = said if isinstance(said, str) else said.text
        if len(text) < MAX_CHARACTERS and (shown := self.words(text)):
            before, _, after = frame.partition("{}")
            self.add(f"{before}{shown}{after}", rank, within, counts=counts)

    def words(self, text: str) -> str:
        """Outside text for a message."""
        return inert(text, self.look.mask)

    def name(self, name: str | None) -> str:
        """Outside text that may be shortened."""
        return self.words(plain(name or "", _NAME))

    def place(self, span: Span) -> str:
        """Where to look: ¶3, #12."""
        return mark(span.source, self.say)

    def author(self, comment_id: str) -> str:
        """Who wrote a comment, as "Ada #2", or the number alone where no author is known."""
        index = comment_id[1:]
        comments = self.digest.document.comments
        known = index.isdecimal() and 0 < int(index) <= len(comments)
        name = self.name(comments[int(index) - 1].author) if known else ""
        return f"{name} {mark(comment_id, self.say)}".strip()

    def makers(self, comment_ids: Sequence[str], count: int) -> str:
        """How many people make a point and in which comments, or who where it is one."""
        if len(comment_ids) == 1:
            return self.author(comment_ids[0])
        marks = " ".join(mark(each, self.say) for each in comment_ids[:_MARKS])
        more = " …" if len(comment_ids) > _MARKS else ""
        return f"{self.say('people', count=count)} · {marks}{more}"


def _spans(position: Position) -> set[Span]:
    return {*(point.span for point in position.key_points), *position.quotes}
