"""The shipped models do not fall below the figures in ``floors.json`` on small sets of our own.

The floors stand a little under what was measured when they were set; see CONTRIBUTING.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from models.__main__ import measure

HERE = Path(__file__).parent
FILES = {task: HERE / f"{task}.jsonl" for task in ("stance", "reply", "keypoint", "thread")}
FILES |= {"summarization": HERE / "summarization.jsonl", "paste": HERE / "pastes"}
FLOORS: dict[str, dict[str, float]] = json.loads((HERE / "floors.json").read_text())
# A share that should be low has a ceiling instead.
CEILINGS: dict[str, dict[str, float]] = FLOORS.pop("ceilings")


@cache
def measured(task: str) -> dict[str, Any]:
    """The figures of one task; each file is read by the models once."""
    return next(iter(measure(task, [FILES[task]])))


@pytest.mark.parametrize(
    ("task", "metric", "floor"),
    [(task, metric, floor) for task, row in FLOORS.items() for metric, floor in row.items()],
)
def test_quality_does_not_fall(task: str, metric: str, floor: float) -> None:
    """Every metric that has a floor is on it or above."""
    assert measured(task)[metric] >= floor


@pytest.mark.parametrize(
    ("task", "metric", "ceiling"),
    [(task, metric, top) for task, row in CEILINGS.items() for metric, top in row.items()],
)
def test_errors_do_not_grow(task: str, metric: str, ceiling: float) -> None:
    """Every share that should be low stays under its ceiling."""
    assert measured(task)[metric] <= ceiling
