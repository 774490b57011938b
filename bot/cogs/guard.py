"""The one place where an interaction's errors become words for the person who asked.

An expected error is its sentence; an unexpected one gets a short id that stands in the log too.
The log never holds a user's text: an exception is logged by type and place.
"""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from bot.cogs.answer import Answer, ExpiredError, GoneError
from bot.cogs.request import words
from bot.errors import BotError, explain, incident
from bot.views.status import refusal_card
from config.errors import SettingError
from models.errors import DocumentError

if TYPE_CHECKING:
    from bot.cogs.answer import Interaction

_log = logging.getLogger(__name__)

_EXPECTED = (BotError, SettingError, DocumentError)
_FAULTS = frozenset(("crashed", "unexpected", "weights", "memory"))  # ours, whatever was asked


@asynccontextmanager
async def answering(interaction: "Interaction") -> AsyncIterator[Answer]:
    """An answer to ``interaction``; whatever is raised inside is said to its asker, privately."""
    answer = Answer(interaction)
    try:
        yield answer
    except (GoneError, ExpiredError) as error:
        _log.info("interaction %s: %s", interaction.id, type(error).__name__)
    except asyncio.CancelledError:
        raise
    except Exception as error:  # noqa: BLE001 - the last line of defence: words, never a traceback
        await _refuse(answer, error)


async def _refuse(answer: Answer, error: Exception) -> None:
    interaction = answer.interaction
    if interaction.client.has_left(interaction):
        return
    say, number = words(interaction), None
    if not isinstance(error, _EXPECTED) or getattr(error, "name", "") in _FAULTS:
        number = incident()
        _log.error("incident %s, interaction %s", number, interaction.id, exc_info=error)
    try:
        await answer.tell(refusal_card(say, explain(error, say), number))
    except (GoneError, ExpiredError, discord.HTTPException, OSError) as failure:
        _log.warning("interaction %s: no words, %s", interaction.id, type(failure).__name__)


class Tree(app_commands.CommandTree[Any]):
    """The commands, with the checks that come before every one of them."""

    async def interaction_check(self, interaction: "Interaction", /) -> bool:
        """Drops what the gateway delivered twice."""
        return interaction.client.is_new(interaction)

    async def on_error(
        self, interaction: "Interaction", error: app_commands.AppCommandError, /
    ) -> None:
        """What fails before a command begins, such as a command Discord still shows."""
        async with answering(interaction):
            raise error
