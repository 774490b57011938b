"""Reads whether a text makes a key point, with a pair encoder."""

from collections.abc import Sequence

from models.engine.calibration import Scale, sigmoid, softmax
from models.errors import WeightsError
from models.stance.classifier import PairReader

_MATCH = "match"
_INFERENCE = "entailment"


class EncoderMatcher:
    """A ``Matcher`` on a model with a ``match`` output, or on an inference model's entailment."""

    def __init__(self, reader: PairReader, scale: Scale | None = None) -> None:
        if not {_MATCH, _INFERENCE} & reader.labels.keys():
            raise WeightsError(f"the model has no output named {_MATCH} or {_INFERENCE}")
        self._reader = reader
        self._scale = scale or Scale()

    def match(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """The probability, from 0 to 1, that each (text, key point) pair matches, in order."""
        if not pairs:
            return []
        logits = self._reader.logits(pairs)
        labels = self._reader.labels
        if _MATCH in labels:
            column = logits[:, labels[_MATCH]]
            return [float(x) for x in sigmoid(self._scale.apply(column))]
        return [float(x) for x in softmax(logits)[:, labels[_INFERENCE]]]
