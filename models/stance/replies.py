"""Reads whether a reply agrees with what it answers, with a pair encoder; it knows no claim."""

from collections.abc import Sequence

from models.engine.calibration import Scale, softmax
from models.stance.classifier import PairReader, columns
from models.types import ReplyScores

_NAMES = (
    ("agree", "support", "entailment"),
    ("disagree", "attack", "contradiction"),
    ("reply_neutral", "neutral", "none"),
)


class EncoderReplies:
    """A ``ReplyClassifier`` on a model that names agree, disagree and a third output."""

    def __init__(self, reader: PairReader, scale: Scale | None = None) -> None:
        self._reader = reader
        self._scale = scale or Scale()
        self._columns = columns(reader.labels, _NAMES)

    def classify(self, pairs: Sequence[tuple[str, str]]) -> list[ReplyScores]:
        """One ``ReplyScores`` for each (parent text, reply text) pair, in order."""
        if not pairs:
            return []
        logits = self._reader.logits(pairs)[:, self._columns]
        rows = softmax(self._scale.apply(logits)).tolist()
        return [ReplyScores(agree, disagree, neutral) for agree, disagree, neutral in rows]
