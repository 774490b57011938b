"""Reads which side of a claim a text is on, with a pair encoder.

It sees one text at a time: what the text answers is the business of ``decide``.
"""

from collections.abc import Sequence
from typing import Protocol

import numpy as np

from models.engine.calibration import Scale, softmax
from models.engine.encoder import Array
from models.errors import WeightsError
from models.stance.opposite import opposite
from models.types import Scores

_NAMES = (
    ("favor", "for", "support", "pro", "entailment", "agree"),
    ("against", "oppose", "con", "contradiction", "disagree"),
    ("neutral", "none", "neither", "discuss"),
)
_INFERENCE = "entailment"
_CONTEXT = " | in reply to: "


def with_context(text: str, parent: str) -> str:
    """A text and, after it, the post it answers, in the one form that the model was trained on."""
    return f"{text}{_CONTEXT}{parent}"


class PairReader(Protocol):
    """What a classifier needs of an encoder."""

    @property
    def labels(self) -> dict[str, int]:
        """Column of each output by its lower-case name."""
        ...

    def logits(self, pairs: Sequence[tuple[str, str]]) -> Array:
        """Shape (n, outputs)."""
        ...


class EncoderStance:
    """A ``StanceClassifier`` on a stance or an inference model.

    Each claim is also read as its opposite, and ``share`` of the answer is that reading turned
    round, because an angry text looks "against" whatever it is held to: what turns with the claim
    is stance, what does not is tone. It doubles the time, so a call of more than ``mirror`` pairs
    goes without.
    """

    def __init__(
        self,
        reader: PairReader,
        scale: Scale | None = None,
        mirror: int = 2000,
        share: float = 0.35,
    ) -> None:
        self._reader = reader
        self._scale = scale or Scale()
        self._mirror = mirror
        self._share = share
        self._columns = columns(reader.labels, _NAMES)
        # An inference model reads the text as premise and the claim as hypothesis.
        self._text_first = _INFERENCE in reader.labels

    def classify(self, pairs: Sequence[tuple[str, str]]) -> list[Scores]:
        """One ``Scores`` for each (claim, text) pair, in order."""
        if not pairs:
            return []
        logits = self._read(pairs)
        if len(pairs) <= self._mirror:
            turned = self._read([(opposite(claim), text) for claim, text in pairs])
            logits = logits + np.float32(self._share) * (turned[:, [1, 0, 2]] - logits)
        rows = softmax(self._scale.apply(logits)).tolist()
        return [Scores(favor, against, neutral) for favor, against, neutral in rows]

    def _read(self, pairs: Sequence[tuple[str, str]]) -> Array:
        asked = [(text, claim) for claim, text in pairs] if self._text_first else list(pairs)
        logits = self._reader.logits(asked)[:, self._columns]
        # Outputs mean something only relative to their group; centred, two readings average.
        return np.asarray(logits - logits.mean(axis=1, keepdims=True), dtype=np.float32)


def columns(labels: dict[str, int], names: Sequence[Sequence[str]]) -> list[int]:
    """The column of each group of names, by the first name the model has.

    Raises ``WeightsError`` when the model has none of a group's names.
    """
    found = []
    for group in names:
        column = next((labels[name] for name in group if name in labels), None)
        if column is None:
            raise WeightsError(f"the model has no output named {' or '.join(group)}")
        found.append(column)
    return found
