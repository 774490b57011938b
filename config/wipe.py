"""Makes what was deleted from an SQLite file unreadable in it: in free space and in the WAL.

PostgreSQL keeps such bytes until its own vacuum and log rotation; nothing is done about it here.
"""

from sqlite3 import OperationalError
from typing import Any

from sqlalchemy.ext.asyncio import AsyncEngine

_BUSY_MS = 2_000  # the bot's writing waits meanwhile; what is missed is done at the next sweep
_USUAL_BUSY_MS = 30_000
_SMALL = 64_000_000  # bytes that are written anew in well under a second
_FREE = 0.5  # share of unused pages from which a larger file is written anew, too


async def wipe(engine: AsyncEngine, urgent: bool) -> bool:
    """Writes the file anew, where that is ``urgent`` or cheap, and empties the WAL.

    secure_delete zeroes what a deletion frees, but moving rows between pages leaves copies; only
    writing anew leaves none. False where that was not done, or another process was in the way.
    """
    if engine.dialect.name != "sqlite":
        return True
    async with engine.connect() as connection:
        # VACUUM runs outside of transactions, so below SQLAlchemy, which would begin one.
        driver: Any = (await connection.get_raw_connection()).driver_connection

        async def ask(statement: str) -> int:
            answer = await (await driver.execute(statement)).fetchone()
            return int(answer[0]) if answer else 0

        pages, size = await ask("PRAGMA page_count"), await ask("PRAGMA page_size")
        free = await ask("PRAGMA freelist_count")
        anew = urgent or pages * size <= _SMALL or free > pages * _FREE
        await ask(f"PRAGMA busy_timeout = {_BUSY_MS}")
        try:
            if anew:
                await ask("VACUUM")
            busy = await ask("PRAGMA wal_checkpoint(TRUNCATE)")
        except OperationalError:  # locked, or no room for the copy: the rows themselves are gone
            return False
        finally:
            await ask(f"PRAGMA busy_timeout = {_USUAL_BUSY_MS}")
    return anew and not busy
