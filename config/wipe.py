"""Makes what was deleted from an SQLite file unreadable in it: in free space and in the WAL.

PostgreSQL keeps such bytes until its own vacuum and log rotation; nothing is done about it here.
"""

from sqlite3 import OperationalError

from sqlalchemy.ext.asyncio import AsyncEngine

_BUSY_MS = 2_000  # the bot's other work waits meanwhile; what is missed is done at the next sweep
_USUAL_BUSY_MS = 30_000
_FREE = 0.5  # share of unused pages from which the file is made smaller


async def wipe(engine: AsyncEngine, rebuild: bool) -> bool:
    """Empties the WAL and, on ``rebuild`` or with many unused pages, writes the file anew.

    secure_delete zeroes what a deletion frees, but moving rows between pages leaves copies;
    writing anew leaves none. False where another process was in the way.
    """
    if engine.dialect.name != "sqlite":
        return True
    async with engine.connect() as connection:
        # VACUUM runs outside of transactions, so below SQLAlchemy, which would begin one.
        driver = (await connection.get_raw_connection()).driver_connection
        assert driver is not None
        await driver.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")
        try:
            (free,) = await (await driver.execute("PRAGMA freelist_count")).fetchone()
            (pages,) = await (await driver.execute("PRAGMA page_count")).fetchone()
            if rebuild or free > pages * _FREE:
                await driver.execute("VACUUM")
            checkpoint = await driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            (busy, *_) = await checkpoint.fetchone()
        except OperationalError:  # locked, or no room for the copy: the rows themselves are gone
            return False
        finally:
            await driver.execute(f"PRAGMA busy_timeout = {_USUAL_BUSY_MS}")
    return not busy
