"""Lines fit their width, hang under their marks and carry no spare space."""

import pytest
from rich.cells import cell_len

from bot.views.layout import Page, bar


@pytest.mark.parametrize("width", [20, 40, 80])
def test_lines_fit_the_width(width: int) -> None:
    """Words, long words and wide letters are all folded."""
    page = Page(width)
    page.add("word " * 30 + "x" * 200 + " 市場は広場に残すべきだ" * 10, indent=2, mark="• ")
    assert max(cell_len(line.plain) for line in page.lines) <= width


def test_a_mark_hangs_before_its_paragraph() -> None:
    """Later lines start below the first word."""
    page = Page(20)
    page.add("one two three four five six", indent=2, mark="• ")
    assert [line.plain for line in page.lines] == ["  • one two three", "    four five six"]


def test_markup_is_text() -> None:
    """Square brackets are what somebody wrote."""
    page = Page(40)
    page.add("[bold]loud[/bold] [link=x]y[/link] :smile:")
    assert page.text().plain == "[bold]loud[/bold] [link=x]y[/link]\n:smile:"


def test_gaps_do_not_add_up() -> None:
    """Two gaps are one empty line."""
    page = Page(40)
    page.add("one")
    page.gap()
    page.gap()
    page.add("two")
    assert page.text().plain == "one\n\ntwo"


@pytest.mark.parametrize(
    ("part", "drawn"), [(0, "        "), (4, "████    "), (8, "████████"), (3, "███     ")]
)
def test_bars_are_in_proportion(part: int, drawn: str) -> None:
    """Half of the people fill half of the cells."""
    assert bar(part, 8, 8) == drawn


def test_one_of_many_still_shows() -> None:
    """The minority is never drawn away."""
    assert bar(1, 10_000, 8).strip()
