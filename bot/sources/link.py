"""A link becomes a page with the comments that are kept elsewhere: the one door to the web.

Every address on the way is checked by ``guard``; what a page means is not known here.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

from bot import __version__
from bot.errors import SourceError
from bot.sources import feeds, fetched
from bot.sources.courtesy import Turns, ask_robots
from bot.sources.exchange import Answer, Exchange, Resolver, Turn, Wish
from bot.sources.guard import Guard, Pair, Target
from bot.sources.names import Names
from bot.sources.robots import Robots
from config.settings import Fetch
from models.types import Page

if TYPE_CHECKING:
    from models.document.platforms import Ask, Keys

_ACCEPT_FEED = "application/json, text/html;q=0.5, */*;q=0.1"
_THE_SITES_OWN = frozenset(
    "needs_login site_refuses site_busy site_broken bad_status robots_refuse robots_unreadable "
    "not_a_page empty_page page_too_large cut_off bad_answer bad_packing not_text".split()
)
"""Reasons for which a page is not read though its comments may be, where they have an own place."""

_T = TypeVar("_T")
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Known:
    """What was read before: the page's address after redirects, and what it said of its state."""

    url: str
    etag: str | None = None
    modified: str | None = None

    def conditions(self) -> dict[str, str]:
        """The headers that ask for the page only where it changed."""
        said = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in said.items() if value}


@dataclass(frozen=True, slots=True)
class NotModified:
    """The page is as it was when it was ``known``."""

    known: Known


class Fetcher:
    """Fetches linked pages; one for the whole program, used by many tasks at once.

    ``resolver`` takes an ASCII host and gives its addresses; ``exempt`` holds the pairs of address
    and port that may be dialled whatever the rules say, beside those of the settings.
    """

    def __init__(
        self,
        limits: Fetch | None = None,
        resolver: Resolver | None = None,
        exempt: Iterable[Pair] = frozenset(),
        keys: "Keys | None" = None,
    ) -> None:
        self._limits = limits or Fetch()
        self._own_keys = keys
        self._turns = Turns()
        self._guard = Guard({*exempt, *self._limits.allow})
        agent = f"Hustings/{__version__} (+{self._limits.contact})"
        self._names = Names()
        self._exchange = Exchange(self._limits, self._guard, resolver or self._names, agent)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """No connection is open between two requests; the threads that look names up are."""
        self._names.close()

    async def fetch(self, url: str) -> Page:
        """The page behind ``url`` with its feeds; raises SourceError and nothing else.

        A thread whose own page cannot be read may come with its feeds alone.
        """
        return await self._within(partial(self._fetch, url))

    async def revisit(self, known: Known) -> Page | NotModified:
        """The page as it is now, with its feeds, or that it did not change; raises SourceError."""
        return await self._within(partial(self._revisit, known))

    async def renew(self, page: Page) -> Page:
        """The same page with its feeds asked for again; raises SourceError and nothing else."""
        bare = Page(page.content, page.media_type, page.url, headers=page.headers)
        return await self._within(partial(self._with_feeds, bare))

    async def discuss(self, page: Page) -> Page:
        """The page with the thread of Hacker News about it, where there is one, among its feeds.

        Raises SourceError and nothing else.
        """
        return await self._within(partial(feeds.discuss, page, self._feed, self._limits))

    async def _within(self, work: Callable[[float], Awaitable[_T]]) -> _T:
        """Does the work, which is told until when; whatever goes wrong becomes a SourceError."""
        seconds = self._limits.feeds_timeout_s
        try:
            async with asyncio.timeout(seconds):
                return await work(
                    asyncio.get_running_loop().time() + seconds - min(1.0, seconds / 10)
                )
        except SourceError:
            raise
        except TimeoutError as error:
            raise SourceError("too_slow", seconds=round(seconds)) from error
        except Exception as error:
            _log.warning("a link could not be read: %s", type(error).__name__)
            raise SourceError("link_unreadable") from error

    @asynccontextmanager
    async def _clock(self) -> AsyncIterator[asyncio.Timeout]:
        """The time for one answer with its redirects."""
        seconds = self._limits.timeout_s
        try:
            async with asyncio.timeout(seconds) as clock:
                yield clock
        except TimeoutError as error:
            raise SourceError("too_slow", seconds=round(seconds)) from error

    async def _fetch(self, url: str, until: float) -> Page:
        try:
            answer = await self._page(url, None)
            page = await asyncio.to_thread(fetched.page, answer)
        except SourceError as error:
            if error.name not in _THE_SITES_OWN:
                raise
            alone = await self._with_feeds(Page("", "text/html", url), until)
            if not alone.feeds:
                raise
            return alone
        return await self._with_feeds(page, until)

    async def _revisit(self, known: Known, until: float) -> Page | NotModified:
        answer = await self._page(known.url, known)
        if answer.status == 304 and known.conditions():
            return NotModified(known)
        return await self._with_feeds(await asyncio.to_thread(fetched.page, answer), until)

    async def _page(self, url: str, known: Known | None) -> Answer:
        """The last answer of the redirects that begin at ``url``."""
        target = self._guard.target(url)
        asked: dict[str, Robots] = {}
        async with self._clock() as clock:
            turn: Turn = partial(self._turns.turn, clock=clock)
            for _ in range(self._limits.redirects + 1):
                conditions = known.conditions() if known and known.url == target.url else {}
                answer = await self._allowed(target, asked, conditions, turn)
                following = self._exchange.next(answer)
                if following is None:
                    return answer
                target = following
        raise SourceError("too_many_redirects", limit=self._limits.redirects)

    async def _allowed(
        self, target: Target, asked: dict[str, Robots], conditions: dict[str, str], turn: Turn
    ) -> Answer:
        """One hop: its addresses once, its robots.txt where it was not ``asked``, its answer."""
        hop = await self._exchange.hop(target)
        if target.origin not in asked:
            asked[target.origin] = await ask_robots(self._exchange, hop, turn)
        if not asked[target.origin].allow(target.path):
            raise SourceError("robots_refuse")
        return await self._exchange.ask(hop, Wish({"Accept": fetched.ACCEPT, **conditions}), turn)

    async def _with_feeds(self, page: Page, until: float) -> Page:
        return await feeds.gather(page, self._feed, self._keys(), self._limits, until)

    def _keys(self) -> "Keys":
        """The operator's keys, where none were handed in."""
        from models.document.platforms import Keys

        if self._own_keys is not None:
            return self._own_keys
        given = (self._limits.reddit_token, self._limits.youtube_key)
        return Keys(*(key.get_secret_value() if key else None for key in given))

    async def _feed(self, ask: "Ask") -> Answer:
        """One request of a platform; its own headers, which may hold a key, stay at its origin."""
        target = first = self._guard.target(ask.url)
        async with self._clock() as clock:
            turn: Turn = partial(self._turns.turn, clock=clock)
            for _ in range(self._limits.redirects + 1):
                own = dict(ask.headers) if target.origin == first.origin else {}
                hop = await self._exchange.hop(target)
                answer = await self._exchange.ask(hop, Wish({"Accept": _ACCEPT_FEED, **own}), turn)
                following = self._exchange.next(answer)
                if following is None:
                    return answer
                target = following
        raise SourceError("too_many_redirects", limit=self._limits.redirects)
