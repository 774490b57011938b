"""Digests that are not stored stay in memory for a day, and within its bounds."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import pytest

from bot import shelf as module
from bot.errors import JobError
from bot.shelf import Place, Shelf
from config.database import opened
from config.migrate import migrate
from config.store import Store

Answer = TypeVar("Answer")

UNSTORED = Place(100, None, 20, 30, True, "short", "en", 0)
STORED = replace(UNSTORED, days=7)


@pytest.fixture
def run(tmp_path: Path) -> Callable[[Callable[[Shelf, Store], Awaitable[Answer]]], Answer]:
    """Runs a function of a shelf on a fresh database."""
    url = f"sqlite+aiosqlite:///{tmp_path / 'bot.sqlite3'}"
    migrate(url)

    def run(scenario: Callable[[Shelf, Store], Awaitable[Answer]]) -> Answer:
        async def main() -> Answer:
            async with opened(url) as database:
                store = Store(database)
                return await scenario(Shelf(store), store)

        return asyncio.run(main())

    return run


def test_what_is_over_makes_room(run, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is dropped when the next digest comes, not when memory is full."""

    class Clock(datetime):
        """A day later than it is."""

        @classmethod
        def now(cls, tz: object = None) -> datetime:
            """The time."""
            return datetime.now(UTC) + timedelta(days=1)

    async def scenario(shelf: Shelf, store: Store) -> tuple[bool, bool]:
        old = await shelf.put(UNSTORED, b"old")
        monkeypatch.setattr(module, "datetime", Clock)
        new = await shelf.put(UNSTORED, b"new")
        return shelf.is_stored(old.key), shelf.is_stored(new.key)

    assert run(scenario) == (True, False)


def test_of_what_is_in_memory_the_oldest_makes_room(run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is more than memory is given."""
    monkeypatch.setattr(module, "_MEMORY_BYTES", 10)

    async def scenario(shelf: Shelf, store: Store) -> list[bytes]:
        for content in (b"first", b"second", b"third"):
            await shelf.put(UNSTORED, content)
        return [content for _, content in shelf.held(UNSTORED.user_id)]

    assert run(scenario) == [b"third"]


@pytest.mark.parametrize("place", [STORED, UNSTORED], ids=["stored", "unstored"])
def test_what_was_asked_for_before_an_erase_is_not_kept(run, place: Place) -> None:
    """Others keep theirs, and what is asked for after it is kept."""

    async def scenario(shelf: Shelf, store: Store) -> None:
        shelf.erase(place.user_id, place.asked + 1)
        await shelf.put(replace(place, asked=place.asked + 2), b"after")
        await shelf.put(replace(place, user_id=31), b"another's")
        await shelf.put(place, b"before")

    with pytest.raises(JobError, match="cancelled"):
        run(scenario)


def test_an_erase_that_passes_a_row_on_its_way_takes_it_along(run) -> None:
    """Also where its own deletion came first."""

    async def scenario(shelf: Shelf, store: Store) -> list[object]:
        save = store.save_digest

        async def slowly(*args: object, **values: object) -> object:
            shelf.erase(STORED.user_id, STORED.asked + 1)
            await store.erase_user(STORED.user_id)
            return await save(*args, **values)

        store.save_digest = slowly
        with pytest.raises(JobError, match="cancelled"):
            await shelf.put(STORED, b"content")
        return (await store.user_data(STORED.user_id))["digests"]

    assert run(scenario) == []


def test_an_erase_forgets_what_was_missed(run) -> None:
    """Which requests a user made is not remembered either."""

    async def scenario(shelf: Shelf, store: Store) -> tuple[bool, bool]:
        found = []
        for erases in (False, True):
            row = await shelf.put(STORED, b"content")
            shelf.missed(STORED.user_id, "source", row.key)
            if erases:
                shelf.erase(STORED.user_id, STORED.asked)
            found.append(await shelf.recover(STORED.user_id, "source") is not None)
        return found[0], found[1]

    assert run(scenario) == (True, False)
