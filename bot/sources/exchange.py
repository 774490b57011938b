"""Requests that follow redirects: each hop checked, within its time, its answer in memory.

It knows what an answer's status means to a reader, not what a page or a comment is.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import aiohttp

from bot.errors import SourceError
from bot.sources import wire
from bot.sources.guard import Guard, Target
from bot.sources.unpack import ACCEPTED, Unpacker
from config.settings import Fetch

Resolver = Callable[[str], Awaitable[Sequence[str]]]
"""An ASCII host to its addresses; an empty list or OSError means that there is no such name."""

Turn = Callable[[str], AbstractAsyncContextManager[None]]
"""One's turn at a host, which is asked one thing at a time."""

_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_RETRIED = frozenset((429, 503))
_TOKEN = re.compile(r"[a-z0-9!#$%&'*+.^_`|~\-]{1,60}/[a-z0-9!#$%&'*+.^_`|~\-]{1,60}")
_CHARSET = re.compile(r";\s{0,20}charset\s{0,20}=\s{0,20}(\"[^\"]{0,80}\"|[^;\s]{0,80})", re.I)
_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: ``headers`` by lower-case name, the body unpacked, empty unless 2xx."""

    target: Target
    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""

    @property
    def media_type(self) -> str:
        """The type the body was sent as, lower-case, without parameters; "" for none."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str | None:
        """The encoding that the header names."""
        found = _CHARSET.search(self.headers.get("content-type", "")[:1_000])
        return found[1].strip('"') or None if found else None


@dataclass(frozen=True, slots=True)
class Wish:
    """How something is asked for: headers beside the bot's own, at most how much, how long.

    ``cut`` ends the body there and then, where without it a large one is refused; ``seconds`` is
    for the whole answer.
    """

    headers: Mapping[str, str] = field(default_factory=dict)
    cut: int | None = None
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Hop:
    """A target and the addresses that were checked for it."""

    target: Target
    addresses: tuple[str, ...]


class Exchange:
    """Asks one thing of one place; holds the rules, the limits and no connection."""

    def __init__(self, limits: Fetch, guard: Guard, resolver: Resolver, agent: str) -> None:
        self.limits = limits
        self.guard = guard
        self._resolver = resolver
        self._agent = agent

    async def hop(self, target: Target) -> Hop:
        """Asks once for the addresses of ``target``; raises SourceError for a refused one."""
        if target.literal:
            return Hop(target, self.guard.admit(target, (target.host,)))
        try:
            async with asyncio.timeout(self.limits.headers_timeout_s):
                answers = await self._resolver(target.host)
        except TimeoutError as error:
            raise self._slow(self.limits.headers_timeout_s) from error
        except (OSError, UnicodeError) as error:
            raise SourceError("no_such_host") from error
        return Hop(target, self.guard.admit(target, answers))

    async def ask(self, hop: Hop, wish: Wish, turn: Turn) -> Answer:
        """The answer of one hop, asked for once more where it says to come back at once."""
        async with turn(hop.target.host):
            answer = await self._once(hop, wish)
            wait = _wait(answer) if answer.status in _RETRIED else None
            if wait is None or wait > self.limits.retry_after_s:
                return answer
            await asyncio.sleep(wait)
            return await self._once(hop, wish)

    def next(self, answer: Answer) -> Target | None:
        """Where the answer redirects to, or None; raises SourceError where it may not."""
        if answer.status not in _REDIRECTS:
            return None
        location = answer.headers.get("location", "")
        if not location:
            raise SourceError("bad_redirect")
        return self.guard.redirected(answer.target, location)

    async def _once(self, hop: Hop, wish: Wish) -> Answer:
        meter = wire.Meter()
        try:
            async with asyncio.timeout(wish.seconds):
                return await self._read(hop, wish, meter)
        except TimeoutError as error:
            raise self._slow(wish.seconds or self.limits.timeout_s) from error
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise self._broken(error, meter) from error

    async def _read(self, hop: Hop, wish: Wish, meter: wire.Meter) -> Answer:
        headers = {**wish.headers, "User-Agent": self._agent, "Accept-Encoding": ACCEPTED}
        opened = wire.get(hop.target, hop.addresses, headers, self.guard, meter)
        try:
            async with asyncio.timeout(self.limits.headers_timeout_s):
                response = await opened.__aenter__()
        except TimeoutError as error:
            raise self._slow(self.limits.headers_timeout_s) from error
        try:
            meter.limit = self.limits.max_wire_bytes
            sent = _headers(response)
            body = b""
            if 200 <= response.status < 300:
                body = await self._body(response, wish.cut)
            return Answer(hop.target, response.status, sent, body)
        finally:
            await opened.__aexit__(None, None, None)

    async def _body(self, response: aiohttp.ClientResponse, cut: int | None) -> bytes:
        limits = self.limits
        if cut is None and (response.content_length or 0) > limits.max_wire_bytes:
            raise self._large()
        coding = ",".join(response.headers.getall("Content-Encoding", ()))
        unpacker = Unpacker(coding, limits.max_bytes, limits.max_ratio)
        async for chunk in response.content.iter_any():
            unpacker.feed(chunk)
            if cut is not None and unpacker.size >= cut:
                return unpacker.so_far(cut)
        return unpacker.finish()

    def _broken(self, error: Exception, meter: wire.Meter) -> SourceError:
        if meter.over:
            return SourceError("bad_answer") if meter.limit == wire.HEAD_BYTES else self._large()
        if isinstance(error, aiohttp.ClientSSLError):
            return SourceError("bad_certificate")
        if isinstance(error, aiohttp.ClientConnectorError):
            return SourceError("unreachable")
        if isinstance(error, aiohttp.ClientPayloadError):
            return SourceError("cut_off")
        return SourceError("bad_answer")

    def _large(self) -> SourceError:
        return SourceError("page_too_large", limit=max(self.limits.max_bytes // _MEGABYTE, 1))

    @staticmethod
    def _slow(seconds: float) -> SourceError:
        return SourceError("too_slow", seconds=round(seconds))


def safe_type(media_type: str) -> str:
    """A media type as it may stand in a sentence: "?" for what is none."""
    return media_type if _TOKEN.fullmatch(media_type) else "?"


def _headers(response: aiohttp.ClientResponse) -> dict[str, str]:
    """By lower-case name; the values of one that came more than once, joined."""
    joined: dict[str, str] = {}
    framing = response.headers.get("Transfer-Encoding", "chunked").strip().lower()
    if framing not in ("chunked", "identity"):
        raise ValueError("a body framed in a way that is not read")
    for name, value in response.headers.items():
        name = name.lower()
        single = name in ("content-type", "location", "retry-after", "etag", "last-modified")
        if name not in joined:
            joined[name] = value
        elif not single:
            joined[name] += f", {value}"
        elif name == "location" and value != joined[name]:
            raise ValueError("two ways to go on")
    return joined


def _wait(answer: Answer) -> float | None:
    """Seconds until ``Retry-After``, or None where it does not say."""
    said = answer.headers.get("retry-after", "").strip()
    if said.isascii() and said.isdigit() and len(said) < 10:
        return float(said)
    try:
        then = parsedate_to_datetime(said[:100])
    except (ValueError, TypeError, IndexError):
        return None
    then = then if then.tzinfo else then.replace(tzinfo=UTC)
    return max((then - datetime.now(UTC)).total_seconds(), 0.0)
