"""``/settings``: what holds in a guild, shown and changed by those who manage it.

What may be set is ``config/guilds.py``; how it is shown is ``bot/views/settings.py``.
"""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.cogs import digest
from bot.cogs.access import may_manage
from bot.cogs.answer import Answer, Upload
from bot.cogs.guard import answering
from bot.cogs.request import visitor, words
from bot.cogs.translate import named
from bot.sources import attachment
from bot.views import settings as view
from config.errors import SettingError
from config.guilds import MAX_FILE, NAMES, check, export_json, import_json, parse, suggest
from config.kinds import Value

if TYPE_CHECKING:
    from bot.cogs.answer import Interaction

_MAX_VALUE = 4000  # characters; a list of a hundred channels fits
_MAX_CHOICES = 25  # of an autocomplete, Discord's limit

group = app_commands.Group(
    name=named("settings"),
    description=named("settings_description"),
    guild_only=True,
    default_permissions=discord.Permissions(manage_guild=True),
    allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
    allowed_contexts=app_commands.AppCommandContext(
        guild=True, dm_channel=False, private_channel=False
    ),
)


@group.command(name=named("show"), description=named("show_description"))
async def show(interaction: "Interaction") -> None:
    """The panel: each value and where it comes from."""
    async with answering(interaction) as answer:
        await _panel(answer, may_manage(visitor(interaction)))


@group.command(name=named("set"), description=named("set_description"))
@app_commands.rename(name=named("name"), value=named("value"))
@app_commands.describe(name=named("name_description"), value=named("value_description"))
async def set_(
    interaction: "Interaction", name: str, value: app_commands.Range[str, 0, _MAX_VALUE]
) -> None:
    """One setting."""
    async with answering(interaction) as answer:
        guild_id = may_manage(visitor(interaction))
        guilds = interaction.client.services.guilds
        parsed = parse(name, value, _most(interaction))
        _check_here(interaction, {name: parsed})
        await answer.wait(private=True)
        await guilds.set(guild_id, name, parsed)
        await answer.show(view.changed_card(words(interaction), name, parsed))


@group.command(name=named("export"), description=named("export_description"))
async def export(interaction: "Interaction") -> None:
    """What this guild set itself, as a file that ``import`` takes."""
    async with answering(interaction) as answer:
        guild_id = may_manage(visitor(interaction))
        await answer.wait(private=True)
        text = export_json(interaction.client.services.guilds.overrides(guild_id))
        sentence = words(interaction)("settings.exported")
        await answer.hand(sentence, [Upload("settings.json", text.encode())])


@group.command(name=named("import"), description=named("import_description"))
@app_commands.rename(file=named("file"))
@app_commands.describe(file=named("import_file"))
async def import_(interaction: "Interaction", file: discord.Attachment) -> None:
    """An exported file in place of all overrides, whole or not at all."""
    async with answering(interaction) as answer:
        guild_id = may_manage(visitor(interaction))
        if file.size > MAX_FILE:
            raise SettingError("", "too_large", most=MAX_FILE)
        await answer.wait(private=True)
        services = interaction.client.services
        raw = await attachment.fetch(services.http, digest.attached(file), MAX_FILE)
        overrides = import_json(raw, _most(interaction))
        _check_here(interaction, overrides)
        await services.guilds.replace(guild_id, overrides)
        await _panel(answer, guild_id)


@group.command(name=named("reset"), description=named("reset_description"))
@app_commands.rename(name=named("name"))
@app_commands.describe(name=named("reset_name"))
async def reset(interaction: "Interaction", name: str | None = None) -> None:
    """One setting, or all of them, back to what the operator or the bot has."""
    async with answering(interaction) as answer:
        guild_id = may_manage(visitor(interaction))
        if name is not None:
            check(name)
        await answer.wait(private=True)
        await interaction.client.services.guilds.reset(guild_id, name)
        await _panel(answer, guild_id)


@set_.autocomplete("name")
@reset.autocomplete("name")
async def complete_name(interaction: "Interaction", current: str) -> list[app_commands.Choice[str]]:
    """The names of the settings that contain what is typed, for those who may change them."""
    if not visitor(interaction).manages_guild:
        return []
    typed = current.strip().lower()
    found = [name for name in NAMES if typed in name][:_MAX_CHOICES]
    return [app_commands.Choice(name=name, value=name) for name in found]


@set_.autocomplete("value")
async def complete_value(
    interaction: "Interaction", current: str
) -> list[app_commands.Choice[str]]:
    """Values of the setting chosen so far, for those who may change it."""
    if not visitor(interaction).manages_guild:
        return []
    name = str(getattr(interaction.namespace, "name", "") or "")
    found = suggest(name, current, _most(interaction))
    return [app_commands.Choice(name=value[:100], value=value[:100]) for value in found]


async def _panel(answer: Answer, guild_id: int) -> None:
    guilds = answer.interaction.client.services.guilds
    if not answer.acknowledged:
        await answer.wait(private=True)
    await answer.show(
        view.panel_card(
            words(answer.interaction),
            guilds.settings(guild_id),
            guilds.operator,
            guilds.overrides(guild_id),
        )
    )


def _check_here(interaction: "Interaction", values: Mapping[str, Value]) -> None:
    """Raises SettingError for a channel or role that this guild does not have."""
    guild = interaction.guild
    if guild is None:
        return
    for number in _ids(values, "allowed_channels"):
        if guild.get_channel_or_thread(number) is None:
            raise SettingError("allowed_channels", "channels", value=str(number))
    for number in _ids(values, "allowed_roles"):
        if guild.get_role(number) is None:
            raise SettingError("allowed_roles", "roles", value=str(number))


def _ids(values: Mapping[str, Value], name: str) -> Iterator[int]:
    listed = values.get(name, ())
    assert isinstance(listed, tuple)
    return map(int, listed)


def _most(interaction: "Interaction") -> int:
    """The operator's limit on the characters of one input."""
    return interaction.client.services.guilds.most_input
