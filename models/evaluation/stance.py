"""Measures a stance classifier on (topic, text) rows; it knows no threads."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from models.evaluation.metrics import accuracy, calibration_error, f1, macro_f1
from models.evaluation.rows import Row, read_rows
from models.load import Parts
from models.stance.classifier import with_context
from models.types import Scores

_LABELS = ("favor", "against", "neutral")


def evaluate(path: Path, parts: Parts) -> dict[str, Any]:
    """One line of figures for a stance file.

    Labels that the file's gold never uses are not predicted. ``mean_f1`` is SemEval-2016's: the
    mean of F1 for favor and for against; ``macro_f1_zero_shot`` and ``macro_f1_few_shot`` are over
    the rows so marked, left out where none is.
    """
    rows = read_rows(path)
    scores = parts.stance.classify([(row["topic"], stance_text(row)) for row in rows])
    used = [label for label in _LABELS if any(row["label"] == label for row in rows)]
    decided = [best_label(score, used) for score in scores]
    gold = [str(row["label"]) for row in rows]
    labels = [label for label, _ in decided]
    return {
        "task": "stance",
        "file": path.name,
        "n": len(rows),
        "macro_f1": macro_f1(gold, labels),
        "accuracy": accuracy(gold, labels),
        **_shares(rows, labels),
        "mean_f1": (f1(gold, labels, "favor") + f1(gold, labels, "against")) / 2,
        "ece": calibration_error(
            [a == b for a, b in zip(gold, labels, strict=True)], [sure for _, sure in decided]
        ),
    }


def stance_text(row: Row) -> str:
    """The text of a stance row, with the post it answers where the row has one."""
    context = row.get("context")
    return with_context(row["text"], context[-1]) if context else str(row["text"])


def best_label(score: Scores, used: Sequence[str]) -> tuple[str, float]:
    """The most probable of the ``used`` labels and its probability among them."""
    chances = {label: float(getattr(score, label)) for label in used}
    label = max(chances, key=lambda name: chances[name])
    return label, chances[label] / (sum(chances.values()) or 1.0)


def _shares(rows: Sequence[Row], labels: Sequence[str]) -> dict[str, float]:
    """Macro-F1 over the rows marked each way, without a way that no row is marked."""
    found: dict[str, float] = {}
    for name, zero_shot in (("zero", True), ("few", False)):
        pairs = [
            (str(row["label"]), label)
            for row, label in zip(rows, labels, strict=True)
            if row.get("zero_shot") is zero_shot
        ]
        if pairs:
            found[f"macro_f1_{name}_shot"] = macro_f1([a for a, _ in pairs], [b for _, b in pairs])
    return found
