"""What is kept about one user, and its end: by their wish, with their guild, or by time.

Every function works on the connection of its caller's transaction.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Table, and_, delete, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from config import digests as rows
from config.tables import digests, feedback, overrides, quotas

_KEPT_DAYS = 2  # of quotas: today's, and yesterday's for whom a day ends late


@dataclass(frozen=True, slots=True)
class Left:
    """A message in a channel that an erase cannot reach."""

    guild_id: int | None
    channel_id: int
    message_id: int


@dataclass(frozen=True, slots=True)
class Erased:
    """How many rows went, by table, and the messages that others can still read."""

    rows: Mapping[str, int]
    shared: tuple[Left, ...]


@dataclass(frozen=True, slots=True)
class Swept:
    """How many rows went because their time was over."""

    digests: int
    quotas: int
    pages: int = 0


async def data(connection: AsyncConnection, user_id: int) -> dict[str, Any]:
    """Every row with that user's id, as ``plain`` gives it.

    A digest's content is named by its ``content_id``.
    """
    found: dict[str, Any] = {"user_id": str(user_id)}
    for table in (digests, feedback, quotas):
        theirs = select(table).where(table.c.user_id == user_id)
        found[table.name] = [plain(row._asdict()) for row in await connection.execute(theirs)]
    return found


def plain(row: Mapping[str, object]) -> dict[str, object]:
    """A row as JSON takes it; ids are strings, times ISO 8601."""
    return {name: _plain(name, value) for name, value in row.items()}


async def erase(connection: AsyncConnection, user_id: int) -> Erased:
    """Removes every row with that user's id, and the contents that nobody else shows."""
    shared = await _shared(connection, user_id)
    counts = {table.name: await _delete(connection, table, user_id) for table in (feedback, quotas)}
    gone = await rows.remove(connection, delete(digests).where(digests.c.user_id == user_id))
    return Erased({digests.name: gone, **counts}, shared)


async def forget_guild(connection: AsyncConnection, guild_id: int) -> None:
    """Removes every row of a guild."""
    for table in (overrides, feedback, quotas):
        await connection.execute(delete(table).where(table.c.guild_id == guild_id))
    await rows.remove(connection, delete(digests).where(digests.c.guild_id == guild_id))


async def sweep(connection: AsyncConnection, now: datetime) -> Swept:
    """Removes the digests whose time is over, and the quotas of past days."""
    gone = await rows.remove(connection, delete(digests).where(digests.c.expires <= now))
    kept = now.date() - timedelta(days=_KEPT_DAYS - 1)
    old = await connection.execute(delete(quotas).where(quotas.c.day < kept))
    return Swept(gone, old.rowcount)


async def _shared(connection: AsyncConnection, user_id: int) -> tuple[Left, ...]:
    public = and_(~digests.c.private, digests.c.message_id.is_not(None))
    seen = or_(public, digests.c.shared_message_id.is_not(None))
    theirs = select(digests).where(digests.c.user_id == user_id, seen).order_by(digests.c.created)
    left: list[Left] = []
    for row in await connection.execute(theirs):
        if not row.private and row.message_id is not None:
            left.append(Left(row.guild_id, row.channel_id, row.message_id))
        if row.shared_message_id is not None and row.shared_channel_id is not None:
            left.append(Left(row.guild_id, row.shared_channel_id, row.shared_message_id))
    return tuple(dict.fromkeys(left))  # a shared one has a row of its own too


async def _delete(connection: AsyncConnection, table: Table, user_id: int) -> int:
    return (await connection.execute(delete(table).where(table.c.user_id == user_id))).rowcount


def _plain(name: str, value: object) -> object:
    if isinstance(value, date):  # a datetime is one too
        return value.isoformat()
    return str(value) if name.endswith("_id") and value is not None else value
