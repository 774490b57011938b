"""Where finished digests are kept: in the database for as long as the guild keeps digests.

Where a guild keeps nothing they stay in this process's memory, for as long as it lasts.
"""

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Unpack

from bot.errors import JobError
from config.digests import Changes, StoredDigest, content_id, new_key
from config.store import Store

_MEMORY_BYTES = 24_000_000  # of packed digests that are not stored; the oldest go first
_UNDELIVERED = 200  # digests remembered that their askers did not get to see
_ERASURES = 10_000  # remembered, each for longer than a digest takes
_UNSTORED = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Place:
    """Whose digest it is, where it stands, and how many days it is kept; 0 stores nothing.

    ``asked`` is a number that grows with the time of the request.
    """

    asked: int
    guild_id: int | None
    channel_id: int
    user_id: int
    private: bool
    length: str
    language: str
    days: int


class Shelf:
    """Digests by key, whichever way they are kept."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._memory: OrderedDict[str, tuple[StoredDigest, bytes]] = OrderedDict()
        self._undelivered: OrderedDict[tuple[int, str], str] = OrderedDict()
        self._erased: OrderedDict[int, int] = OrderedDict()

    async def put(
        self, place: Place, content: bytes, copied: StoredDigest | None = None
    ) -> StoredDigest:
        """Keep a packed digest; its row, under a new key. A copy ends with what it was copied from.

        Otherwise whoever asked for copies could keep a text for ever. Raises JobError (cancelled)
        where the user erased everything after asking.
        """
        self.check(place.user_id, place.asked)
        now = datetime.now(UTC)
        expires = now + (timedelta(days=place.days) if place.days else _UNSTORED)
        expires = min(expires, copied.expires) if copied else expires
        if place.days:
            row = await self._store.save_digest(
                content,
                guild_id=place.guild_id,
                channel_id=place.channel_id,
                user_id=place.user_id,
                private=place.private,
                length=place.length,
                language=place.language,
                created=now,
                expires=expires,
            )
            await self._check_again(row, place)
            return row
        row = StoredDigest(
            new_key(), content_id(content), place.guild_id, place.channel_id, None, place.user_id,
            place.private, place.length, place.language, now, expires,
        )  # fmt: skip
        self._drop(key for key, (kept, _) in self._memory.items() if kept.expires <= now)
        self._memory[row.key] = (row, content)
        while sum(len(kept) for _, kept in self._memory.values()) > _MEMORY_BYTES:
            self._memory.popitem(last=False)
        return row

    async def row(self, key: str) -> StoredDigest | None:
        """What is known about a digest; None where it is not kept any more."""
        if key not in self._memory:
            return await self._store.read_digest(key)
        row = self._memory[key][0]
        return row if row.expires > datetime.now(UTC) else None

    async def content(self, row: StoredDigest) -> bytes | None:
        """The packed digest of a row."""
        if row.key in self._memory:
            return self._memory[row.key][1]
        return await self._store.read_content(row.content_id)

    def is_stored(self, key: str) -> bool:
        """Whether a digest is in the database, so that what belongs to it may be there too."""
        return key not in self._memory

    async def change(self, key: str, **changes: Unpack[Changes]) -> None:
        """Change fields of a row."""
        if key in self._memory:
            row, content = self._memory[key]
            self._memory[key] = (replace(row, **changes), content)
        else:
            await self._store.change_digest(key, **changes)

    async def claim_share(self, key: str, channel_id: int) -> bool:
        """Mark a digest as shared there, before it is posted; True for exactly one caller."""
        if key not in self._memory:
            return await self._store.claim_share(key, channel_id)
        if self._memory[key][0].shared_channel_id is not None:
            return False
        await self.change(key, shared_channel_id=channel_id)
        return True

    async def remove(self, key: str) -> None:
        """Drop a digest that nobody can open."""
        if self._memory.pop(key, None) is None:
            await self._store.delete_digest(key)

    def missed(self, user_id: int, source_id: str, key: str) -> None:
        """Remember that ``user_id`` did not get to see the digest of a source."""
        self._undelivered[user_id, source_id] = key
        while len(self._undelivered) > _UNDELIVERED:
            self._undelivered.popitem(last=False)

    async def recover(self, user_id: int, source_id: str) -> StoredDigest | None:
        """The digest that ``user_id`` missed, once."""
        key = self._undelivered.pop((user_id, source_id), None)
        return await self.row(key) if key else None

    def held(self, user_id: int) -> list[tuple[StoredDigest, bytes]]:
        """A user's digests that are in memory only, with their contents."""
        now = datetime.now(UTC)
        theirs = (kept for kept in self._memory.values() if kept[0].user_id == user_id)
        return [(row, content) for row, content in theirs if row.expires > now]

    def erase(self, user_id: int, asked: int) -> int:
        """Drop a user's digests from memory; how many there were.

        What they asked for before ``asked`` and is still being made is not kept when it comes.
        """
        self._erased[user_id] = asked
        self._erased.move_to_end(user_id)
        while len(self._erased) > _ERASURES:
            self._erased.popitem(last=False)
        for missed in [key for key in self._undelivered if key[0] == user_id]:
            del self._undelivered[missed]
        return self._drop(key for key, (row, _) in self._memory.items() if row.user_id == user_id)

    def check(self, user_id: int, asked: int) -> None:
        """Raises JobError (cancelled) where the user erased everything after asking."""
        if asked < self._erased.get(user_id, 0):
            raise JobError("cancelled")

    def forget_guild(self, guild_id: int) -> None:
        """Drop a guild's digests from memory."""
        self._drop(key for key, (row, _) in self._memory.items() if row.guild_id == guild_id)

    async def _check_again(self, row: StoredDigest, place: Place) -> None:
        """An erase may have passed while the row was on its way to the database."""
        try:
            self.check(place.user_id, place.asked)
        except JobError:
            await self._store.delete_digest(row.key)
            raise

    def _drop(self, keys: Iterable[str]) -> int:
        dropped = list(keys)
        for key in dropped:
            del self._memory[key]
        return len(dropped)
