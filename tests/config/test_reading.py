"""Whoever only reads waits for nobody, and keeps nothing from being erased."""

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import make_url, text

from config import wipe
from config.database import Database, opened
from config.errors import DatabaseError
from config.store import Store
from tests.config.test_store import NOW, USER, keep

SECRET = b"to be erased "
SOON_S = 5.0


def test_reading_does_not_wait_for_a_transaction_that_writes(url: str) -> None:
    """It sees what was committed before."""

    async def scenario() -> tuple[object, ...]:
        async with opened(url) as database:
            store = Store(database)
            row = await keep(store)
            await store.remember("name", "before")
            async with database.writing.begin() as writer, asyncio.timeout(SOON_S):
                await writer.execute(text("UPDATE memories SET value = 'after'"))
                await writer.execute(text("UPDATE digests SET message_id = 5"))
                return (
                    await store.read_digest(row.key, NOW) == row,
                    await store.read_content(row.content_id),
                    await store.cached("https://example.com", NOW),
                    await store.recall("name"),
                    len((await store.user_data(USER))["digests"]),
                )

    assert asyncio.run(scenario()) == (True, b"content", None, "before", 1)


def test_what_only_reads_cannot_write(url: str) -> None:
    """On SQLite, where a second writer would be in the first one's way."""
    if not url.startswith("sqlite"):
        pytest.skip("one engine does both there")

    async def scenario() -> None:
        async with opened(url) as database:
            await Store(Database(database.reading, database.reading)).remember("name", "value")

    with pytest.raises(DatabaseError, match="readonly"):
        asyncio.run(scenario())


def test_an_erase_behind_a_long_reader_is_finished_by_the_next_sweep(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The log cannot be emptied under a reader; that it is due is remembered."""
    monkeypatch.setattr(wipe, "_BUSY_MS", 50)
    folder = Path(make_url(url).database or "").parent

    def holds() -> bool:
        return any(SECRET in path.read_bytes() for path in folder.glob("*.sqlite3*"))

    async def scenario() -> tuple[str | None, str | None, bool]:
        async with opened(url) as database:
            store = Store(database)
            await keep(store, SECRET * 500)
            async with database.reading.begin() as reader:
                await reader.execute(text("SELECT count(*) FROM digests"))
                await asyncio.wait_for(store_without_reader(database).erase_user(USER), SOON_S)
            due = await store.recall("wipe due")
            await store.sweep(NOW)
            return due, await store.recall("wipe due"), holds()

    on_disk = url.startswith("sqlite")
    assert asyncio.run(scenario()) == ("now" if on_disk else None, None, False)


def store_without_reader(database: Database) -> Store:
    """A store that does not need the connection which the test holds."""
    return Store(Database(database.writing, database.writing))
