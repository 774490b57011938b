"""Picks the sentences of an article that a summary would hold, quoted with their speakers.

Place, centrality, likeness to the title and the coverage of likely summary words decide; the
comments and the stances are not known here.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from models.document.language import detect
from models.document.sentences import sentences
from models.document.wording import finished, fragment, leaning, question, size
from models.protocols import Embedder, Vectors
from models.summary.attribution import attribute, labelled, quotations
from models.summary.boilerplate import furniture, heading
from models.summary.coverage import Booleans, Coverage, Floats, reach, tokens
from models.summary.grounding import cut
from models.summary.lead import POINTS
from models.types import Article, Document, Length, Span, Summary

_FIRST = 200  # sentences read in full from the top; after them only the openings of paragraphs
_OPENINGS = 100
_READ = 20_000  # characters of one paragraph; what stands deeper is not summarized

_PLACE, _CENTRAL, _TITLE = 0.06, 0.05, 0.04
_BRIEF = 4  # words; shorter sentences are shown only where there is nothing else
_LEANS, _QUOTES, _ASKS, _RAW = 0.03, 0.03, 0.2, 0.1
_ALIKE, _SHARED = 0.8, 0.6  # cosine and Jaccard from which two sentences repeat each other


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an article; ``shown`` are the bounds under which it may be quoted.

    ``paragraph`` counts from 0; ``shown`` is None for quoted words that nobody is named for.
    """

    paragraph: int
    text: str
    shown: tuple[int, int] | None


