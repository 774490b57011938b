"""Who stands where in one line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.views.tally import SQUARES, bar, counted, shown_sides
from bot.words import speak
from models.types import Position, StanceLabel

COUNTS = st.lists(st.integers(0, 10_000), min_size=4, max_size=4).map(
    lambda numbers: dict(zip(StanceLabel, numbers, strict=True))
)


def _people(*numbers: int) -> dict[StanceLabel, int]:
    return dict(zip(StanceLabel, numbers, strict=True))


@given(COUNTS)
def test_a_bar_has_ten_squares(counts: dict[StanceLabel, int]) -> None:
    """Or none, where nobody is counted."""
    assert len(bar(counts)) == (10 if any(counts.values()) else 0)


@given(COUNTS)
def test_everybody_is_in_the_bar(counts: dict[StanceLabel, int]) -> None:
    """One person of ten thousand still has a square, nobody has none."""
    shown = bar(counts)
    assert all((SQUARES[label] in shown) == bool(count) for label, count in counts.items())


@given(COUNTS)
def test_more_people_never_have_fewer_squares(counts: dict[StanceLabel, int]) -> None:
    """The order of the sides is the order of their squares."""
    cells = sorted((count, bar(counts).count(SQUARES[label])) for label, count in counts.items())
    assert [squares for _, squares in cells] == sorted(squares for _, squares in cells)


@pytest.mark.parametrize(
    ("counts", "line"),
    [
        (_people(3, 2, 2, 0), "🟦 For · **3 of 7**"),
        (_people(10, 9, 0, 0), "🟦 For · **10 of 19**"),
        (_people(5, 15, 0, 0), "🟦 For · **5 of 20** (25%)"),
        (_people(0, 1, 0, 0), "🟦 For · **0 of 1**"),
    ],
)
def test_a_handful_gets_no_percentage(counts: dict[StanceLabel, int], line: str) -> None:
    """Shares are given from twenty people on."""
    assert counted(StanceLabel.FAVOR, counts, speak("en")) == line


def test_an_empty_side_is_shown() -> None:
    """That nobody is against is worth knowing; that nobody is unclear is not."""
    assert shown_sides([Position("k1", StanceLabel.FAVOR, 3, ("c1",))]) == [
        StanceLabel.FAVOR,
        StanceLabel.AGAINST,
    ]
