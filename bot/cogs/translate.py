"""Names and descriptions of the commands in Discord's languages, and when to register them.

The words stand in the ``[command]`` section of the words files; commands are written to Discord
only when they are not there as they should be.
"""

import hashlib
import json
import logging
from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.words import LANGUAGES, speak

if TYPE_CHECKING:
    from bot.cogs.guard import Tree
    from config.store import Store

_log = logging.getLogger(__name__)

_LOCALES = {
    discord.Locale.american_english: "en",
    discord.Locale.british_english: "en",
    discord.Locale.german: "de",
    discord.Locale.spain_spanish: "es",
    discord.Locale.latin_american_spanish: "es",
    discord.Locale.french: "fr",
    discord.Locale.ukrainian: "uk",
}


class WordsTranslator(app_commands.Translator):
    """Gives Discord each command's words in every language the bot speaks."""

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContextTypes,
    ) -> str | None:
        """The words named by ``string.extras["words"]``; None where the language has none."""
        language, name = _LOCALES.get(locale), string.extras.get("words")
        if language is None or name is None or language == LANGUAGES[0]:
            return None
        return speak(language)(f"command.{name}")


def named(name: str) -> app_commands.locale_str:
    """The English words of a command, carrying the name of its translations."""
    return app_commands.locale_str(speak(LANGUAGES[0])(f"command.{name}"), words=name)


async def register(tree: "Tree", store: "Store", application_id: int) -> bool:
    """Write the commands to Discord if they changed; whether they did."""
    translator = tree.translator
    wanted = [
        await command.get_translated_payload(tree, translator)
        if translator
        else command.to_dict(tree)
        for command in tree.get_commands()
    ]
    text = json.dumps(wanted, sort_keys=True, default=str)
    mark = hashlib.sha256(text.encode()).hexdigest()
    memory = f"commands:{application_id}"
    if await store.recall(memory) == mark:
        present = {(command.name, command.type) for command in await tree.fetch_commands()}
        if present == {(command.name, _type(command)) for command in tree.get_commands()}:
            return False
    await tree.sync()
    await store.remember(memory, mark)
    _log.info("%d commands registered", len(wanted))
    return True


def _type(
    command: app_commands.Command | app_commands.Group | app_commands.ContextMenu,  # type: ignore[type-arg]
) -> discord.AppCommandType:
    if isinstance(command, app_commands.ContextMenu):
        return command.type
    return discord.AppCommandType.chat_input
