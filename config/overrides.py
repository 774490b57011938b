"""The rows of guild settings: only what a guild set itself.

Every function works on the connection of its caller's transaction.
"""

import json
import logging
import sys

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from config import guilds
from config.database import insert
from config.errors import SettingError
from config.kinds import Value
from config.tables import overrides

_log = logging.getLogger(__name__)


async def read_all(connection: AsyncConnection) -> dict[int, dict[str, Value]]:
    """The values of every guild, by guild and name; what cannot be read is left out."""
    found: dict[int, dict[str, Value]] = {}
    for guild_id, name, value in await connection.execute(select(overrides)):
        try:
            known = guilds.read(name, json.loads(value), most_input=sys.maxsize)
        except SettingError as error:  # another version's: its default holds
            _log.warning("a kept setting is ignored: %s", error)
        else:
            found.setdefault(guild_id, {})[name] = known
    return found


async def write(connection: AsyncConnection, guild_id: int, name: str, value: Value) -> None:
    """Keeps one value of a guild in place of the one before."""
    text = json.dumps(guilds.write(name, value))
    new = insert(connection, overrides).values(guild_id=guild_id, name=name, value=text)
    await connection.execute(
        new.on_conflict_do_update(index_elements=["guild_id", "name"], set_={"value": text})
    )


async def reset(connection: AsyncConnection, guild_id: int, name: str | None) -> None:
    """Drops one value of a guild, None for all."""
    chosen = delete(overrides).where(overrides.c.guild_id == guild_id)
    if name is not None:
        chosen = chosen.where(overrides.c.name == name)
    await connection.execute(chosen)
