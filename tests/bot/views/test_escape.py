"""Outside text reaches a terminal only as something to read."""

import json
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from bot.views.escape import escape_json, visible

ANYTHING = st.text(st.characters(exclude_categories=[]))
SAFE_FORMATS = {"\N{ZERO WIDTH JOINER}", "\N{ZERO WIDTH NON-JOINER}"}


def test_escape_sequences_become_visible() -> None:
    """The escape character is shown as its picture."""
    assert visible("\x1b[31mred\x07") == "␛[31mred␇"


def test_overrides_become_visible() -> None:
    """Text that would be drawn backwards says so."""
    assert visible("a\u202eb\u2066c") == "a\ufffdb\ufffdc"


def test_white_space_is_one_space() -> None:
    """What is shown stays on its line."""
    assert visible(" one\n\ttwo\u2028three ") == "one two three"


def test_towers_of_marks_are_cut() -> None:
    """A letter keeps the marks that a language uses and no more."""
    assert len(visible("a" + "\u0301" * 500)) < 10


def test_joined_emoji_stay_whole() -> None:
    """The joiner inside a family is part of the text."""
    family = "👩\u200d👧"
    assert visible(family) == family


@given(ANYTHING)
def test_nothing_visible_commands_a_terminal(text: str) -> None:
    """No control, surrogate or reordering character is left, whatever comes in."""
    left = {
        char for char in visible(text) if unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp")
    }
    left |= {char for char in visible(text) if unicodedata.bidirectional(char) in BIDI}
    assert left - SAFE_FORMATS == set()


BIDI = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


@given(ANYTHING)
def test_escaped_json_says_the_same(text: str) -> None:
    """Only the writing changes, never the text, so that spans stay true."""
    written = escape_json(json.dumps(text, ensure_ascii=False))
    assert json.loads(written) == text
    assert not any(unicodedata.category(char) in ("Cc", "Cs") for char in written)
