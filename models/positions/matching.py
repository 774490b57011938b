"""Reads whether a text makes a key point: a pair encoder and, beside it, how near the two lie."""

from collections.abc import Sequence

import numpy as np

from models.engine.calibration import Scale, sigmoid
from models.engine.encoder import Array
from models.errors import WeightsError
from models.protocols import Embedder
from models.stance.classifier import PairReader

CLOSENESS = 20.0
_MATCH = "match"
_INFERENCE = "entailment"


class EncoderMatcher:
    """A ``Matcher`` on a model with a ``match`` output, or on an inference model's entailment.

    With an ``embedder`` the cosine of the two texts, times ``closeness``, is added to the output:
    the two err in different places (``models/training/RUNS.md`` has the figures).
    """

    def __init__(
        self,
        reader: PairReader,
        scale: Scale | None = None,
        embedder: Embedder | None = None,
        closeness: float = CLOSENESS,
    ) -> None:
        if not {_MATCH, _INFERENCE} & reader.labels.keys():
            raise WeightsError(f"the model has no output named {_MATCH} or {_INFERENCE}")
        self._reader = reader
        self._scale = scale or Scale()
        self._embedder = embedder
        self._closeness = closeness

    def match(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """The probability, from 0 to 1, that each (text, key point) pair matches, in order."""
        if not pairs:
            return []
        return [float(x) for x in sigmoid(self._scale.apply(self.outputs(pairs)))]

    def outputs(self, pairs: Sequence[tuple[str, str]]) -> Array:
        """What ``match`` scales into probabilities, shape (n,)."""
        logits = self._reader.logits(pairs)
        labels = self._reader.labels
        if _MATCH in labels:
            found = logits[:, labels[_MATCH]]
        else:  # the odds of entailment against everything else
            rest = np.delete(logits, labels[_INFERENCE], axis=1)
            found = logits[:, labels[_INFERENCE]] - np.logaddexp.reduce(rest, axis=1)
        if self._embedder is not None:
            texts = list(dict.fromkeys(text for pair in pairs for text in pair))
            rows = dict(zip(texts, self._embedder.embed(texts), strict=True))
            cosines = [float(rows[text] @ rows[point]) for text, point in pairs]
            found = found + np.array(cosines, dtype=np.float32) * np.float32(self._closeness)
        return np.asarray(found, dtype=np.float32)
