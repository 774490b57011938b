"""Stand-ins for the trained parts: they answer from words they are given, at once."""

import hashlib
from collections.abc import Mapping, Sequence

import numpy as np

from models.load import Parts
from models.protocols import Vectors
from models.types import ReplyScores, Scores

FAVOR = Scores(favor=0.9, against=0.05, neutral=0.05)
AGAINST = Scores(favor=0.05, against=0.9, neutral=0.05)
NEUTRAL = Scores(favor=0.05, against=0.05, neutral=0.9)


class WordStance:
    """Scores by the first known word in the text; ``pairs`` remembers what was asked."""

    def __init__(self, answers: Mapping[str, Scores] | None = None) -> None:
        self.answers = answers or {"yes": FAVOR, "no": AGAINST}
        self.pairs: list[tuple[str, str]] = []

    def classify(self, pairs: Sequence[tuple[str, str]]) -> list[Scores]:
        """The answer for the first word known, NEUTRAL without one."""
        self.pairs.extend(pairs)
        return [self._answer(text) for _, text in pairs]

    def _answer(self, text: str) -> Scores:
        words = text.lower().replace(".", " ").replace(",", " ").split()
        return next((self.answers[word] for word in words if word in self.answers), NEUTRAL)


class WordReplies:
    """Reads "agree" and "wrong" as what they say, anything else as neutral."""

    def __init__(self) -> None:
        self.pairs: list[tuple[str, str]] = []

    def classify(self, pairs: Sequence[tuple[str, str]]) -> list[ReplyScores]:
        """One answer a pair, by the reply's words alone."""
        self.pairs.extend(pairs)
        return [self._answer(reply.lower()) for _, reply in pairs]

    @staticmethod
    def _answer(reply: str) -> ReplyScores:
        if "wrong" in reply:
            return ReplyScores(agree=0.05, disagree=0.9, neutral=0.05)
        if "agree" in reply:
            return ReplyScores(agree=0.9, disagree=0.05, neutral=0.05)
        return ReplyScores(agree=0.1, disagree=0.1, neutral=0.8)


class SharedWords:
    """Matches a text with a key point by the share of the point's words it holds."""

    def match(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """Shares from 0 to 1."""
        return [self._share(text, point) for text, point in pairs]

    @staticmethod
    def _share(text: str, point: str) -> float:
        wanted = set(point.lower().split())
        return len(wanted & set(text.lower().split())) / len(wanted) if wanted else 0.0


class HashedWords:
    """Embeds a text as the sum of one fixed random direction a word."""

    def __init__(self, size: int = 64) -> None:
        self.size = size

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Rows of unit length; a text without words gets the first axis."""
        rows = np.zeros((len(texts), self.size), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in text.lower().split() or [""]:
                row += self._direction(word)
            row /= np.linalg.norm(row) or 1.0
        return rows

    def _direction(self, word: str) -> Vectors:
        seed = int.from_bytes(hashlib.sha256(word.encode()).digest()[:8], "big")
        return np.random.default_rng(seed).standard_normal(self.size).astype(np.float32)


def parts() -> Parts:
    """All parts of a profile, with a threshold that the stand-ins always pass."""
    return Parts(
        stance=WordStance(),
        replies=WordReplies(),
        matcher=SharedWords(),
        embedder=HashedWords(),
        names={"stance": "words"},
        threshold=0.5,
    )
