"""The nouns of the platforms: what is asked of one, and what its answers hold.

Reads JSON of strangers without trusting its shape or its depth; knows no platform.
"""

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from models.errors import DocumentError
from models.types import Article, Comment, Feed, Page

_DEEPEST = 40_000  # brackets inside brackets; a thread of 10,000 replies to replies has fewer


class PlatformError(DocumentError):
    """No answer of the platform could be read; the caller turns to the page itself."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A request to make with GET; ``headers`` are those beyond the fetcher's own."""

    url: str
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)  # may hold a key


@dataclass(frozen=True, slots=True)
class Found:
    """What the answers hold: comments as c1, c2 … in reading order, each parent before its replies.

    ``total`` is how many the source says there are. ``article`` is the post that opens a
    discussion, ``linked`` the address of the page that the discussion is about. ``source`` is the
    platform's name.
    """

    comments: tuple[Comment, ...] = ()
    total: int | None = None
    article: Article | None = None
    linked: str | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Keys:
    """The operator's keys: a bearer token for Reddit, an API key for YouTube."""

    reddit: str | None = field(default=None, repr=False)
    youtube: str | None = field(default=None, repr=False)


NO_KEYS = Keys()


@dataclass(frozen=True, slots=True)
class Caps:
    """How much is read of one platform for one page: answers, and comments."""

    requests: int = 60
    comments: int = 20_000


def feeds(page: Page, name: str) -> tuple[Feed, ...]:
    """The page's answers from this platform, in the order they came."""
    return tuple(feed for feed in page.feeds if feed.platform == name)


def failed(page: Page, name: str) -> bool:
    """Whether a request to this platform got no answer."""
    return any(source == name for source, _ in page.failed)


def header(feed: Feed, name: str) -> str | None:
    """The value of a header, by its lower-case name."""
    return next((value for key, value in feed.headers if key == name), None)


def parsed(text: str) -> Any:
    """The JSON value, of any depth to a bound; raises PlatformError where it is none."""
    try:
        return json.loads(text)
    except RecursionError:
        return _parsed_deep(text)
    except ValueError as error:
        raise PlatformError("The answer is not JSON.") from error


def answers(page: Page, name: str) -> list[tuple[Feed, Any]]:
    """Every answer of the platform that is JSON; raises PlatformError where none is."""
    read: list[tuple[Feed, Any]] = []
    for feed in feeds(page, name):
        try:
            read.append((feed, parsed(feed.content)))
        except PlatformError:
            continue
    if not read:
        raise PlatformError("The comments' place gave no answer that can be read.")
    return read


def dig(value: Any, *path: str | int) -> Any:
    """The value under these keys and places, or None where the shape is another."""
    for step in path:
        if isinstance(value, Mapping) and isinstance(step, str):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return None
    return value


def rows(value: Any, *path: str | int) -> list[dict[str, Any]]:
    """The objects of the list under these keys; anything else there is left out."""
    return [row for row in members(value, *path) if isinstance(row, dict)]


def members(value: Any, *path: str | int) -> list[Any]:
    """The list under these keys; anything else is an empty one."""
    found = dig(value, *path)
    return found if isinstance(found, list) else []


def words(value: Any, *path: str | int) -> str | None:
    """The string under these keys, or None."""
    found = dig(value, *path)
    return found if isinstance(found, str) and found else None


def number(value: Any, *path: str | int) -> int | None:
    """The whole number under these keys, also one written as a string; or None."""
    found = dig(value, *path)
    if isinstance(found, bool):
        return None
    if isinstance(found, str) and found.strip().lstrip("+-").isdecimal() and len(found) < 20:
        return int(found)
    if isinstance(found, float):
        return int(found) if math.isfinite(found) and abs(found) < 1e15 else None
    return found if isinstance(found, int) and abs(found) < 10**18 else None


def key(value: Any, *path: str | int) -> str | None:
    """An id under these keys as a string; 0, "", False and None are no ids."""
    found = dig(value, *path)
    if isinstance(found, bool) or not isinstance(found, str | int) or not found:
        return None
    return None if isinstance(found, str) and found == "0" else str(found)[:300]


def first(values: Iterable[str | None]) -> str | None:
    """The first that is something."""
    return next((value for value in values if value), None)


def unasked(page: Page, asks: Iterable[Ask]) -> tuple[Ask, ...]:
    """Those requests whose answers the page has not, each once."""
    had = {feed.url for feed in page.feeds}
    return tuple({ask.url: ask for ask in asks if ask.url not in had}.values())


_PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".gifv", ".webp", ".avif", ".mp4", ".webm", ".mov")


def elsewhere(url: str | None, *own: str) -> str | None:
    """The address if a page may be read there: on the web, of another host, and no picture."""
    if url is None or len(url) > 2_048:
        return None
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").lower().removeprefix("www.")
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host or parts.path.lower().endswith(_PICTURES):
        return None
    return None if any(host == name or host.endswith("." + name) for name in own) else url.strip()


def _parsed_deep(text: str) -> Any:
    """JSON of any depth, without recursion; the standard reader gives up at a thousand levels."""
    atom = json.JSONDecoder().raw_decode
    top: list[Any] = []
    stack: list[Any] = [top]
    name: str | None = None
    at, size = 0, len(text)
    try:
        while at < size:
            char = text[at]
            if char in " \t\r\n,:":
                at += 1
            elif char in "]}":
                if len(stack) > 1:
                    stack.pop()
                at += 1
            elif char == '"' and isinstance(stack[-1], dict) and name is None:
                name, at = atom(text, at)
            else:
                value, at = (
                    ([], at + 1)
                    if char == "["
                    else ({}, at + 1)
                    if char == "{"
                    else (atom(text, at))
                )
                inside = stack[-1]
                if isinstance(inside, list):
                    inside.append(value)
                else:
                    inside[name or ""] = value
                    name = None
                if char in "[{":
                    stack.append(value)
                    if len(stack) > _DEEPEST:
                        raise PlatformError("The answer is nested too deeply.")
    except ValueError as error:
        raise PlatformError("The answer is not JSON.") from error
    return top[0] if top else None
