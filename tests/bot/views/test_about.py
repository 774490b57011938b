"""What the bot is, and an invitation that asks for no more than it needs."""

from urllib.parse import parse_qs, urlsplit

import discord
import pytest

from bot.views.about import about_card, invite_url
from bot.views.card import MAX_CHARACTERS, Link
from bot.words import LANGUAGES, speak
from config.guilds import GuildSettings

INVITE = invite_url(42)


def test_the_invitation_asks_for_six_permissions() -> None:
    """View, send, send in threads, embed, attach, read history; nothing else."""
    query = parse_qs(urlsplit(INVITE).query)
    asked = discord.Permissions(int(query["permissions"][0]))
    assert {name for name, granted in asked if granted} == {
        "read_messages",  # the older name of View Channels
        "send_messages",
        "send_messages_in_threads",
        "embed_links",
        "attach_files",
        "read_message_history",
    }
    assert (query["client_id"], query["scope"]) == (["42"], ["bot applications.commands"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_tells_version_models_limits_and_invitation(language: str) -> None:
    """All in one message of any language."""
    models = {"stance": "crossencoder", "replies": "crossencoder", "embedder": "other"}
    card = about_card(speak(language), "1.2.3", models, GuildSettings(max_input=7), INVITE)
    said = "\n".join(card.texts)
    assert [word for word in ("crossencoder", "other", "7") if word not in said] == []
    assert "1.2.3" in said.replace("\\", "")
    assert [item.url for row in card.rows for item in row.items if isinstance(item, Link)] == [
        INVITE
    ]


def test_long_names_of_models_fit() -> None:
    """An operator may give a folder as a model."""
    models = {f"part{n}": f"/models/{n}/" + "x" * 5_000 for n in range(40)}
    card = about_card(speak("uk"), "1", models, GuildSettings(), INVITE)
    assert card.characters <= MAX_CHARACTERS


def test_models_that_are_not_there_yet_are_said_to_load() -> None:
    """An empty list would look like a mistake."""
    card = about_card(speak("en"), "1", {}, GuildSettings(), INVITE)
    assert "The models are still loading." in "\n".join(card.texts)
