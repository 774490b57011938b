"""The places where a page's comments are: asked in order of trust, their answers put in the page.

Which requests those are is known by ``models/document/platforms`` alone. A place that does not
answer is noted in the page, never raised.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from functools import partial
from types import ModuleType
from typing import TYPE_CHECKING

from bot.errors import SourceError
from bot.sources import charset
from bot.sources.exchange import Answer
from config.settings import Fetch
from models.types import Feed, Page

if TYPE_CHECKING:
    from models.document.platforms import Ask, Keys

Get = Callable[["Ask"], Awaitable[Answer]]
"""Makes one request, redirects followed; raises SourceError."""

Asks = Callable[[Page], "tuple[Ask, ...]"]
"""The next requests, given what the page has already; none when it is complete."""

_DISCUSSIONS = "hackernews"
_SEARCHES = 5  # a search and a thread, with room for a second of each
_KEPT = frozenset(("x-wp-total", "x-wp-totalpages", "link", "content-type"))
_TEXTS = ("application/json", "text/", "application/xml", "application/javascript")
_MARKUP = frozenset(("text/html", "application/xhtml+xml"))
_log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Purse:
    """What may still be asked and taken for one page."""

    requests: int
    bytes: int

    @property
    def empty(self) -> bool:
        return self.requests <= 0 or self.bytes <= 0


class _NoAnswerError(Exception):
    """A place did not answer; the reason is its only argument."""


async def gather(page: Page, get: Get, keys: "Keys", limits: Fetch, until: float) -> Page:
    """The page with the answers of the first place that gives any; ``until`` is loop time."""
    from models.document import platforms

    purse = _Purse(limits.max_requests, limits.max_feed_bytes)
    try:
        named = platforms.candidates(page)
    except Exception:  # noqa: BLE001 - a stranger's page; without its comments it is a page still
        _log.warning("a page's comment sources could not be told")
        return page
    for platform in named:
        before = len(page.feeds)
        asks = partial(_asks, platform, keys)
        most = platforms.caps(platform).requests
        page = await _ask_all(str(platform.NAME), asks, most, page, get, purse, until)
        if len(page.feeds) > before or purse.empty:
            break
    return page


async def discuss(page: Page, get: Get, limits: Fetch, until: float) -> Page:
    """The page with the answers of Hacker News about it: a search, and the thread it found."""
    from models.document import platforms

    purse = _Purse(limits.max_requests, limits.max_feed_bytes)
    asks = platforms.discussions
    return await _ask_all(_DISCUSSIONS, asks, _SEARCHES, page, get, purse, until)


async def _ask_all(
    name: str, asks: Asks, most: int, page: Page, get: Get, purse: _Purse, until: float
) -> Page:
    """Asks until the platform wants no more, or until it fails, or the limits are reached."""
    most = min(most, purse.requests)
    asked: set[str] = set()
    while wanted := [ask for ask in _wanted(name, asks, page) if ask.url not in asked]:
        for ask in wanted:
            if len(asked) >= most or purse.empty:
                return _failed(page, name, "limit")
            asked.add(ask.url)
            purse.requests -= 1
            try:
                async with asyncio.timeout_at(until):
                    feed = _feed(name, ask.url, await get(ask))
            except TimeoutError:
                purse.requests = 0
                return _failed(page, name, "time")
            except _NoAnswerError as error:
                return _failed(page, name, str(error))
            except SourceError as error:
                return _failed(page, name, error.name)
            purse.bytes -= len(feed.content)
            page = replace(page, feeds=(*page.feeds, feed))
    return page


def _asks(platform: ModuleType, keys: "Keys", page: Page) -> "tuple[Ask, ...]":
    return tuple(platform.ask(page, keys))


def _wanted(name: str, asks: Asks, page: Page) -> "tuple[Ask, ...]":
    try:
        return asks(page)
    except Exception:  # noqa: BLE001 - a stranger's answer in an unforeseen shape ends the asking
        _log.warning("%s: an answer could not be followed", name)
        return ()


def _feed(name: str, url: str, answer: Answer) -> Feed:
    if answer.status != 200:
        raise _NoAnswerError(str(answer.status))
    kind = answer.media_type
    if kind and not kind.startswith(_TEXTS) and not kind.endswith(("+json", "+xml")):
        raise _NoAnswerError("type")
    text = charset.decode(answer.body, answer.charset, markup=kind in _MARKUP)
    kept = tuple((key, value) for key, value in answer.headers.items() if key in _KEPT)
    return Feed(name, url, text, kept)


def _failed(page: Page, name: str, reason: str) -> Page:
    return replace(page, failed=(*page.failed, (name, reason)))
