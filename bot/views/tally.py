"""Who stands where in one line: squares in the chart's colours, and counts of people."""

from collections.abc import Mapping, Sequence

from bot.views.outline import PERCENT_FROM
from bot.words import Words
from models.types import Position, StanceLabel

SQUARES = {
    StanceLabel.FAVOR: "🟦",
    StanceLabel.AGAINST: "🟧",
    StanceLabel.NEUTRAL: "⬜",
    StanceLabel.UNCLEAR: "⬛",
}
SIDES = (StanceLabel.FAVOR, StanceLabel.AGAINST)
_CELLS = 10


def bar(counts: Mapping[StanceLabel, int]) -> str:
    """Ten squares shared out by people; a side with anybody on it always has one."""
    total = sum(counts.values())
    if not total:
        return ""
    cells = {label: max(1, _CELLS * count // total) for label, count in counts.items() if count}
    while (left := _CELLS - sum(cells.values())) != 0:
        step = 1 if left > 0 else -1

        def lacking(label: StanceLabel, step: int = step) -> float:
            return step * (counts[label] * _CELLS / total - cells[label])

        cells[max((each for each in cells if cells[each] + step > 0), key=lacking)] += step
    return "".join(SQUARES[label] * cells.get(label, 0) for label in counts)


def shown_sides(positions: Sequence[Position]) -> list[StanceLabel]:
    """For and against always, so that nobody's absence is hidden; others where comments are."""
    there = {position.label for position in positions}
    return [label for label in StanceLabel if label in there or label in SIDES]


def counted(label: StanceLabel, counts: Mapping[StanceLabel, int], say: Words) -> str:
    """A side as "🟦 For · **3 of 7**", with its share in percent where that is no handful."""
    count, total = counts[label], sum(counts.values())
    line = f"{SQUARES[label]} {say(f'chart.{label}')} · **{of(count, total, say)}**"
    return f"{line} ({say.percent(count / total)})" if total >= PERCENT_FROM else line


def of(count: int, total: int, say: Words) -> str:
    """A count as "3 of 7"."""
    return say("export.of", count=count, total=total)
