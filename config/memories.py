"""Small texts that the bot keeps over restarts, by name.

Every function works on the connection of its caller's transaction.
"""

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from config.database import insert
from config.tables import memories


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
