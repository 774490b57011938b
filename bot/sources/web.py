"""Linked pages as a guild has them: fetched or from the cache, with their discussions.

One for the whole program. What a guild allows is ``linked``, what is dialled is the fetcher's.
"""

from functools import partial
from types import TracebackType
from typing import Self

from bot.sources.cache import Cached
from bot.sources.discussion import Discussed
from bot.sources.link import Fetcher
from bot.sources.linked import Fetches, allow
from config.guilds import GuildSettings
from config.settings import Fetch
from config.store import Store


class Web:
    """The fetcher and the cache before it, to be entered before use."""

    def __init__(self, limits: Fetch, store: Store) -> None:
        self._limits = limits
        self._fetcher = Fetcher(limits)
        self._cache = Cached(self._fetcher, store, limits)

    async def __aenter__(self) -> Self:
        await self._fetcher.__aenter__()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._fetcher.__aexit__(kind, error, trace)

    def within(self, settings: GuildSettings) -> Fetches:
        """What fetches for a guild with these settings."""
        return Discussed(
            self._cache.within(settings),
            self._fetcher,
            partial(allow, settings=settings),
            settings.discussions,
            self._limits,
        )
