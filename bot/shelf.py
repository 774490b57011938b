"""Where finished digests are kept: in the database for the guild's retention, or, where a guild
keeps nothing, in this process's memory for as long as it lasts.
"""

from collections import OrderedDict
from dataclasses import replace
from typing import Any

from config.store import Store, StoredDigest

_MEMORY_BYTES = 24_000_000  # of packed digests that are not stored; the oldest go first


class Shelf:
    """Digests by key, whichever way they are kept."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._memory: OrderedDict[str, tuple[StoredDigest, bytes]] = OrderedDict()

    async def put(self, row: StoredDigest, content: bytes) -> None:
        """Keep a digest; a row that never expires is one that may not be stored."""
        if row.expires is not None:
            await self._store.save_digest(row, content)
            return
        self._memory[row.key] = (row, content)
        while sum(len(kept) for _, kept in self._memory.values()) > _MEMORY_BYTES:
            self._memory.popitem(last=False)

    async def row(self, key: str) -> StoredDigest | None:
        """What is known about a digest; None where it is not kept any more."""
        if key in self._memory:
            return self._memory[key][0]
        return await self._store.digest(key)

    async def content(self, row: StoredDigest) -> bytes | None:
        """The packed digest of a row."""
        if row.key in self._memory:
            return self._memory[row.key][1]
        return await self._store.content(row)

    async def change(self, key: str, **values: Any) -> None:
        """Change fields of a row."""
        if key in self._memory:
            row, content = self._memory[key]
            self._memory[key] = (replace(row, **values), content)
        else:
            await self._store.change_digest(key, **values)

    def forget(self, *, user_id: int | None = None, guild_id: int | None = None) -> int:
        """Drop a user's or a guild's digests from memory; how many there were."""
        dropped = [
            key
            for key, (row, _) in self._memory.items()
            if (user_id is not None and row.user_id == user_id)
            or (guild_id is not None and row.guild_id == guild_id)
        ]
        for key in dropped:
            del self._memory[key]
        return len(dropped)
