"""Forgets the guilds that the bot was removed from while it was down, as no event told it so.

Only guilds that this very bot was in are asked about: people who bring it along as an app of
their own have digests in others.
"""

import asyncio
import logging
from typing import TYPE_CHECKING

import aiohttp
import discord

from config.errors import DatabaseError

if TYPE_CHECKING:
    from bot.app import Hustings

_log = logging.getLogger(__name__)

_BETWEEN_S = 1.0  # two guilds; Discord allows fifty calls a second, and answers go first
_GONE = frozenset((10004, 50001))  # unknown guild, missing access


async def forget_departed(client: "Hustings") -> None:
    """Everything of the guilds of this process's shards in which the bot no longer is goes."""
    store, bot_id = client.services.store, client.application_id or 0
    try:
        before = await store.entered_guilds(bot_id)
        await store.enter_guilds(bot_id, [guild.id for guild in client.guilds])
        for guild_id in sorted(before):
            if client.get_guild(guild_id) is not None or not _is_ours(client, guild_id):
                continue
            if await _is_gone(client, guild_id) and client.get_guild(guild_id) is None:
                await client.forget_guild(guild_id)
            await asyncio.sleep(_BETWEEN_S)
    except DatabaseError as error:  # the next start does it
        _log.warning("guilds that were left are not forgotten", exc_info=error)


def _is_ours(client: "Hustings", guild_id: int) -> bool:
    """Whether a shard of this process is told of the guild; Discord's rule for shards."""
    return (guild_id >> 22) % (client.shard_count or 1) in client.shards


async def _is_gone(client: "Hustings", guild_id: int) -> bool:
    """Whether Discord says so; where it does not answer, the guild may still be there."""
    try:
        await client.fetch_guild(guild_id, with_counts=False)
    except discord.HTTPException as error:
        return error.code in _GONE
    except (OSError, TimeoutError, aiohttp.ClientError):
        return False
    return False
