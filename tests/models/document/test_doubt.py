"""A split is unsure where another would explain the page about as well."""

import pytest

from models.document.doubt import turn
from models.document.paste import parse

LONG = (
    "The island ferry has taken only cards since 2021, and from Monday on it will take only coins"
    " and notes, which the skipper calls a return to reason after eleven months of lost signals."
)
ARTICLE = f"Cash only again\n\nBy Corinne Halloway\n\n{LONG}\n\n{LONG}\n\n{LONG}\n\n"
HEADED = "".join(
    f"{name} says:\nMay {n}, 2023 at 7:16 am\n\nThey took my last coin.\n\nReply\n\n"
    for n, name in enumerate(("Ann", "Ben", "Cleo", "Dora"), 3)
)
TALK = "They took my last coin.\n\nNobody asked us.\n\nI never pay.\n\nIt is over.\n\nSays who?\n\n"


@pytest.mark.parametrize(
    "page", [ARTICLE, f"{ARTICLE}4 Comments\n\n{HEADED}", ARTICLE + HEADED, f"{ARTICLE}{LONG}"]
)
def test_a_plain_split_is_sure(page: str) -> None:
    """An article alone, or with comments whose headers are whole."""
    assert not parse(page).unsure


@pytest.mark.parametrize(
    "page",
    [
        f"{ARTICLE}Comments\n\n{TALK}",
        f"{ARTICLE}{TALK}",
        ARTICLE + TALK.replace("\n\n", "\n\nReply\n\n"),
        ARTICLE + "".join(f"{name}\n{LONG}\n\n" for name in ("Ann", "Ben", "Cleo", "Dora", "Ed")),
        f"{ARTICLE}20 Comments\n\n{HEADED}",
        f"{ARTICLE}Comments\n\nAnn\nNo coins.\nReply\nBen\nNo cards.\nReply\n",
    ],
    ids=["fallback", "grown short", "buttons", "bare names", "some missing", "undated"],
)
def test_a_doubtful_split_is_unsure(page: str) -> None:
    """Comments by nobody, none where there seem to be some, fewer than announced."""
    assert parse(page).unsure


@pytest.mark.parametrize("comments", ["", TALK])
def test_a_split_that_was_given_is_sure(comments: str) -> None:
    """Nobody is asked again."""
    assert not parse(ARTICLE, comments=comments).unsure


@pytest.mark.parametrize(
    ("lengths", "at"), [((90, 90, 90, 9, 9, 9, 9), 3), ((9,) * 8, 2), ((9, 9), 0), ((), 0)]
)
def test_where_paragraphs_grow_short(lengths: tuple[int, ...], at: int) -> None:
    """The point that parts long from short ones best; 0 where there are too few."""
    assert turn(["x" * length for length in lengths])[0] == at
