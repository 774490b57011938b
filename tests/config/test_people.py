"""A user's rows are exported, and erased so that no byte of them is left."""

import json
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import make_url

from config.people import Erased, Left
from config.store import Store

NOW = datetime(2030, 1, 2, 3, 4, 5, tzinfo=UTC)
GUILD, CHANNEL = 10, 20
USER, OTHER = 0x0BADF00DCAFE, 0x0BADF00DBABE  # six bytes in a row, found again as such
SECRET = b"only this person ever asked for this: " + bytes(range(128, 256))


async def keep(store: Store, user_id: int, content: bytes, **given: object) -> str:
    """The key of a digest that is kept a week."""
    row = {"guild_id": GUILD, "private": True, "message_id": None, **given}
    saved = await store.save_digest(
        content,
        channel_id=CHANNEL,
        user_id=user_id,
        length="short",
        language="en",
        created=NOW,
        expires=NOW + timedelta(days=7),
        **row,
    )
    return saved.key


def test_the_export_holds_every_row_with_the_id(run) -> None:
    """As JSON, ids as strings."""

    async def scenario(store: Store) -> dict[str, object]:
        key = await keep(store, USER, SECRET)
        await keep(store, OTHER, b"another's")
        await store.add_feedback(key, GUILD, USER, "gist", NOW)
        await store.spend(GUILD, USER, NOW.date(), 5, 5)
        return await store.user_data(USER)

    found = json.loads(json.dumps(run(scenario)))
    assert [len(found[name]) for name in ("digests", "feedback", "quotas")] == [1, 1, 1]
    assert found["digests"][0]["user_id"] == found["user_id"] == str(USER)


def test_an_erase_counts_its_rows_and_lists_what_it_cannot_reach(run) -> None:
    """A public digest's message and a shared one's; not a private one's."""

    async def scenario(store: Store) -> Erased:
        await keep(store, USER, b"private", message_id=1)
        await keep(store, USER, b"public", message_id=2, private=False)
        shared = await keep(store, USER, b"shared", message_id=3)
        await store.claim_share(shared, 21)
        await store.change_digest(shared, shared_message_id=4)
        await store.add_feedback(shared, GUILD, USER, "gist", NOW)
        await store.spend(GUILD, USER, NOW.date(), 5, 5)
        return await store.erase_user(USER)

    erased = run(scenario)
    assert erased.rows == {"digests": 3, "feedback": 1, "quotas": 1}
    assert set(erased.shared) == {Left(GUILD, CHANNEL, 2), Left(GUILD, 21, 4)}


def test_an_erase_leaves_others_what_they_have(run) -> None:
    """Also a content that both were shown, and the guild's count of the day."""

    async def scenario(store: Store) -> list[object]:
        key = await keep(store, OTHER, b"both")
        await keep(store, USER, b"both")
        await store.spend(GUILD, USER, NOW.date(), 5, 1)
        await store.erase_user(USER)
        row = await store.read_digest(key, NOW)
        content = await store.read_content(row.content_id) if row else None
        return [content, await store.spend(GUILD, OTHER, NOW.date(), 5, 1)]

    assert run(scenario) == [b"both", "guild"]


def test_after_an_erase_the_export_is_empty(run) -> None:
    """And a second erase finds nothing."""

    async def scenario(store: Store) -> tuple[dict[str, object], Erased]:
        await keep(store, USER, SECRET)
        await store.erase_user(USER)
        return await store.user_data(USER), await store.erase_user(USER)

    data, again = run(scenario)
    assert data == {"user_id": str(USER), "digests": [], "feedback": [], "quotas": []}
    assert (sum(again.rows.values()), again.shared) == (0, ())


async def fill(store: Store, seed: int) -> None:
    """Rows of two users in random order, some removed, so that pages are split and joined."""
    chance = random.Random(seed)
    keys: list[str] = []
    for number in range(150):
        user = chance.choice((USER, OTHER))
        mark = SECRET if user == USER else b"another's"
        keys.append(await keep(store, user, mark + chance.randbytes(chance.choice((50, 9_000)))))
        await store.add_feedback(keys[-1], GUILD, user, f"part {number % 3}", NOW)
        await store.spend(number, user, NOW.date(), 5, 5)
        if number % 5 == 0:
            await store.delete_digest(keys.pop(chance.randrange(len(keys))))


@pytest.mark.parametrize("seed", range(2))
def test_an_erase_leaves_no_byte_in_the_file(run, url: str, seed: int) -> None:
    """Neither the id nor the text, in the database or its log, while both are still open."""
    folder = Path(make_url(url).database or "").parent
    marks = (SECRET, USER.to_bytes(6, "big"), str(USER).encode())

    async def scenario(store: Store) -> tuple[bool, bool, bool]:
        await fill(store, seed)
        before = _holds(folder, *marks)
        await store.erase_user(USER)
        return before, _holds(folder, *marks), _holds(folder, OTHER.to_bytes(6, "big"))

    on_disk = url.startswith("sqlite")
    assert run(scenario) == (on_disk, False, on_disk)


def test_what_was_removed_is_unreadable_after_the_next_sweep(run, url: str) -> None:
    """It is remembered over restarts that there is something to wipe."""
    folder = Path(make_url(url).database or "").parent

    async def scenario(store: Store) -> tuple[str | None, bool]:
        await keep(store, USER, SECRET)
        await store.delete_digest((await store.user_data(USER))["digests"][0]["key"])
        await store.sweep(NOW)
        return await store.recall("wipe due"), _holds(folder, SECRET)

    assert run(scenario) == (None, False)


def test_an_erase_reaches_what_was_swept_before(run, url: str) -> None:
    """No row of theirs is left, but the file may still hold one that moved."""
    folder = Path(make_url(url).database or "").parent

    async def scenario(store: Store) -> tuple[Erased, bool]:
        await fill(store, 1)
        await store.sweep(NOW + timedelta(days=8))
        return await store.erase_user(USER), _holds(folder, SECRET, USER.to_bytes(6, "big"))

    erased, readable = run(scenario)
    assert (sum(erased.rows.values()), readable) == (0, False)


def _holds(folder: Path, *marks: bytes) -> bool:
    files = [path.read_bytes() for path in folder.glob("*.sqlite3*")]
    return any(mark in content for mark in marks for content in files)
