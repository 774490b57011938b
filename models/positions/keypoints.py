"""Finds the sentences of a side's comments that can stand as its key points and its quote.

Extractive key points after Bar-Haim et al. 2020 ("Quantitative argument summarization and
beyond"): short sentences of good quality, ranked by how many others say the same. It does not
know what a claim or a stance is.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from models.document.sentences import Bounds, sentences
from models.document.wording import fragment, leaning, question, size
from models.stance.assertion import assertion
from models.summary.attribution import attribute
from models.summary.boilerplate import furniture
from models.types import Comment

_READ = 6_000  # characters of a comment that are read for sentences
_EACH = 12  # sentences of one comment
_IDEAL, _LONGEST = 160, 220  # characters of a key point
_QUOTE, _LONG_QUOTE = 280, 600  # characters; the second where a side has no shorter sentence
_WORDS = range(5, 41)

_GREETING = re.compile(
    r"(?:(?:well|exactly|agreed|yes|yeah|no|sorry|oh|ok|okay|um|wow|haha|so|ja|nein|oui|non|sí)"
    r"(?: then)?[,.!]"
    r"|(?:thanks?|thank you|hi|hey|hello|lol|(?:great|nice) (?:article|post|piece)|edit:|update:"
    r"|danke|merci|gracias|дякую)\b)",
    re.IGNORECASE,
)
# What is granted to the other side before one's own point.
_CONCESSION = re.compile(
    r"(?:i (?:dis)?agree|i understand|i see (?:that|your)|while\b|although\b|granted\b|admittedly\b"
    r"|of course\b|zwar\b|certes\b)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"\b(?:you|your|you['’](?:re|ve)|yours|u)\b", re.IGNORECASE)
_VOCATIVE = re.compile(r"@?([^\W\d_][\w.'’-]*)(?: [\w.'’-]+){0,2}\s*[,:—–!-]\s")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a comment; ``quality`` from 0 to 1 is its fitness to stand alone."""

    comment_id: str
    start: int
    end: int
    text: str
    quality: float


def read(
    comments: Sequence[Comment], language: str | None, limit: int, names: Iterable[str] = ()
) -> list[Sentence]:
    """At most ``limit`` sentences: every comment's best first, then the second best of each.

    Of more than ``limit`` comments an even sample is read.
    ``names`` are the authors whose first names mark a sentence as spoken to somebody.
    """
    first = frozenset(name.split()[0].casefold() for name in names if name and name.split())
    heard = comments[:: (len(comments) - 1) // limit + 1] if comments else comments
    ranked = [sorted(_rate(c, language, first), key=lambda s: -s.quality) for c in heard]
    found: list[Sentence] = []
    for place in range(_EACH):
        for own in ranked:
            if len(found) == limit:
                return found
            if place < len(own):
                found.append(own[place])
    return found


def _rate(comment: Comment, language: str | None, names: frozenset[str]) -> Iterator[Sentence]:
    for start, end in _bounds(comment, language):
        text = comment.text[start:end]
        if not text.startswith(">") and not furniture(text):
            quality = _quality(text, language, names)
            yield Sentence(comment.id, start, end, text, quality)


def _bounds(comment: Comment, language: str | None) -> Sequence[Bounds]:
    """Sentences in the commenter's own words: what is quoted without its speaker is left out."""
    text = comment.text[:_READ]
    found = sentences(text, language)[:_EACH]
    return [own for own, shown in zip(found, attribute(text, found), strict=True) if own == shown]


def concedes(text: str) -> bool:
    """Whether ``text`` opens on what is granted to the other side."""
    return bool(_CONCESSION.match(text) or _GREETING.match(text))


def _quality(text: str, language: str | None, names: frozenset[str]) -> float:
    """0 where the sentence cannot be a key point at all."""
    if question(text) or fragment(text) or size(text) not in _WORDS or len(text) > _LONGEST:
        return 0.0
    if text.startswith("@") or concedes(text) or spoken_to(text, names):
        return 0.0
    quality = 0.6 + 0.4 * assertion(text, language)
    if len(text) > _IDEAL:
        quality -= 0.2
    if _ADDRESS.search(text):
        quality -= 0.25
    return quality * (0.3 if leaning(text) else 1.0)


def spoken_to(text: str, names: frozenset[str]) -> bool:
    """Whether ``text`` opens by naming one of ``names`` (folded first names): "Otto, …"."""
    match = _VOCATIVE.match(text)
    return match is not None and match.group(1).casefold() in names


def windows(comment: Comment, language: str | None) -> list[Sentence]:
    """One or two whole sentences of at most 280 characters that can be quoted.

    Up to 600 for a comment without a shorter one, since a sentence is never cut. A question
    may stand in a quote, a fragment or a line quoted from somebody else may not.
    """
    bounds = _bounds(comment, language)
    found: list[Sentence] = []
    for index, (start, end) in enumerate(bounds):
        text = comment.text[start:end]
        if text.startswith((">", "@")) or furniture(text) or fragment(text):
            continue
        if end - start < _QUOTE // 2 and index + 1 < len(bounds):
            following = bounds[index + 1]
            longer = comment.text[start : following[1]]
            # A sentence left out between the two would be part of the quote.
            near = following[0] - end <= 3 and "\n" not in longer
            if near and len(longer) <= _QUOTE and not longer.endswith(":"):
                end, text = following[1], longer
        if len(text) <= _LONG_QUOTE:
            good = 0.5 + 0.5 * assertion(text, language)
            good -= 0.2 * leaning(text) + 0.2 * question(text) + 0.2 * (size(text) < 8)
            found.append(Sentence(comment.id, start, end, text, good))
    return [window for window in found if len(window.text) <= _QUOTE] or found
