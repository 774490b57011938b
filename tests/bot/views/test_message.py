"""A card as Discord's components, within its limits, kept by nobody."""

import asyncio
from typing import Any

import pytest

from bot.views.card import Button, Card, Choice, Link, Menu, Picture, Row, Rule, Text, Tone
from bot.views.digest import Look, digest_card
from bot.views.message import layout
from bot.words import speak
from models.types import Length
from tests.bot.views.any_digest import any_digest

CARD = Card(
    (
        Text("## A title"),
        Rule(),
        Picture("chart.png", "Three of seven"),
        Row((Button("Cancel", "h:cancel:1", Tone.DANGER),)),
    ),
    (
        Row((Menu("h:comments:1", "Show…", (Choice("For", "k1:favor", "A claim"),)),)),
        Row((Button("Longer", "h:longer:1", disabled=True), Link("Open", "https://example.org"))),
    ),
    0x123456,
)


async def _components(card: Card) -> list[dict[str, Any]]:
    return layout(card).to_components()


def _count(components: list[dict[str, Any]]) -> int:
    return sum(1 + _count(each.get("components", [])) for each in components)


def _run(card: Card) -> list[dict[str, Any]]:
    return asyncio.run(_components(card))


def test_blocks_stand_in_a_coloured_container() -> None:
    """Text, rule, picture and row in their order, the rows under it."""
    container, *rows = _run(CARD)
    kinds = [each["type"] for each in container["components"]]
    assert (container["accent_color"], kinds) == (0x123456, [10, 14, 12, 1])
    assert [row["type"] for row in rows] == [1, 1]


def test_words_arrive_as_they_are() -> None:
    """The markdown, the picture's file and description, the choice."""
    container, menu, buttons = _run(CARD)
    picture = container["components"][2]["items"][0]
    option = menu["components"][0]["options"][0]
    assert container["components"][0]["content"] == "## A title"
    assert (picture["media"]["url"], picture["description"]) == (
        "attachment://chart.png",
        "Three of seven",
    )
    assert (option["label"], option["value"], option["description"]) == (
        "For",
        "k1:favor",
        "A claim",
    )
    assert [button.get("disabled") for button in buttons["components"]] == [True, False]


def test_nobody_waits_for_the_view() -> None:
    """It is finished before it is sent, so discord.py does not keep it."""

    async def finished() -> bool:
        return layout(CARD).is_finished()

    assert asyncio.run(finished())


@pytest.mark.parametrize("length", Length)
def test_a_digest_is_a_message_of_its_size(length: Length) -> None:
    """The card counts components as Discord does."""
    card = digest_card(any_digest(2, 40, 9), Look("k", speak("en"), length, chart="chart.png"))
    assert _count(_run(card)) + sum(isinstance(b, Picture) for b in card.blocks) == card.components


def test_the_library_counts_the_same_text() -> None:
    """What discord.py measures is what the planner measured, or less."""

    async def length() -> int:
        return layout(card).content_length()

    card = digest_card(any_digest(4, 40, 9), Look("k", speak("en"), Length.FULL))
    assert asyncio.run(length()) <= card.characters
