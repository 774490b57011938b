"""Small texts that the bot keeps over restarts, by name.

Every function works on the connection of its caller's transaction.
"""

from collections.abc import Collection

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from config.database import insert
from config.tables import memories

_MEMBER = "member "


async def remember(
    connection: AsyncConnection, name: str, value: str, *, again: bool = True
) -> None:
    """Keeps a text; where there is one by that name it is replaced only ``again``."""
    new = insert(connection, memories).values(name=name, value=value)
    await connection.execute(
        new.on_conflict_do_update(index_elements=["name"], set_={"value": value})
        if again
        else new.on_conflict_do_nothing()
    )


async def recall(connection: AsyncConnection, name: str) -> str | None:
    """The text kept under ``name``."""
    found: str | None = await connection.scalar(
        select(memories.c.value).where(memories.c.name == name)
    )
    return found


async def forget(connection: AsyncConnection, name: str) -> None:
    """Drops the text kept under ``name``."""
    await connection.execute(delete(memories).where(memories.c.name == name))


async def enter(connection: AsyncConnection, bot_id: int, guild_ids: Collection[int]) -> None:
    """Keeps that a bot is in these guilds, beside those that are known."""
    rows = [{"name": f"{_member(bot_id)}{guild_id}", "value": ""} for guild_id in guild_ids]
    if rows:
        await connection.execute(insert(connection, memories).on_conflict_do_nothing(), rows)


async def entered(connection: AsyncConnection, bot_id: int) -> set[int]:
    """The guilds that a bot is known to have been in, and not known to have left."""
    names = select(memories.c.name).where(memories.c.name.startswith(_member(bot_id)))
    return {int(name.rpartition(" ")[2]) for name in await connection.scalars(names)}


async def leave(connection: AsyncConnection, guild_id: int) -> None:
    """Drops what ``enter`` kept of a guild."""
    member = memories.c.name.startswith(_MEMBER) & memories.c.name.endswith(f" {guild_id}")
    await connection.execute(delete(memories).where(member))


def _member(bot_id: int) -> str:
    return f"{_MEMBER}{bot_id} "
