"""One request over one connection, to addresses that were checked, its bytes counted at the socket.

It follows no redirect, keeps no cookie, knows no proxy and unpacks nothing.
"""

import socket
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

from bot.errors import SourceError
from bot.sources.guard import Guard, Target

HEAD_BYTES = 512_000
"""What may come before and with the end of the headers; a flood of interim answers is more."""

_CHUNK = 65_536
_NO_TIMEOUT = aiohttp.ClientTimeout(total=None, connect=None, sock_connect=None, sock_read=None)
_LONGEST_LINE = 16_384
_LONGEST_FIELD = 32_768
_MOST_FIELDS = 200
_Buffer = Any  # bytearray or memoryview: collections.abc.Buffer is of Python 3.12


class _SpentError(ConnectionAbortedError):
    """The other side sent more than it may."""


@dataclass(slots=True)
class Meter:
    """The bytes that came over the wire, and how many may."""

    limit: int = HEAD_BYTES
    spent: int = 0

    @property
    def over(self) -> bool:
        """Whether more came than may."""
        return self.spent > self.limit

    def add(self, count: int) -> None:
        """Counts bytes; raises ConnectionAbortedError over the limit, which ends the connection."""
        self.spent += count
        if self.over:
            raise _SpentError("more bytes than may come")


class _MeteredSocket(socket.socket):
    """Counts below TLS and below HTTP: extensions of chunks, trailers and interim answers too."""

    __slots__ = ("meter",)
    meter: Meter

    def recv(self, bufsize: int, flags: int = 0, /) -> bytes:
        data = super().recv(min(bufsize, _CHUNK), flags)
        self.meter.add(len(data))
        return data

    def recv_into(self, buffer: _Buffer, nbytes: int = 0, flags: int = 0) -> int:
        size = min(nbytes or len(buffer), len(buffer), _CHUNK)
        count = super().recv_into(buffer, size, flags)
        self.meter.add(count)
        return count


class _Pinned(AbstractResolver):
    """Answers with the addresses that were checked, whatever the name is."""

    def __init__(self, addresses: Sequence[str]) -> None:
        self._addresses = addresses

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        return [
            ResolveResult(
                hostname=host,
                host=address,
                port=port,
                family=socket.AF_INET6 if ":" in address else socket.AF_INET,
                proto=socket.IPPROTO_TCP,
                flags=socket.AI_NUMERICHOST,
            )
            for address in self._addresses
        ]

    async def close(self) -> None:
        """Nothing is open."""


async def _once(
    request: aiohttp.ClientRequest, send: aiohttp.ClientHandlerType
) -> aiohttp.ClientResponse:
    """Keeps aiohttp from asking a second time where a connection breaks before its answer."""
    try:
        return await send(request)
    except aiohttp.ClientConnectorError:
        raise
    except (aiohttp.ClientOSError, aiohttp.ServerDisconnectedError) as error:
        raise aiohttp.ClientConnectionError("the connection broke") from error


@asynccontextmanager
async def get(
    target: Target,
    addresses: Sequence[str],
    headers: Mapping[str, str],
    guard: Guard,
    meter: Meter,
) -> AsyncIterator[aiohttp.ClientResponse]:
    """The answer of ``target`` once its headers are there, its body still on the wire.

    Every address is checked again as its socket is made. Raises SourceError for one that may not
    be dialled, and aiohttp's errors.
    """
    refused: list[str] = []

    def dial(info: aiohttp.AddrInfoType) -> socket.socket:
        family, kind, protocol, _, address = info
        host, port = str(address[0]), int(address[1])
        if host not in addresses or port != target.port or not guard.allows(host, port):
            refused.append(host)
            raise PermissionError("an address that may not be dialled")
        made = _MeteredSocket(family, kind, protocol)
        made.meter = meter
        return made

    connector = aiohttp.TCPConnector(
        resolver=_Pinned(addresses), use_dns_cache=False, force_close=True, socket_factory=dial
    )
    async with aiohttp.ClientSession(
        connector=connector,
        cookie_jar=aiohttp.DummyCookieJar(),
        timeout=_NO_TIMEOUT,
        trust_env=False,
        auto_decompress=False,
        max_line_size=_LONGEST_LINE,
        max_field_size=_LONGEST_FIELD,
        max_headers=_MOST_FIELDS,
        middlewares=(_once,),
    ) as session:
        try:
            response = await session.get(
                URL(target.url, encoded=True), headers=headers, allow_redirects=False
            )
        except OSError as error:
            if refused:
                raise SourceError("private_address") from error
            raise
        try:
            yield response
        finally:
            response.close()
