"""How many digests a member and a guild asked for on a day (UTC), counted in one step.

Every function works on the connection of its caller's transaction.
"""

from datetime import date
from typing import Literal

from sqlalchemy import and_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from config.database import insert
from config.tables import quotas

Spent = Literal["member", "guild"]
"""Whose quota is used up."""

_WHOLE = 0  # the user under whom a guild is counted as a whole
_NOWHERE = 0  # the guild of direct messages


async def spend(
    connection: AsyncConnection,
    guild_id: int | None,
    user_id: int,
    day: date,
    member_quota: int,
    guild_quota: int,
) -> Spent | None:
    """Counts one digest, or says whose quota is used up; 0 is no limit.

    The caller takes the transaction back where something is used up.
    """
    if not await _count(connection, guild_id or _NOWHERE, user_id, day, member_quota):
        return "member"
    if guild_id and not await _count(connection, guild_id, _WHOLE, day, guild_quota):
        return "guild"
    return None


async def refund(
    connection: AsyncConnection, guild_id: int | None, user_id: int, day: date
) -> None:
    """Takes one digest off that day's count, never below none."""
    # In the order of spend: two that take the same rows in different orders wait for ever.
    for user in (user_id, _WHOLE) if guild_id else (user_id,):
        row = and_(
            quotas.c.day == day,
            quotas.c.guild_id == (guild_id or _NOWHERE),
            quotas.c.user_id == user,
            quotas.c.used > 0,
        )
        await connection.execute(update(quotas).where(row).values(used=quotas.c.used - 1))


async def _count(
    connection: AsyncConnection, guild_id: int, user_id: int, day: date, quota: int
) -> bool:
    first = insert(connection, quotas).values(day=day, guild_id=guild_id, user_id=user_id, used=1)
    counted = first.on_conflict_do_update(
        index_elements=["day", "guild_id", "user_id"],
        set_={"used": quotas.c.used + 1},
        where=(quotas.c.used < quota) if quota else None,
    ).returning(quotas.c.used)
    return (await connection.execute(counted)).one_or_none() is not None
