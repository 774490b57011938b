"""The swappable parts: one method each, a batch in, a batch out, in the same order."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

from models.types import Article, Length, ReplyScores, Scores, Summary

Vectors = npt.NDArray[np.float32]


class Summarizer(Protocol):
    """Picks the sentences that stand for an article."""

    def summarize(self, article: Article, length: Length) -> Summary:
        """Spans of ``article`` in reading order; an empty article gives an empty summary."""
        ...


class StanceClassifier(Protocol):
    """Reads which side of a claim a text is on."""

    def classify(self, pairs: Sequence[tuple[str, str]]) -> list[Scores]:
        """One ``Scores`` for each (claim, text) pair."""
        ...


class ReplyClassifier(Protocol):
    """Reads whether a reply agrees with what it answers."""

    def classify(self, pairs: Sequence[tuple[str, str]]) -> list[ReplyScores]:
        """One ``ReplyScores`` for each (parent text, reply text) pair."""
        ...


class Matcher(Protocol):
    """Reads whether a text makes a key point."""

    def match(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """The probability, from 0 to 1, that each (text, key point) pair matches."""
        ...


class Embedder(Protocol):
    """Places texts so that like meanings are near."""

    def embed(self, texts: Sequence[str]) -> Vectors:
        """A float32 array of shape (n, d) with rows of unit length."""
        ...
