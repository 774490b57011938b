import numpy as np
import pytest

from models.engine.calibration import Scale
from models.errors import WeightsError
from models.stance.replies import EncoderReplies
from models.types import ReplyScores


class Reader:
    """Every reply disagrees a little."""

    def __init__(self):
        self.labels = {"favor": 0, "agree": 1, "disagree": 2, "reply_neutral": 3}

    def logits(self, pairs):
        """One row a pair."""
        return np.tile(np.array([9, 0, 1, 0], dtype=np.float32), (len(pairs), 1))


def test_only_the_outputs_for_replies_count():
    """What the same model thinks of stance does not reach a reply."""
    (scores,) = EncoderReplies(Reader()).classify([("parent", "reply")])
    assert scores.disagree == pytest.approx(np.e / (np.e + 2), abs=1e-4)


def test_temperature_flattens_the_scores():
    """A calibrated model is less sure of the same outputs."""
    (flat,) = EncoderReplies(Reader(), Scale(temperature=100.0)).classify([("parent", "reply")])
    assert flat == ReplyScores(*(pytest.approx(1 / 3, abs=0.01) for _ in range(3)))


def test_model_without_agreement_is_refused():
    """A classifier of something else says so when it is loaded."""
    reader = Reader()
    reader.labels = {"favor": 0}
    with pytest.raises(WeightsError, match="agree"):
        EncoderReplies(reader)
