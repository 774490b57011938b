"""Finds what people dispute: the article's thesis and at most two more of its claims.

A claim asserts something, stands at the centre of the article and is what the comments talk about.
The sides are not known here.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from models.document.sentences import sentences
from models.document.wording import fragment, leaning, question, size
from models.protocols import Embedder, Vectors
from models.stance.assertion import assertion, asserts
from models.summary.attribution import attribute
from models.summary.boilerplate import furniture
from models.summary.coverage import Floats
from models.summary.grounding import cut
from models.summary.salience import read
from models.types import Claim, Comment, Document, Span

_CANDIDATES = 80  # sentences of the article that are compared with the comments
_COMMENTS = 150  # comments that are listened to, spread evenly
_HEARD = 400  # characters of each
_LONGEST = 260  # characters of a claim
_WORDS = range(4, 41)

_CENTRAL, _DISCUSSED, _ASSERTS, _PLACED, _TITLE = 0.5, 0.8, 0.25, 0.1, 0.35
_ALIKE = 0.7  # cosine from which two claims are the same claim
_ABOUT = 0.35  # cosine from which a comment talks about a claim
_CLAIMS = 0.3  # assertion of a second or third claim: what merely happened is not disputed
_AUDIENCE = 2  # comments that a second or third claim has to itself

_ADDRESS = re.compile(r"\b(?:you|your|yours|you['’](?:re|ve|d|ll))\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Candidate:
    source: str
    start: int
    end: int
    text: str
    asserted: float
    weight: float  # what wording and place say; likeness is added later


def find(document: Document, embedder: Embedder, limit: int = 3) -> tuple[Claim, ...]:
    """The thesis as ``k1``, then ``k2``, ``k3``: verbatim spans that differ from each other.

    The title is taken where it is itself a claim. Without an article (or where the article only
    asks) the one claim is the sentence of a comment that most replies answer. Empty when nothing
    asserts anything. At most 80 sentences and 150 comments are embedded.
    """
    candidates = list(_of_article(document))
    if not candidates:
        candidates, limit = list(_of_comments(document)), 1
    if not candidates:
        return ()
    vectors = embedder.embed([c.text for c in candidates])
    comments = _listen(document.comments)
    heard = embedder.embed([c.text[:_HEARD] for c in comments]) if comments else vectors[:0]
    chosen = _choose(candidates, vectors, heard, limit)
    spans = [_span(document, candidates[index]) for index in chosen]
    return tuple(Claim(f"k{i}", span.text, span) for i, span in enumerate(spans, start=1))


def _of_article(document: Document) -> Iterator[_Candidate]:
    title = (document.article.title or "").strip()
    language = document.article.language
    if asserts(title, language) and not (question(title) or leaning(title)):
        start = (document.article.title or "").index(title)
        asserted = assertion(title, language)
        weight = _TITLE + _ASSERTS * asserted
        yield _Candidate("title", start, start + len(title), title, asserted, weight)
    pool = [s for s in read(document.article) if s.shown is not None]
    found: list[_Candidate] = []
    for index, sentence in enumerate(pool):
        assert sentence.shown is not None
        start, end = sentence.shown
        text = document.article.paragraphs[sentence.paragraph][start:end]
        if not _disputable(text):
            continue
        edge = min(index, 2 * (len(pool) - 1 - index))
        asserted = assertion(text, language)
        weight = _ASSERTS * asserted + _PLACED * float(np.exp(-edge / 4))
        found.append(_Candidate(f"a{sentence.paragraph + 1}", start, end, text, asserted, weight))
    best = sorted(range(len(found)), key=lambda i: -found[i].weight)[:_CANDIDATES]
    yield from (found[i] for i in sorted(best))


def _of_comments(document: Document) -> Iterator[_Candidate]:
    """Sentences of the ten comments with the most direct replies, the first ones where none has."""
    language = document.article.language
    answers = Counter(comment.parent_id for comment in document.comments)
    ranked = sorted(document.comments, key=lambda c: -answers[c.id])
    for comment in ranked[:10]:
        text = comment.text[: 10 * _HEARD]
        bounds = sentences(text, language)[:12]
        for (start, end), shown in zip(bounds, attribute(text, bounds), strict=True):
            sentence = text[start:end]
            own = shown == (start, end) and not sentence.startswith(("@", ">"))
            if own and _disputable(sentence) and not _ADDRESS.search(sentence):
                asserted = assertion(sentence, language)
                weight = 0.1 * answers[comment.id] + _ASSERTS * asserted
                yield _Candidate(comment.id, start, end, sentence, asserted, weight)


def _disputable(text: str) -> bool:
    if len(text) > _LONGEST or size(text) not in _WORDS:
        return False
    return not (question(text) or fragment(text) or leaning(text) or furniture(text))


def _listen(comments: Sequence[Comment]) -> Sequence[Comment]:
    return comments[:: len(comments) // _COMMENTS + 1]


def _choose(
    candidates: Sequence[_Candidate], vectors: Vectors, heard: Vectors, limit: int
) -> list[int]:
    """Greedy: a further claim needs comments that talk more about it than about those before."""
    middle = vectors.mean(axis=0)
    central = vectors @ (middle / max(float(np.linalg.norm(middle)), 1e-9))
    weights = np.array([c.weight for c in candidates]) + _CENTRAL * central
    near: Floats = (vectors @ heard.T).astype(np.float64)
    chosen: list[int] = []
    known = np.zeros(len(heard))
    while len(chosen) < min(limit, len(candidates)):
        gain = np.maximum(near - known, 0).mean(axis=1) if len(heard) else 0.0
        score = weights + _DISCUSSED * gain
        for index in chosen:
            score[vectors @ vectors[index] >= _ALIKE] = -np.inf
        best = int(np.argmax(score))
        if not np.isfinite(score[best]):
            break
        own = near[best] > np.maximum(known, _ABOUT)
        if chosen and (own.sum() < _AUDIENCE or candidates[best].asserted < _CLAIMS):
            weights[best] = -np.inf
            continue
        chosen.append(best)
        known = np.maximum(known, near[best])
    return chosen


def _span(document: Document, candidate: _Candidate) -> Span:
    return cut(document, candidate.source, candidate.start, candidate.end)
