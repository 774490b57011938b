"""Measures a reply classifier on (parent, reply) rows."""

from pathlib import Path
from typing import Any

from models.evaluation.metrics import accuracy, calibration_error, macro_f1
from models.evaluation.rows import read_rows
from models.load import Parts

_LABELS = ("agree", "disagree", "neutral")


def evaluate(path: Path, parts: Parts) -> dict[str, Any]:
    """One line of figures for a reply file; labels the gold never uses are not predicted."""
    rows = read_rows(path)
    scores = parts.replies.classify([(row["parent"], row["reply"]) for row in rows])
    gold = [str(row["label"]) for row in rows]
    used = [label for label in _LABELS if label in set(gold)]
    labels = [max(used, key=lambda name: float(getattr(score, name))) for score in scores]
    sure = [
        float(getattr(score, label)) / sum(float(getattr(score, name)) for name in used)
        for score, label in zip(scores, labels, strict=True)
    ]
    return {
        "task": "reply",
        "file": path.name,
        "n": len(rows),
        "macro_f1": macro_f1(gold, labels),
        "accuracy": accuracy(gold, labels),
        "ece": calibration_error([a == b for a, b in zip(gold, labels, strict=True)], sure),
    }
