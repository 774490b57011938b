"""How a site is asked: one thing at a time, and only what its robots.txt allows.

It knows neither pages nor comments; a site's public comment API is not asked through here.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from weakref import WeakValueDictionary

from bot.errors import SourceError
from bot.sources import robots
from bot.sources.exchange import Exchange, Hop, Turn, Wish

_FILE = "/robots.txt"
_PLAIN_REASONS = frozenset(("unreachable", "bad_certificate"))
"""What the page itself would meet too; robots.txt is not to blame."""


class Turns:
    """Who asks which host: one request a host, others wait."""

    def __init__(self) -> None:
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    @asynccontextmanager
    async def turn(self, host: str, clock: asyncio.Timeout) -> AsyncIterator[None]:
        """One's turn at ``host``; the clock stands still while others have theirs."""
        lock = self._locks.get(host)
        if lock is None:
            lock = self._locks[host] = asyncio.Lock()
        loop = asyncio.get_running_loop()
        left = (clock.when() or loop.time()) - loop.time()
        clock.reschedule(None)
        async with lock:
            clock.reschedule(loop.time() + left)
            yield


async def ask_robots(exchange: Exchange, hop: Hop, turn: Turn) -> robots.Robots:
    """What the robots.txt of the hop's origin says; where there is none, everything is allowed.

    Raises SourceError where it cannot be known: the site is broken or silent (RFC 9309, 2.3.1).
    """
    limits = exchange.limits
    wish = Wish({"Accept": "text/plain, */*;q=0.5"}, limits.robots_bytes, limits.headers_timeout_s)
    here = Hop(hop.target.at(_FILE), hop.addresses)
    for _ in range(limits.redirects + 1):
        try:
            answer = await exchange.ask(here, wish, turn)
        except SourceError as error:
            if error.name in _PLAIN_REASONS:
                raise
            raise SourceError("robots_unreadable") from error
        try:
            if (following := exchange.next(answer)) is None:
                break
            here = await exchange.hop(following)
        except SourceError:  # it leads where nothing is read from: as good as none
            return robots.Robots()
    else:
        return robots.Robots()
    if answer.status >= 500:
        raise SourceError("robots_unreadable")
    if not 200 <= answer.status < 300:
        return robots.Robots()
    return robots.read(answer.body.decode("utf-8", errors="replace"))
