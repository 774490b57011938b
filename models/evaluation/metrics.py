"""The measures that evaluation reports, each a fraction from 0 to 1; they know labels, no files."""

from collections.abc import Sequence


def accuracy(gold: Sequence[str], predicted: Sequence[str]) -> float:
    """The share of equal labels, 0 without any."""
    hits = sum(a == b for a, b in zip(gold, predicted, strict=True))
    return hits / len(gold) if gold else 0.0


def f1(gold: Sequence[str], predicted: Sequence[str], label: str) -> float:
    """F1 of one label, 0 where it is neither in the gold nor predicted."""
    pairs = list(zip(gold, predicted, strict=True))
    both = sum(a == b == label for a, b in pairs)
    either = sum(a == label for a, _ in pairs) + sum(b == label for _, b in pairs)
    return 2 * both / either if either else 0.0


def macro_f1(gold: Sequence[str], predicted: Sequence[str]) -> float:
    """The mean F1 over the labels of the gold, 0 without any."""
    labels = sorted(set(gold))
    return sum(f1(gold, predicted, label) for label in labels) / len(labels) if labels else 0.0


def calibration_error(right: Sequence[bool], confidence: Sequence[float], bins: int = 15) -> float:
    """Expected calibration error (Naeini 2015; Guo et al. 2017) over ``bins`` equal widths."""
    groups: dict[int, list[tuple[bool, float]]] = {}
    for hit, sure in zip(right, confidence, strict=True):
        groups.setdefault(min(int(sure * bins), bins - 1), []).append((hit, sure))
    gaps = (abs(sum(h for h, _ in group) - sum(c for _, c in group)) for group in groups.values())
    return sum(gaps) / len(right) if right else 0.0


def average_precision(right: Sequence[bool], scores: Sequence[float]) -> float:
    """The mean of the precision at each right item, best score first; 0 without a right one.

    Items of equal score count as one step, so that their order cannot change the result.
    """
    order = sorted(range(len(scores)), key=lambda at: -scores[at])
    found = seen = 0
    total = 0.0
    start = 0
    while start < len(order):
        end = start
        while end < len(order) and scores[order[end]] == scores[order[start]]:
            end += 1
        new = sum(right[at] for at in order[start:end])
        found, seen = found + new, end
        total += new * found / seen
        start = end
    return total / found if found else 0.0
