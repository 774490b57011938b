"""The settings of every guild, kept in memory so that an answer never waits for the database.

What may be set and what values mean is ``config/guilds.py``.
"""

from collections.abc import Mapping
from typing import Any

from config.guilds import GuildSettings, resolve
from config.store import Store


class Guilds:
    """Overrides by guild; what is written goes to the store first."""

    def __init__(
        self, store: Store, operator: Mapping[str, Any], overrides: dict[int, dict[str, Any]]
    ) -> None:
        self._store = store
        self.operator = operator
        self._overrides = overrides

    @classmethod
    async def load(cls, store: Store, operator: Mapping[str, Any]) -> "Guilds":
        """All overrides there are, read once."""
        found = await store.all_overrides()
        return cls(store, operator, {guild: dict(values) for guild, values in found.items()})

    def settings(self, guild_id: int | None) -> GuildSettings:
        """What holds in a guild; the operator's defaults outside of guilds."""
        return resolve(self.operator, self.overrides(guild_id))

    def overrides(self, guild_id: int | None) -> Mapping[str, Any]:
        """What this guild has set itself."""
        return self._overrides.get(guild_id, {}) if guild_id is not None else {}

    async def replace(self, guild_id: int, overrides: Mapping[str, Any]) -> None:
        """Store exactly these overrides."""
        await self._store.replace_overrides(guild_id, overrides)
        self._overrides[guild_id] = dict(overrides)

    async def forget(self, guild_id: int) -> None:
        """Delete everything stored for a guild that the bot has left."""
        self._overrides.pop(guild_id, None)
        await self._store.forget_guild(guild_id)
