"""The panel of settings: every value, where it comes from, within one message in any language."""

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.views.card import MAX_CHARACTERS, MAX_COMPONENTS, Card
from bot.views.settings import changed_card, panel_card
from bot.words import LANGUAGES, speak
from config.guilds import NAMES, GuildSettings, resolve
from config.kinds import Value

EN = speak("en")
IDS = st.lists(st.integers(10**17, 2**63 - 1), max_size=100).map(tuple)
LABEL = st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=60)
DOMAINS = st.lists(st.lists(LABEL, min_size=2, max_size=4).map(".".join), max_size=100).map(tuple)
OVERRIDES = st.fixed_dictionaries(
    {},
    optional={
        "allowed_channels": IDS,
        "allowed_roles": IDS,
        "allow_domains": DOMAINS,
        "deny_domains": DOMAINS,
        "max_input": st.integers(1, 3_000_000),
        "threshold": st.floats(0, 1),
        "names": st.booleans(),
    },
)


def panel(overrides: Mapping[str, Value], language: str = "en") -> Card:
    """The panel of a guild with these overrides and one default of the operator."""
    operator: dict[str, Value] = {"length": "full"}
    return panel_card(speak(language), resolve(operator, overrides), operator, overrides)


def lines(card: Card) -> dict[str, str]:
    """The first line of each setting by its name."""
    return {
        line.split("`")[1]: line
        for text in card.texts
        for line in text.split("\n")
        if line.startswith("**`")
    }


def test_the_panel_shows_each_value_and_where_it_comes_from() -> None:
    """A default, an operator's value, and one of this guild."""
    found = lines(panel({"chart": False}))
    assert found["visibility"] == "**`visibility`** `private` · default"
    assert found["length"] == "**`length`** `full` · from the operator"
    assert found["chart"] == "**`chart`** `off` · set here"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_setting_is_missing(language: str) -> None:
    """In the order they are defined."""
    assert tuple(lines(panel({}, language))) == NAMES


def test_long_lists_are_shortened_by_count() -> None:
    """The first entries, then how many more there are."""
    line = lines(panel({"allowed_channels": tuple(range(1, 101))}))["allowed_channels"]
    shown = line.count("<#")
    assert f"and {100 - shown} more" in line


@given(OVERRIDES, st.sampled_from(LANGUAGES))
@settings(max_examples=150, deadline=None)
def test_the_panel_fits_into_one_message(overrides: Mapping[str, Value], language: str) -> None:
    """4,000 characters and 40 components, whatever is set."""
    card = panel(overrides, language)
    assert card.characters <= MAX_CHARACTERS
    assert card.components <= MAX_COMPONENTS


@pytest.mark.parametrize("name", NAMES)
def test_a_changed_setting_is_told_with_its_value(name: str) -> None:
    """Name and new value, and what it is for."""
    [text] = changed_card(EN, name, getattr(GuildSettings(), name)).texts
    assert text.startswith(f"**`{name}`** is now `")
