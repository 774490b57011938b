"""Gathers the comments of each side of a claim: people, key points with prevalence, one quote.

Knows stances as decided by others; it does not read a comment's side itself.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from models.positions.keypoints import Sentence, concedes, read, windows
from models.positions.voices import voices
from models.protocols import Embedder, Matcher, Vectors
from models.summary.coverage import Booleans
from models.summary.grounding import cut
from models.types import (
    Claim,
    Comment,
    Document,
    KeyPoint,
    Position,
    Span,
    Stance,
    StanceLabel,
)

_SIDES = (StanceLabel.FAVOR, StanceLabel.AGAINST, StanceLabel.NEUTRAL, StanceLabel.UNCLEAR)
_SENTENCES = 400  # sentences of a side that are embedded
_PAIRS = 30  # pairs a point that the matcher reads, nearest first; it is the slow part
_QUOTED = 60  # comments of a side among which the quote is looked for
_POINTS = 3
_SAME = 0.65  # cosine from which two sentences make the same point
_PERHAPS, _SURELY = 0.35, 0.85  # cosines between which the matcher is asked
_MATCHED = 0.5  # its probability from which a comment makes a point


def positions(
    document: Document,
    claim: Claim,
    stances: Sequence[Stance],
    embedder: Embedder,
    matcher: Matcher | None = None,
) -> tuple[Position, ...]:
    """One Position for each label that some comment has: favor, against, neutral, unclear.

    Every comment is in exactly one: that of its own label, UNCLEAR where it has no stance on
    ``claim``. ``people`` counts each voice once over all positions: on the side (favor or against)
    where its confidences add up to more, the later comment deciding a tie; neutral counts only
    without a side, unclear only without either. So the people of all positions add up to the
    distinct voices, and a position may hold comments of people who are counted elsewhere.
    Key points are made by at least one voice each, at most three a side, the most widely made
    first; UNCLEAR has none and no quote. At most 400 sentences and 60 quotes a side are embedded.
    """
    decided = {s.comment_id: s for s in stances if s.claim_id == claim.id}
    labels = {
        c.id: decided[c.id].label if c.id in decided else StanceLabel.UNCLEAR
        for c in document.comments
    }
    speakers = voices(document.comments)
    sides = _sides(document.comments, labels, decided, speakers)
    found = []
    for label in _SIDES:
        comments = [c for c in document.comments if labels[c.id] is label]
        if not comments:
            continue
        points: tuple[KeyPoint, ...] = ()
        quotes: tuple[Span, ...] = ()
        if label is not StanceLabel.UNCLEAR:
            points = key_points(document, claim, comments, speakers, embedder, matcher)
            quotes = quote(document, claim, comments, points, decided, embedder)
        people = sum(side is label for side in sides.values())
        ids = tuple(c.id for c in comments)
        found.append(Position(claim.id, label, people, ids, points, quotes))
    return tuple(found)


def _sides(
    comments: Sequence[Comment],
    labels: Mapping[str, StanceLabel],
    decided: Mapping[str, Stance],
    speakers: Mapping[str, str],
) -> dict[str, StanceLabel]:
    """Voice -> the one label that it is counted under."""
    weights: dict[str, dict[StanceLabel, float]] = defaultdict(dict)
    for comment in comments:
        label, own = labels[comment.id], weights[speakers[comment.id]]
        confidence = decided[comment.id].confidence if comment.id in decided else 0.0
        total = own.pop(label, 0.0) + confidence
        own[label] = total  # re-entered last: of equal weights the later comment's wins
    return {voice: _side(own) for voice, own in weights.items()}


def _side(weights: Mapping[StanceLabel, float]) -> StanceLabel:
    taken = [label for label in weights if label in (StanceLabel.FAVOR, StanceLabel.AGAINST)]
    if taken:
        return max(reversed(taken), key=lambda label: weights[label])
    return StanceLabel.NEUTRAL if StanceLabel.NEUTRAL in weights else StanceLabel.UNCLEAR


def key_points(
    document: Document,
    claim: Claim,
    comments: Sequence[Comment],
    speakers: Mapping[str, str],
    embedder: Embedder,
    matcher: Matcher | None = None,
) -> tuple[KeyPoint, ...]:
    """At most three points that ``comments`` (of one side) make, in their words.

    A comment may make several points or none. Where some point has two voices, points of one
    voice are left out.
    """
    authors = [comment.author or "" for comment in document.comments]
    pool = read(comments, document.article.language, _SENTENCES, authors)
    if not any(sentence.quality > 0 for sentence in pool):
        return ()
    vectors = embedder.embed([sentence.text for sentence in pool] + [claim.text])
    vectors, topic = vectors[:-1], vectors[-1]
    said = [speakers[sentence.comment_id] for sentence in pool]
    points = []
    for index in _central(pool, vectors, topic, said):
        makers = _makers(pool, vectors, index, matcher)
        ids = tuple(c.id for c in comments if c.id in makers)
        people = len({speakers[comment_id] for comment_id in ids})
        points.append(KeyPoint(_span(document, pool[index]), ids, people))
    shared = [point for point in points if point.people > 1]
    return tuple(sorted(shared or points, key=lambda point: -point.people))


def _central(
    pool: Sequence[Sentence], vectors: Vectors, topic: Vectors, said: Sequence[str]
) -> Iterator[int]:
    """Indices of at most three sentences: each says what most voices not yet heard say."""
    same = vectors @ vectors.T >= _SAME
    quality = np.array([sentence.quality for sentence in pool])
    fitness = quality + 0.5 * (vectors @ topic) + 0.5 * (vectors @ vectors.T).mean(axis=1)
    open_ = quality > 0
    heard: set[str] = set()
    for _ in range(_POINTS):
        if not open_.any():
            return
        gains = np.array([len(_voices(row, said) - heard) for row in same])
        # A voice more counts, but the tenth less than the second.
        best = int(np.argmax(np.where(open_, np.log1p(gains) + fitness, -np.inf)))
        yield best
        heard.update(_voices(same[best], said))
        open_ &= ~same[best]
        open_ &= np.array([s.comment_id != pool[best].comment_id for s in pool])


def _voices(same: Booleans, said: Sequence[str]) -> set[str]:
    return {voice for voice, alike in zip(said, same, strict=True) if alike}


def _makers(
    pool: Sequence[Sentence], vectors: Vectors, point: int, matcher: Matcher | None
) -> set[str]:
    """Ids of the comments of which some sentence makes the point, its own first of all."""
    near = vectors @ vectors[point]
    best: dict[str, int] = {}
    for index in np.argsort(-near):
        best.setdefault(pool[int(index)].comment_id, int(index))
    unsure = [i for i in best.values() if _PERHAPS <= near[i] < _SURELY] if matcher else []
    asked = unsure[:_PAIRS]
    made = [i for i in best.values() if near[i] >= _SAME and i not in asked]
    if matcher is not None and asked:
        chances = matcher.match([(pool[i].text, pool[point].text) for i in asked])
        made += [i for i, chance in zip(asked, chances, strict=True) if chance >= _MATCHED]
    return {pool[point].comment_id, *(pool[i].comment_id for i in made)}


def quote(
    document: Document,
    claim: Claim,
    comments: Sequence[Comment],
    points: Sequence[KeyPoint],
    decided: Mapping[str, Stance],
    embedder: Embedder,
) -> tuple[Span, ...]:
    """The one or two sentences that stand best for a side; empty where none can be quoted whole.

    Central among the side's words, near the claim, from a comment whose side is sure, other than
    its key points.
    """
    surest = sorted(comments, key=lambda c: -decided[c.id].confidence if c.id in decided else 0.0)
    pool = [w for c in surest[:_QUOTED] for w in windows(c, document.article.language)[:3]]
    if not pool:
        return ()
    vectors = embedder.embed([window.text for window in pool] + [claim.text])
    vectors, topic = vectors[:-1], vectors[-1]
    middle = vectors.mean(axis=0)
    scores = vectors @ (middle / max(float(np.linalg.norm(middle)), 1e-9))
    scores = scores + 0.3 * (vectors @ topic)
    scores += np.array([window.quality for window in pool])
    scores += 0.5 * np.array([_confidence(decided, window.comment_id) for window in pool])
    scores -= 0.8 * np.array([concedes(window.text) for window in pool])
    scores -= 0.5 * np.array([any(_overlaps(window, p.span) for p in points) for window in pool])
    return (_span(document, pool[int(np.argmax(scores))]),)


def _confidence(decided: Mapping[str, Stance], comment_id: str) -> float:
    return decided[comment_id].confidence if comment_id in decided else 0.0


def _overlaps(window: Sentence, span: Span) -> bool:
    return window.comment_id == span.source and window.start < span.end and span.start < window.end


def _span(document: Document, sentence: Sentence) -> Span:
    return cut(document, sentence.comment_id, sentence.start, sentence.end)
