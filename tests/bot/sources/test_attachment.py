"""A file attached in Discord: refused early, fetched within bounds, read as what it is."""

import asyncio
from collections.abc import Awaitable, Callable

import aiohttp
import pytest
from aiohttp import web

from bot.errors import SourceError
from bot.sources import attachment
from bot.sources.attachment import Attachment
from models.errors import DocumentError

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(200))
Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


def file(name: str = "message.txt", size: int = 5, media_type: str | None = None) -> Attachment:
    """An attachment that is nowhere to be fetched."""
    return Attachment(name, "http://127.0.0.1:9/x", size, media_type)


def fetched(answer: Answer, most: int = 1_000) -> bytes:
    """What ``fetch`` makes of a server on loopback that answers so."""

    async def run() -> bytes:
        app = web.Application()
        app.router.add_get("/{name:.*}", answer)
        runner = web.AppRunner(app)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        port = runner.addresses[0][1]
        one = Attachment("a.txt", f"http://127.0.0.1:{port}/a.txt", 5)
        try:
            async with aiohttp.ClientSession() as session:
                return await attachment.fetch(session, one, most)
        finally:
            await runner.cleanup()

    return asyncio.run(run())


async def _hello(request: web.Request) -> web.StreamResponse:
    return web.Response(body=b"hello")


async def _gone(request: web.Request) -> web.StreamResponse:
    raise web.HTTPNotFound


async def _elsewhere(request: web.Request) -> web.StreamResponse:
    raise web.HTTPFound("/b.txt")


async def _endless(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse()
    await response.prepare(request)
    for _ in range(1_000):
        await response.write(b"x" * 10_000)
    return response


async def _short(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Length": "100"})
    await response.prepare(request)
    await response.write(b"x")
    assert request.transport is not None
    request.transport.close()
    return response


async def _packed(request: web.Request) -> web.StreamResponse:
    return web.Response(body=b"\x1f\x8b bomb", headers={"Content-Encoding": "gzip"})


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (file("cat.png", media_type="image/png"), "type of file"),
        (file("run.exe", media_type="text/plain"), "type of file"),
        (file(size=0), "empty"),
        (file(size=26_000_000), "up to 5 MB"),
    ],
)
def test_what_need_not_be_fetched_is_refused(one: Attachment, words: str) -> None:
    """Type, size and emptiness are known before a byte is asked for."""
    with pytest.raises(SourceError, match=words):
        attachment.check(one, 5_000_000)


def test_a_text_file_passes() -> None:
    """Up to the limit itself."""
    attachment.check(file(size=5), 5)


def test_a_file_on_loopback_is_fetched() -> None:
    """Discord's own addresses are asked as they are."""
    assert fetched(_hello) == b"hello"


def test_packed_bytes_are_not_unpacked() -> None:
    """A small answer cannot become a large one."""
    assert fetched(_packed) == b"\x1f\x8b bomb"


@pytest.mark.parametrize("answer", [_gone, _elsewhere, _short])
def test_a_file_that_does_not_come_is_said(answer: Answer) -> None:
    """Missing, moved or broken off: one sentence, no redirect followed."""
    with pytest.raises(SourceError, match="did not hand the file over"):
        fetched(answer)


def test_no_more_is_read_than_is_allowed() -> None:
    """Whatever size was announced."""
    with pytest.raises(SourceError, match="too large"):
        fetched(_endless)


def test_an_address_that_is_none_is_said() -> None:
    """A broken address is the same error as a file that does not come."""

    async def run() -> bytes:
        async with aiohttp.ClientSession() as session:
            return await attachment.fetch(session, Attachment("a.txt", "nowhere", 1), 10)

    with pytest.raises(SourceError, match="did not hand"):
        asyncio.run(run())


def test_a_proxy_of_the_environment_is_never_asked() -> None:
    """A session that would ask one is a mistake of ours."""

    async def run() -> bytes:
        async with aiohttp.ClientSession(trust_env=True) as session:
            return await attachment.fetch(session, file(), 10)

    with pytest.raises(ValueError, match="without a proxy"):
        asyncio.run(run())


@pytest.mark.parametrize(
    ("raw", "name", "kind"),
    [
        ("Fähre".encode(), "message.txt", "text/plain"),
        ("Fähre".encode("utf-16"), "a.md", "text/markdown"),
        (b"<!doctype html><p>F\xc3\xa4hre", "saved.txt", "text/html"),
        (b"[]", "a.json", "application/json"),
    ],
)
def test_bytes_become_a_page(raw: bytes, name: str, kind: str) -> None:
    """Of the type that the name, or the content, says."""
    assert attachment.page(raw, file(name)).media_type == kind


@pytest.mark.parametrize("raw", [PNG, b"text with a \0 in it", "текст".encode("koi8-r") * 50])
def test_content_that_belies_its_name_is_refused(raw: bytes) -> None:
    """A picture called message.txt is no text."""
    with pytest.raises(DocumentError):
        attachment.page(raw, file())


@pytest.mark.parametrize("raw", [b"", b"\xef\xbb\xbf", b" \r\n\t"])
def test_a_blank_file_is_empty(raw: bytes) -> None:
    """A byte order mark or white space is nothing to read."""
    with pytest.raises(SourceError, match="empty"):
        attachment.page(raw, file())
