"""Discussions and what they are about: a thread's page becomes its article, with the thread.

And the other way round: to an article whose page names no comments, a thread may be found. Which
pages are threads is known by ``models/document/platforms`` alone.
"""

import asyncio
from collections.abc import Callable
from dataclasses import replace

from bot.errors import AccessError, SourceError
from bot.sources.link import Fetcher
from bot.sources.linked import Fetches
from config.settings import Fetch
from models.types import Page

LINKED = "linked"
"""The name in ``Page.failed`` of the article that a thread is about."""


class Discussed:
    """Fetches as what it is built on does, and looks whether the page has a discussion.

    ``allow`` raises AccessError for an address that may not be read here; ``search`` has threads
    looked for, by a ``fetcher``.
    """

    def __init__(
        self,
        web: Fetches,
        fetcher: Fetcher,
        allow: Callable[[str], None],
        search: bool = False,
        limits: Fetch | None = None,
    ) -> None:
        self._web = web
        self._fetcher = fetcher
        self._allow = allow
        self._search = search
        self._seconds = (limits or Fetch()).feeds_timeout_s

    async def fetch(self, url: str) -> Page:
        """The page behind ``url``, or the article it discusses; raises SourceError.

        The time for one page is all there is for both.
        """
        loop = asyncio.get_running_loop()
        until = loop.time() + self._seconds
        page = await self._web.fetch(url)
        try:
            async with asyncio.timeout_at(until):
                return await self._further(page)
        except TimeoutError:
            return _failed(page, "time")

    async def _further(self, page: Page) -> Page:
        from models.document import platforms

        link = await asyncio.to_thread(platforms.linked, page) if page.feeds else None
        if link is not None:
            return await self._article(page, link)
        if not self._search or page.feeds or page.media_type != "text/html" or not page.content:
            return page
        try:
            return await self._fetcher.discuss(page)
        except SourceError:  # the page is read all the same
            return page

    async def _article(self, thread: Page, link: str) -> Page:
        """The article with the thread's comments, or the thread where it cannot be read."""
        try:
            self._allow(link)
            article = await self._web.fetch(link)
            self._allow(article.url or link)
        except (SourceError, AccessError) as error:
            return _failed(thread, error.name)
        if not article.content:
            return _failed(thread, "empty_page")
        return replace(article, feeds=thread.feeds, failed=thread.failed, thread=thread.url)


def _failed(page: Page, reason: str) -> Page:
    return replace(page, failed=(*page.failed, (LINKED, reason)))