class SalienceSummarizer:
    """Extracts a gist and up to five points; ``language`` overrides the article's own."""

    def __init__(self, embedder: Embedder, language: str | None = None) -> None:
        self._embedder = embedder
        self._language = language

    def summarize(self, article: Article, length: Length) -> Summary:
        """The gist and, in reading order, three points (SHORT) or five (FULL) beside it.

        Fewer where the article has under six sentences, so that a short note is not repeated
        whole. An article without sentences gives an empty summary.
        """
        pool = read(article, self._language)
        points = min(POINTS[length], (len(pool) - 1) * 2 // 3)
        return self._pick(article, pool, points)

    def extract(self, article: Article, count: int) -> tuple[Span, ...]:
        """``count`` sentences in reading order, gist included, whatever the article's length."""
        summary = self._pick(article, read(article, self._language), count - 1)
        found = [*summary.points, *([summary.gist] if summary.gist else [])]
        return tuple(sorted(found, key=lambda span: (int(span.source[1:]), span.start)))

    def _pick(self, article: Article, pool: tuple[Sentence, ...], points: int) -> Summary:
        allowed = _allowed(pool)
        if not allowed:
            return Summary()
        vectors = self._embedder.embed([s.text for s in pool] + [article.title or ""])
        title = vectors[-1] if article.title else None
        coverage = Coverage([s.text for s in pool])
        bonus = _bonus(pool, vectors[:-1], title)
        gist = _gist(pool, allowed, coverage.single() + bonus)
        clash = _clash(pool, vectors[:-1])
        chosen = coverage.choose(allowed, bonus, clash, points + 1, given=gist)
        short = coverage.choose(chosen, bonus, clash, POINTS[Length.SHORT] + 1, given=gist)
        document = Document(article)
        spans = {index: _span(document, pool[index]) for index in chosen}
        listed = [index for index in chosen if index != gist]
        minor = tuple(place for place, index in enumerate(listed) if index not in short)
        return Summary(spans[gist], tuple(spans[index] for index in listed), minor)


def read(article: Article, language: str | None = None) -> tuple[Sentence, ...]:
    """The sentences that may be summarized, in reading order, without headings and furniture.

    The first 200 sentences, then the openings of at most 100 further paragraphs spread evenly.
    Headings are read where there is nothing else.
    """
    return _read(article, language, heading) or _read(article, language, furniture)


def _read(
    article: Article, language: str | None, skip: Callable[[str], bool]
) -> tuple[Sentence, ...]:
    found: list[Sentence] = []
    talk = labelled(article.paragraphs)
    many = len(article.paragraphs) > 1
    main = detect("\n".join(article.paragraphs[:_FIRST])) if many else None
    for number, paragraph in enumerate(article.paragraphs):
        if many and (skip(paragraph) or _foreign(paragraph, main)):
            continue
        if len(found) >= _FIRST:
            rest = range(number, len(article.paragraphs))
            for later in rest[:: len(rest) // _OPENINGS + 1]:
                found.extend(list(_sentences(article, later, language, talk))[:1])
            break
        found.extend(_sentences(article, number, language, talk))
    return tuple(found[: _FIRST + _OPENINGS])


def _foreign(paragraph: str, main: str | None) -> bool:
    """Whether a paragraph is in another language: a quoted original beside its translation."""
    return main is not None and detect(paragraph) not in (None, main)


def _sentences(
    article: Article, number: int, language: str | None, talk: frozenset[int]
) -> Iterator[Sentence]:
    paragraph = article.paragraphs[number][:_READ]
    bounds = sentences(paragraph, language or article.language)
    shown = attribute(paragraph, bounds)
    for index, ((start, end), show) in enumerate(zip(bounds, shown, strict=True)):
        text = paragraph[start:end]
        if furniture(text):
            continue
        yield Sentence(number, text, None if index and number in talk else show)


def _allowed(pool: Sequence[Sentence]) -> list[int]:
    """Indices that may be shown; questions and fragments only where there is nothing else."""
    quotable = [i for i, s in enumerate(pool) if s.shown is not None and size(s.text) >= 3]
    whole = [i for i in quotable if not question(pool[i].text) and not fragment(pool[i].text)]
    whole = [i for i in whole if size(pool[i].text) >= _BRIEF] or whole
    if whole:
        return whole
    return [i for i in quotable if not question(pool[i].text)] or quotable


def _gist(pool: Sequence[Sentence], allowed: Sequence[int], scores: Floats) -> int:
    """The best single sentence, rather one in the author's own words."""
    quoting = {index for index in allowed if quotations(pool[index].text)}
    return max(allowed, key=lambda index: float(scores[index]) - _QUOTES * (index in quoting))


def _bonus(pool: Sequence[Sentence], vectors: Vectors, title: Vectors | None) -> Floats:
    """Shape (n,): place, likeness to the opening and the title, less for what leans or asks."""
    order = np.arange(len(pool)) / reach(len(pool))
    opening = vectors[:3].mean(axis=0)
    central = vectors @ (opening / max(float(np.linalg.norm(opening)), 1e-9))
    bonus: Floats = _PLACE * np.exp(-order) + _CENTRAL * central
    if title is not None:
        bonus = bonus + _TITLE * (vectors @ title)
    bonus -= _LEANS * np.array([leaning(s.text) for s in pool])
    bonus -= _ASKS * np.array([question(s.text) for s in pool])
    return bonus - _RAW * np.array([not finished(s.text) for s in pool])


def _clash(pool: Sequence[Sentence], vectors: Vectors) -> Booleans:
    """Shape (n, n): pairs that repeat each other or would be shown overlapping."""
    clash = vectors @ vectors.T >= _ALIKE
    words = [frozenset(tokens(s.text)) for s in pool]
    for i, left in enumerate(pool):
        for j in range(i + 1, len(pool)):
            common = len(words[i] & words[j])
            if common >= _SHARED * len(words[i] | words[j]) or _overlap(left, pool[j]):
                clash[i, j] = clash[j, i] = True
    return clash


def _overlap(left: Sentence, right: Sentence) -> bool:
    if left.paragraph != right.paragraph or left.shown is None or right.shown is None:
        return False
    return left.shown[0] < right.shown[1] and right.shown[0] < left.shown[1]


def _span(document: Document, sentence: Sentence) -> Span:
    assert sentence.shown is not None
    return cut(document, f"a{sentence.paragraph + 1}", *sentence.shown)
