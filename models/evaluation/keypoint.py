"""Measures a matcher as the organisers of the KPA-2021 shared task do (Friedman et al. 2021).

For each topic and side: every argument keeps its best key point, the better half of these pairs by
score is kept, and their average precision is taken times the share of correct pairs among them.
Scores are made from the texts alone; the gold is looked at afterwards.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from models.evaluation.metrics import average_precision
from models.evaluation.rows import Row, read_rows
from models.load import Parts

Group = list[tuple[Row, float]]


def evaluate(path: Path, parts: Parts) -> dict[str, Any]:
    """One line of figures: an undecided pair is wrong in ``strict``, right in ``relaxed``."""
    rows = read_rows(path)
    scores = parts.matcher.match([(row["argument"], row["key_point"]) for row in rows])
    groups: dict[tuple[str, str], Group] = {}
    for row, score in zip(rows, scores, strict=True):
        groups.setdefault((str(row["topic"]), str(row["stance"])), []).append((row, score))
    kept = [_better_half(_best(group)) for group in groups.values()]
    return {
        "task": "keypoint",
        "file": path.name,
        "n": len(rows),
        "map_strict": _mean([_precision(pairs, undecided=False) for pairs in kept]),
        "map_relaxed": _mean([_precision(pairs, undecided=True) for pairs in kept]),
    }


def _best(group: Group) -> Group:
    """For each argument the pair with its best-scored key point, in the order of the file."""
    best: dict[str, tuple[Row, float]] = {}
    for row, score in group:
        name = str(row.get("arg_id", row["argument"]))
        if name not in best or score > best[name][1]:
            best[name] = (row, score)
    return list(best.values())


def _better_half(pairs: Group) -> Group:
    return sorted(pairs, key=lambda pair: -pair[1])[: len(pairs) // 2]


def _precision(pairs: Group, undecided: bool) -> float:
    right = [_right(row["match"], undecided) for row, _ in pairs]
    share = sum(right) / len(right) if right else 0.0
    return average_precision(right, [score for _, score in pairs]) * share


def _right(match: int | None, undecided: bool) -> bool:
    return undecided if match is None else match == 1


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0
