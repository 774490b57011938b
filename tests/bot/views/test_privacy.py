"""What is stored, and what an erase removed and could not reach."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.views.card import MAX_CHARACTERS, Card
from bot.views.privacy import erased_card, privacy_card
from bot.words import LANGUAGES, speak
from config.people import Erased, Left

EN = speak("en")
SNOWFLAKES = st.integers(0, 2**64 - 1)
MESSAGES = st.builds(Left, st.none() | SNOWFLAKES, SNOWFLAKES, SNOWFLAKES)


def text(card: Card) -> str:
    """All the words of a card."""
    return "\n".join(card.texts)


def test_the_retention_of_the_guild_is_told() -> None:
    """Seven days are seven days, and nothing stored is said to be so."""
    assert "Deleted after 7 days." in text(privacy_card(EN, 7))
    assert "Digests are not stored here" in text(privacy_card(EN, 0))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_place_of_the_models_and_the_ways_out_are_told(language: str) -> None:
    """Both commands stand there as they are typed in this language."""
    say = speak(language)
    said = text(privacy_card(say, 7))
    assert say("privacy.host") in said
    assert f"/{say('command.mydata')} {say('command.erase')}" in said


def test_an_erase_tells_what_it_removed_and_what_stays() -> None:
    """Rows by kind, and messages as links, in a direct message too."""
    erased = Erased({"digests": 2, "feedback": 1, "quotas": 0}, (Left(1, 2, 3), Left(None, 4, 5)))
    assert text(erased_card(EN, erased, 1)).split("\n") == [
        "**Deleted**",
        "- 2 digests",
        "- 1 piece of feedback",
        "- 1 digest in memory or in line",
        EN("privacy.left"),
        "- https://discord.com/channels/1/2/3",
        "- https://discord.com/channels/@me/4/5",
    ]


def test_an_erase_of_nothing_says_so() -> None:
    """Nobody is left to wonder."""
    assert text(erased_card(EN, Erased({}, ()), 0)) == EN("privacy.nothing")


@given(st.lists(MESSAGES, max_size=300), st.sampled_from(LANGUAGES))
def test_an_erase_fits_into_one_message(shared: list[Left], language: str) -> None:
    """Links that do not fit are counted."""
    erased = Erased({"digests": 10**6, "feedback": 10**6, "quotas": 10**6}, tuple(shared))
    card = erased_card(speak(language), erased, 10**6)
    links = text(card).count("https://")
    assert card.characters <= MAX_CHARACTERS
    more = speak(language)("privacy.more", count=len(shared) - links)
    assert links == len(shared) or more in text(card)
