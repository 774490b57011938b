"""Markdown marks go, the words they mark stay."""

import pytest

from models.document.markdown import without_links, without_marks


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("see [the ferry](https://example.org) now", "see the ferry now"),
        ('[a](<b> "t") and ![picture](c.png)', "a and "),
        ("a [b] (c)", "a [b] (c)"),
        ("f(x)[1]", "f(x)[1]"),
    ],
)
def test_links_are_reduced_to_their_words(text: str, shown: str) -> None:
    """Brackets that are no link stay."""
    assert without_links(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("## What they want ##", "What they want"),
        ("> said\n> again", "said\nagain"),
        ("a **bold** word", "a bold word"),
        ("2 ** 3 ** 4", "2 ** 3 ** 4"),
        ("#hashtag", "#hashtag"),
    ],
)
def test_marks_are_taken_away(text: str, shown: str) -> None:
    """At the start of a line and around words."""
    assert without_marks(text) == shown


@pytest.mark.parametrize("mark", ["[", "![", "[a](", "**a", "> ", "# ", "__a_", "[x](u"])
def test_marks_without_end_take_linear_time(mark: str) -> None:
    """A file of nothing but opened marks ends."""
    text = mark * 100_000
    assert len(without_marks(without_links(text))) <= len(text)
