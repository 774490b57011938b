"""What an interaction says about its asker and place, read once: language, settings, privacy.

It answers nothing and asks the database nothing: what it needs is in memory.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import discord

from bot.cogs.access import Visitor
from bot.services import Wanted
from bot.views.hidden import cleaned
from bot.words import Words, speak
from config.guilds import GuildSettings
from models.types import Length

if TYPE_CHECKING:
    from bot.cogs.answer import Interaction


@dataclass(frozen=True, slots=True)
class Request:
    """Who asked where, and how the answer is to look.

    ``asked`` is the interaction's id; Discord's ids grow with time.
    """

    asked: int
    visitor: Visitor
    asker: str
    settings: GuildSettings
    say: Words
    length: Length
    claim: str | None
    private: bool
    in_thread: bool
    shareable: bool
    pictures: bool

    @property
    def group(self) -> int:
        """What the queue is fair between: guilds, and people outside of guilds."""
        return self.visitor.guild_id or self.visitor.user_id


def visitor(interaction: "Interaction") -> Visitor:
    """The facts that rights are judged by, as Discord sent them with the interaction."""
    may = interaction.permissions
    user = interaction.user
    roles = user.roles if isinstance(user, discord.Member) else []
    in_guild = interaction.guild_id is not None
    return Visitor(
        user_id=user.id,
        guild_id=interaction.guild_id,
        channel_id=interaction.channel_id,
        parent_id=getattr(interaction.channel, "parent_id", None),
        roles=frozenset(role.id for role in roles),
        sees_channel=not in_guild or may.view_channel,
        manages_messages=in_guild and may.manage_messages,
        manages_guild=in_guild and may.manage_guild,
        may_send=not in_guild or _may_send(interaction, may),
    )


def words(interaction: "Interaction") -> Words:
    """The guild's language where it set one, else the asker's own."""
    chosen = interaction.client.services.guilds.settings(interaction.guild_id).language
    return speak(str(interaction.locale) if chosen == "auto" else chosen)


def request(interaction: "Interaction", wanted: Wanted) -> Request:
    """Everything about one request that does not depend on its source."""
    settings = interaction.client.services.guilds.settings(interaction.guild_id)
    in_guild = interaction.guild_id is not None
    at_home = in_guild and interaction.is_guild_integration()
    default = settings.visibility == "private" or not at_home
    private = default if wanted.private is None else wanted.private
    app = interaction.app_permissions
    return Request(
        asked=interaction.id,
        visitor=visitor(interaction),
        asker=interaction.user.display_name,
        settings=settings,
        say=words(interaction),
        length=wanted.length or Length(settings.length),
        claim=wanted.claim if cleaned(wanted.claim or "") else None,
        private=private,
        in_thread=not private and at_home and settings.visibility == "thread",
        shareable=private and _has_company(interaction),
        pictures=settings.chart and (not in_guild or app.attach_files),
    )


def _has_company(interaction: "Interaction") -> bool:
    """Whether anybody else could read what is posted here; in a DM with the bot nobody could."""
    in_group = isinstance(interaction.channel, discord.GroupChannel)
    return interaction.guild_id is not None or in_group or interaction.context.private_channel


def _may_send(interaction: "Interaction", may: discord.Permissions) -> bool:
    if isinstance(interaction.channel, discord.Thread):
        return may.send_messages_in_threads
    return may.send_messages
