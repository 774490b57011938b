"""Digests of any size in six scripts, made from a seed: every span is exact, like the pipeline's.

The texts are long and short, hostile here and there, and some authors are as long as a novel.
"""

import random
from collections.abc import Sequence

from models.types import (
    Article,
    Claim,
    Comment,
    Digest,
    Document,
    KeyPoint,
    Note,
    Position,
    Reply,
    ReplyLabel,
    Span,
    Stance,
    StanceLabel,
    Summary,
)

SCRIPTS = {
    "en": "the town should keep its old market because people like it every Saturday",
    "de": "der Bürgermeister möchte die Fähre nächstes Jahr größtenteils für alle schließen",
    "uk": "місто має зберегти старий ринок бо людям він дуже подобається щосуботи",
    "ar": "يجب على المدينة أن تحافظ على السوق القديم لأن الناس يحبونه",
    "hi": "शहर को पुराना बाज़ार रखना चाहिए क्योंकि लोग उसे पसंद करते हैं",
    "ja": "町は 古い市場を 残すべきだ。 人々は 毎週土曜日に そこへ 行くのが 好きだから",
}
HOSTILE = [
    "**b**",
    "https://evil.example/a_b",
    "<@123>",
    "discord.gg/x",
    "# h",
    "1. x",
    "\\",
    "||s||",
]
NOTES = (
    Note("counted", (("read", 7), ("total", 7), ("unclear", 1))),
    Note("folded", (("count", 2),)),
    Note("not_all_read"),
    Note("long_comments"),
)


class Maker:
    """Writes sentences and cuts spans."""

    def __init__(self, seed: int, script: str) -> None:
        self.dice = random.Random(seed)
        self.words = SCRIPTS[script].split()

    def sentence(self, most: int = 30) -> str:
        """One to ``most`` words, some of them hostile."""
        words = self.dice.choices(self.words, k=self.dice.randint(1, most))
        if self.dice.random() < 0.2:
            words.insert(self.dice.randrange(len(words)), self.dice.choice(HOSTILE))
        return " ".join(words) + self.dice.choice(".!?")

    def text(self, sentences: int, most: int = 30) -> str:
        """Several sentences, here and there on lines of their own."""
        joint = self.dice.choice((" ", " ", "\n", "\n\n"))
        return joint.join(self.sentence(most) for _ in range(sentences))

    def span(self, source: str, text: str) -> Span:
        """All of a text or some words of it."""
        start, end = 0, len(text)
        if self.dice.random() < 0.5 and len(text) > 20:
            start = self.dice.randrange(len(text) // 2)
            end = self.dice.randrange(start + 5, len(text) + 1)
        while start < end - 1 and text[start].isspace():
            start += 1
        return Span(source, start, end, text[start:end])


def any_digest(
    seed: int,
    comments: int,
    paragraphs: int,
    script: str = "en",
    *,
    longest: int = 4,
    claims: int = 3,
    author: str = "",
) -> Digest:
    """A digest with these numbers; ``longest`` bounds the sentences of one comment."""
    make = Maker(seed, script)
    article = _article(make, paragraphs, script, author)
    said = tuple(_comment(make, number, longest, author) for number in range(1, comments + 1))
    document = Document(article, said, unsure=seed % 2 == 0)
    spans = [make.span(f"a{n}", text) for n, text in enumerate(article.paragraphs[:9], 1)]
    topics = tuple(_claim(make, number, spans) for number in range(1, claims + 1))
    sides = [_sides(make, said) for _ in topics]
    return Digest(
        document=document,
        summary=Summary(spans[0], tuple(spans[1:6])) if spans else Summary(),
        claims=topics if paragraphs or comments else (),
        stances=tuple(
            Stance(comment.id, topics[0].id, label, 0.9)
            for comment, label in zip(said, sides[0] if sides else (), strict=False)
        ),
        replies=tuple(
            Reply(c.id, c.parent_id, make.dice.choice(tuple(ReplyLabel)), 0.8)
            for c in said
            if c.parent_id
        ),
        positions=tuple(
            position
            for topic, labels in zip(topics, sides, strict=True)
            for position in _positions(make, topic, said, labels)
        ),
        notes=NOTES,
        models={"stance": "crossencoder", "embedder": "embedder"},
    )


def _article(make: Maker, paragraphs: int, script: str, author: str) -> Article:
    if not paragraphs:
        return Article()
    return Article(
        title=make.sentence(),
        author=author or "Mara Quill",
        published="2025-03-14",
        url="https://example.org/a?b=c_(d)",
        site="example.org",
        language=script,
        paragraphs=tuple(make.text(make.dice.randint(1, 6)) for _ in range(paragraphs)),
    )


def _comment(make: Maker, number: int, longest: int, author: str) -> Comment:
    parent = make.dice.randint(1, number - 1) if number > 1 and make.dice.random() < 0.4 else None
    return Comment(
        id=f"c{number}",
        author=author or make.dice.choice(("Ada", "Бо_ris", "مريم", "**x**", "", None)),
        text=make.text(make.dice.randint(1, longest)),
        published=make.dice.choice(("2025-05-02T09:00", None)),
        date="2 days ago",
        parent_id=f"c{parent}" if parent else None,
    )


def _claim(make: Maker, number: int, spans: Sequence[Span]) -> Claim:
    if not spans or make.dice.random() < 0.1:
        return Claim(f"k{number}", make.sentence())
    span = make.dice.choice(spans)
    return Claim(f"k{number}", span.text, span)


def _sides(make: Maker, comments: Sequence[Comment]) -> list[StanceLabel]:
    weights = [make.dice.random() ** 2 for _ in StanceLabel]
    return make.dice.choices(tuple(StanceLabel), weights, k=len(comments))


def _positions(
    make: Maker, claim: Claim, comments: Sequence[Comment], labels: Sequence[StanceLabel]
) -> list[Position]:
    found = []
    for label in StanceLabel:
        own = [c for c, side in zip(comments, labels, strict=True) if side is label]
        if not own:
            continue
        ids = tuple(comment.id for comment in own)
        people = make.dice.randint(0, len(own))
        told = [make.dice.choice(own) for _ in range(3)]
        points = tuple(KeyPoint(make.span(c.id, c.text), ids[:9], len(ids[:9])) for c in told)
        quotes = tuple(make.span(c.id, c.text) for c in told[:2])
        silent = label is StanceLabel.UNCLEAR
        found.append(
            Position(
                claim.id, label, people, ids, () if silent else points, () if silent else quotes
            )
        )
    return found
