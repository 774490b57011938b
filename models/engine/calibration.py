"""Turns outputs into probabilities that can be taken at their word.

A temperature and a shift for each group of outputs, fitted on development data and kept beside the
weights; without the file, outputs are taken as they are.
"""

import json
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from models.engine.encoder import Array
from models.errors import WeightsError

FILE = "calibration.json"


@dataclass(frozen=True, slots=True)
class Scale:
    """Outputs are divided by ``temperature``, then ``shift`` is added (Guo et al. 2017)."""

    temperature: float = 1.0
    shift: tuple[float, ...] = (0.0,)

    def apply(self, logits: Array) -> Array:
        """The scaled outputs, same shape."""
        return np.asarray(logits / self.temperature + np.asarray(self.shift), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Calibration:
    """One scale a group; ``threshold`` is the confidence under which a side is UNCLEAR."""

    stance: Scale = field(default_factory=Scale)
    reply: Scale = field(default_factory=Scale)
    match: Scale = field(default_factory=Scale)
    threshold: float = 0.5


def read_calibration(folder: Path) -> Calibration:
    """The calibration kept in ``folder``, the plain one where there is none."""
    path = folder / FILE
    if not path.is_file():
        return Calibration()
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        scales = {
            name: Scale(float(kept[name]["temperature"]), tuple(map(float, kept[name]["shift"])))
            for name in ("stance", "reply", "match")
        }
        return Calibration(**scales, threshold=float(kept["threshold"]))
    except (KeyError, TypeError, ValueError) as error:
        raise WeightsError(f"{path} is not a calibration: {error!r}") from error


def softmax(logits: Array) -> Array:
    """Probabilities along the last axis."""
    powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True), dtype=np.float32)


def sigmoid(logits: Array) -> Array:
    """A probability for each output by itself, without overflow at either end."""
    return np.asarray(0.5 * (1.0 + np.tanh(0.5 * logits)), dtype=np.float32)
