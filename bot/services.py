"""What lives as long as the process: settings, database, queue, session. Built and closed once.

It knows no Discord; the client and the commands are handed one ``Services``.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field

import aiohttp

from bot.guilds import Guilds
from bot.jobs.local import LocalQueue
from bot.shelf import Shelf
from bot.sources.web import Web
from config.database import opened
from config.migrate import migrate
from config.settings import Settings
from config.store import Store
from models.types import Length, Page


@dataclass(frozen=True, slots=True)
class Asked:
    """Who may cancel what is under way, where it was asked for, and what fetches its page."""

    user_id: int
    guild_id: int | None
    reading: "asyncio.Task[Page] | None" = None

    @property
    def group(self) -> int:
        """What the bounds are counted by: the guild, or the user outside of guilds."""
        return self.guild_id or self.user_id


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an asker chose; None leaves it to the guild's settings."""

    claim: str | None = None
    length: Length | None = None
    private: bool | None = None


@dataclass(frozen=True, slots=True)
class Services:
    """Handed to everything that needs more than its arguments.

    ``asked`` are the jobs under way, ``wanted`` the choices that wait for an opened form.
    """

    settings: Settings
    store: Store
    guilds: Guilds
    shelf: Shelf
    queue: LocalQueue
    http: aiohttp.ClientSession
    web: Web
    asked: dict[str, Asked] = field(default_factory=dict)
    wanted: dict[str, Wanted] = field(default_factory=dict)

    def cancel(self, key: str) -> None:
        """End what is under way by that key, whether its page is still coming or it is queued."""
        asked = self.asked.get(key)
        if asked is not None and asked.reading is not None:
            asked.reading.cancel()
        self.queue.cancel(key)

    def cancel_where(self, *, user_id: int | None = None, guild_id: int | None = None) -> int:
        """End everything of a user or of a guild; how much there was."""
        theirs = [
            key
            for key, asked in self.asked.items()
            if asked.user_id == user_id or (guild_id is not None and asked.guild_id == guild_id)
        ]
        for key in theirs:
            self.cancel(key)
        return len(theirs)


@asynccontextmanager
async def open_services(settings: Settings) -> AsyncIterator[Services]:
    """Everything opened in order and closed in reverse; raises what the database raises."""
    async with AsyncExitStack() as stack:
        await asyncio.to_thread(migrate, settings.database_url)
        store = Store(await stack.enter_async_context(opened(settings.database_url)))
        guilds = await Guilds.load(store, settings)
        http = await stack.enter_async_context(aiohttp.ClientSession())
        web = await stack.enter_async_context(Web(settings.fetch, store))
        queue = await stack.enter_async_context(LocalQueue(settings.jobs, settings.limits))
        yield Services(settings, store, guilds, Shelf(store), queue, http, web)
