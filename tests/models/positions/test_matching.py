import numpy as np
import pytest

from models.errors import WeightsError
from models.positions.embedder import EncoderEmbedder
from models.positions.matching import EncoderMatcher


class Reader:
    """Gives the same outputs to every pair, and a unit vector to every text."""

    def __init__(self, labels):
        self.labels = labels

    def logits(self, pairs):
        """One row a pair."""
        return np.tile(np.array([0, 2, 0], dtype=np.float32), (len(pairs), 1))

    def vectors(self, texts):
        """One row a text."""
        return np.eye(3, dtype=np.float32)[[len(text) % 3 for text in texts]]


def test_match_is_a_probability_of_its_own():
    """The match output is read by itself, not against the others."""
    (chance,) = EncoderMatcher(Reader({"favor": 0, "match": 1, "x": 2})).match([("text", "point")])
    assert chance == pytest.approx(1 / (1 + np.exp(-2)))


def test_inference_model_matches_by_entailment():
    """A text that entails a key point makes it."""
    reader = Reader({"neutral": 0, "entailment": 1, "contradiction": 2})
    assert EncoderMatcher(reader).match([("text", "point")]) == [pytest.approx(0.787, abs=0.001)]


def test_model_without_a_match_is_refused():
    """A classifier of something else says so when it is loaded."""
    with pytest.raises(WeightsError, match="match"):
        EncoderMatcher(Reader({"joy": 0}))


def test_embedder_keeps_the_order():
    """One row for each text, in order."""
    rows = EncoderEmbedder(Reader({})).embed(["a", "", "bb"])
    assert rows.argmax(axis=1).tolist() == [1, 0, 2]


def test_nearness_raises_the_score():
    """Texts that lie near each other match rather than texts that do not."""
    reader = Reader({"match": 0, "x": 1, "y": 2})
    matcher = EncoderMatcher(reader, embedder=EncoderEmbedder(reader))
    near, far = matcher.match([("aa", "bb"), ("aa", "b")])
    assert near > 0.9 > far
