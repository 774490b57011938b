"""Reads whether a reply agrees with what it answers, with a pair encoder; it knows no claim."""

from collections.abc import Sequence

import numpy as np

from models.document.sentences import sentences
from models.engine.calibration import Scale, softmax
from models.stance.classifier import PairReader, columns
from models.types import ReplyScores

_NAMES = (
    ("agree", "support", "entailment"),
    ("disagree", "attack", "contradiction"),
    ("reply_neutral", "neutral", "none"),
)


_PART = 260  # characters of what is answered that are read at a time
_PARTS = 8
_SHORT_CALL = 400  # replies in a call up to which a long parent is read part by part


class EncoderReplies:
    """A ``ReplyClassifier`` on a model that names agree, disagree and a third output.

    A reply seldom answers all of a long comment: what it answers is read in parts of a few
    sentences, and the reply's label is the mean over the parts, in the logarithm.
    """

    def __init__(self, reader: PairReader, scale: Scale | None = None) -> None:
        self._reader = reader
        self._scale = scale or Scale()
        self._columns = columns(reader.labels, _NAMES)

    def classify(self, pairs: Sequence[tuple[str, str]]) -> list[ReplyScores]:
        """One ``ReplyScores`` for each (parent text, reply text) pair, in order."""
        if not pairs:
            return []
        split = len(pairs) <= _SHORT_CALL
        parts = [_parts(parent) if split else [parent] for parent, _ in pairs]
        asked = [(part, pairs[i][1]) for i, found in enumerate(parts) for part in found]
        logits = self._scale.apply(self._reader.logits(asked)[:, self._columns])
        shares = np.log(softmax(logits))
        rows, start = [], 0
        for found in parts:
            rows.append(shares[start : start + len(found)].mean(axis=0))
            start += len(found)
        return [ReplyScores(*row) for row in softmax(np.array(rows)).tolist()]


def _parts(text: str) -> list[str]:
    """At most ``_PARTS`` runs of whole sentences of about ``_PART`` characters."""
    parts: list[str] = []
    for start, end in sentences(text[: _PART * _PARTS * 2]):
        sentence = text[start:end]
        if parts and len(parts[-1]) + len(sentence) < _PART:
            parts[-1] = f"{parts[-1]} {sentence}"
        else:
            parts.append(sentence)
    return parts[:_PARTS] or [text]
