"""What this bot is and within which limits it works here, and the link that invites it."""

from collections.abc import Mapping

import discord

from bot.views.card import Card, Link, Row, Text
from bot.views.escape import inert, plain
from bot.views.parts import by_model
from bot.words import Words
from config.guilds import GuildSettings

PERMISSIONS = discord.Permissions(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    embed_links=True,
    attach_files=True,
    read_message_history=True,
)
"""All that the bot ever asks for."""

_SCOPES = ("bot", "applications.commands")
_MODEL = 100
"""Characters of a model's name, which may be any path that the operator gave."""

_MODELS = 12
"""Models that are named; the pipeline has five parts."""


def invite_url(application_id: int) -> str:
    """The page on which somebody adds the bot to a server, with the permissions it needs."""
    return discord.utils.oauth_url(application_id, permissions=PERMISSIONS, scopes=_SCOPES)


def about_card(
    say: Words,
    version: str,
    models: Mapping[str, str],
    settings: GuildSettings,
    invite: str,
) -> Card:
    """What runs here; ``models`` maps parts to names and is empty while they are loading."""
    return Card(
        (
            Text(f"## Hustings\n-# {say('about.version', version=inert(version))}"),
            Text(say("about.what")),
            Text(f"**{say('about.limits')}**\n{_limits(say, settings)}"),
            Text(f"**{say('about.models')}**\n{_models(say, models)}\n{say('about.host')}"),
        ),
        (Row((Link(say("about.invite"), invite),)),),
    )


def _limits(say: Words, settings: GuildSettings) -> str:
    return "\n".join(
        (
            f"- {say('about.input', count=settings.max_input)}",
            f"- {say('about.member', number=_quota(say, settings.member_quota))}",
            f"- {say('about.guild', number=_quota(say, settings.guild_quota))}",
        )
    )


def _quota(say: Words, quota: int) -> str:
    return say.number(quota) if quota else say("about.unlimited")


def _models(say: Words, models: Mapping[str, str]) -> str:
    """Each model once, with the parts it plays."""
    lines = [
        f"- {inert(plain(name, _MODEL))} ({inert(plain(parts, _MODEL))})"
        for name, parts in list(by_model(models).items())[:_MODELS]
    ]
    return "\n".join(lines) or say("about.loading")
