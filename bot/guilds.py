"""The settings of every guild, kept in memory so that an answer never waits for the database.

What may be set and what values mean is ``config/guilds.py``.
"""

from collections.abc import Mapping

from config.guilds import GuildSettings, resolve
from config.kinds import Value
from config.settings import Settings
from config.store import Store


class Guilds:
    """Overrides by guild; what is written goes to the store first."""

    def __init__(
        self, store: Store, settings: Settings, overrides: dict[int, dict[str, Value]]
    ) -> None:
        self._store = store
        self.operator = settings.guild
        self.most_input = settings.limits.max_characters
        self._overrides = overrides

    @classmethod
    async def load(cls, store: Store, settings: Settings) -> "Guilds":
        """All overrides there are, read once."""
        return cls(store, settings, await store.all_overrides())

    def settings(self, guild_id: int | None) -> GuildSettings:
        """What holds in a guild; the operator's defaults outside of guilds."""
        return resolve(self.operator, self.overrides(guild_id), self.most_input)

    def overrides(self, guild_id: int | None) -> Mapping[str, Value]:
        """What this guild has set itself."""
        return self._overrides.get(guild_id, {}) if guild_id is not None else {}

    async def set(self, guild_id: int, name: str, value: Value) -> None:
        """Store one override; those that others set meanwhile stay."""
        before = self.settings(guild_id).retention_days
        await self._store.set_override(guild_id, name, value)
        self._overrides.setdefault(guild_id, {})[name] = value
        await self._shorten(guild_id, before)

    async def reset(self, guild_id: int, name: str | None = None) -> None:
        """Drop one override, or all of them."""
        before = self.settings(guild_id).retention_days
        await self._store.reset_overrides(guild_id, name)
        if name is None:
            self._overrides.pop(guild_id, None)
        else:
            self._overrides.get(guild_id, {}).pop(name, None)
        await self._shorten(guild_id, before)

    async def replace(self, guild_id: int, overrides: Mapping[str, Value]) -> None:
        """Store exactly these overrides."""
        before = self.settings(guild_id).retention_days
        await self._store.replace_overrides(guild_id, overrides)
        self._overrides[guild_id] = dict(overrides)
        await self._shorten(guild_id, before)

    async def forget(self, guild_id: int) -> None:
        """Delete everything stored for a guild that the bot has left."""
        self._overrides.pop(guild_id, None)
        await self._store.forget_guild(guild_id)

    async def _shorten(self, guild_id: int, before: int) -> None:
        """What is kept already follows a new, shorter time; ``before`` are the days until now."""
        days = self.settings(guild_id).retention_days
        if days < before:
            await self._store.shorten_digests(guild_id, days)
