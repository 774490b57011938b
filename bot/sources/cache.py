"""Linked pages out of the store while they are fresh, else asked for only where they changed.

What a site forbids to keep is not kept. A store that does not answer costs a request, no digest.
"""

import asyncio
import logging
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticSerializationError

from bot.errors import SourceError
from bot.sources.link import Fetcher, Known, NotModified
from config.errors import DatabaseError
from config.guilds import GuildSettings
from config.pages import StoredPage, page_id
from config.settings import Fetch
from config.store import Store
from models.types import Page

MOST_BYTES = 2_000_000
"""Of a page with its feeds, packed; a larger one is fetched each time."""

_SHAPE = TypeAdapter(tuple[Literal[1], Page])
_MOST_UNPACKED = 100_000_000
_LEVEL = 3
_FORBIDDEN = frozenset(("no-store", "private"))
_LASTING = frozenset(("401", "403", "404", "410"))
"""Answers of a comment source that will be the same in an hour; after others nothing is kept."""

_log = logging.getLogger(__name__)


def freshness(settings: GuildSettings) -> timedelta:
    """For how long a guild may have a page without asking anew; where it stores nothing, never."""
    return timedelta(minutes=settings.cache_minutes if settings.retention_days else 0)


@dataclass(frozen=True, slots=True)
class Fresh:
    """The cache with one guild's time: fetches as the fetcher does."""

    cache: "Cached"
    ttl: timedelta

    async def fetch(self, url: str) -> Page:
        """The page behind ``url`` with its feeds, at most ``ttl`` old; raises SourceError."""
        return await self.cache.fetch(url, self.ttl)


class Cached:
    """A cache before the fetcher; one for the whole program."""

    def __init__(
        self,
        fetcher: Fetcher,
        store: Store,
        limits: Fetch | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._fetcher = fetcher
        self._store = store
        self._seconds = (limits or Fetch()).feeds_timeout_s
        self._clock = clock

    def within(self, settings: GuildSettings) -> Fresh:
        """What fetches for a guild with these settings."""
        return Fresh(self, freshness(settings))

    async def fetch(self, url: str, ttl: timedelta) -> Page:
        """The page behind ``url``, at most ``ttl`` old; raises SourceError and nothing else.

        Nothing is read or kept with a ``ttl`` of nothing.
        """
        url = url.partition("#")[0]
        if not ttl:
            return await self._fetcher.fetch(url)
        kept = await self._kept(url)
        page = await asyncio.to_thread(unpack, kept.data) if kept else None
        if kept and page and not _is_asked_always(page) and self._clock() - kept.fetched < ttl:
            return page
        try:
            async with asyncio.timeout(self._seconds):
                page = await self._anew(url, kept, page)
        except TimeoutError as error:
            raise SourceError("too_slow", seconds=round(self._seconds)) from error
        await self._keep(url, page, had=kept is not None)
        return page

    async def _anew(self, url: str, kept: StoredPage | None, page: Page | None) -> Page:
        """The page as it is now, not sent again where it is as it was ``kept``.

        A link that led elsewhere is followed again, as it may lead to another place today.
        """
        if kept is None or page is None or page.url != url or not (kept.etag or kept.modified):
            return await self._fetcher.fetch(url)
        found = await self._fetcher.revisit(Known(url, kept.etag, kept.modified))
        if not isinstance(found, NotModified):
            return found
        # The page is as it was; what was said about it elsewhere need not be.
        return await self._fetcher.renew(page) if page.feeds or page.failed else page

    async def _kept(self, url: str) -> StoredPage | None:
        try:
            return await self._store.cached(url, self._clock())
        except DatabaseError as error:
            _log.warning("no page is taken from the cache: %s", error)
            return None

    async def _keep(self, url: str, page: Page, had: bool) -> None:
        data = await asyncio.to_thread(pack, page) if may_be_kept(page) else None
        headers = dict(page.headers)
        try:
            if data is not None and len(data) <= MOST_BYTES:
                etag, modified = headers.get("etag"), headers.get("last-modified")
                row = StoredPage(page_id(url), self._clock(), etag, modified, data)
                await self._store.keep_page(row)
            elif had:
                await self._store.drop_page(url)
        except DatabaseError as error:
            _log.warning("a page is not kept: %s", error)


def may_be_kept(page: Page) -> bool:
    """Whether the site allows it, and the comments did not fail for a reason that may pass."""
    lasting = all(reason in _LASTING for _, reason in page.failed)
    return lasting and _FORBIDDEN.isdisjoint(_directives(page))


def pack(page: Page) -> bytes | None:
    """``page`` as bytes that ``unpack`` gives back equal to it; None where it cannot be written."""
    try:
        return zlib.compress(_SHAPE.dump_json((1, page)), _LEVEL)
    except PydanticSerializationError:  # half of a surrogate pair
        return None


def unpack(data: bytes) -> Page | None:
    """The page in ``data``, None where that is damaged or of another version."""
    reader = zlib.decompressobj()
    try:
        text = reader.decompress(data, _MOST_UNPACKED)
        return _SHAPE.validate_json(text)[1] if reader.eof else None
    except (zlib.error, ValidationError):
        return None


def _is_asked_always(page: Page) -> bool:
    return "no-cache" in _directives(page)


def _directives(page: Page) -> frozenset[str]:
    """The words of Cache-Control, without their values."""
    said = dict(page.headers).get("cache-control", "").lower()
    return frozenset(part.partition("=")[0].strip() for part in said.split(","))
