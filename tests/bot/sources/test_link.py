"""A link becomes a page: what is asked, of whom, how often, and what of it is kept."""

import asyncio
import time
from collections.abc import Sequence

import pytest

from bot.errors import SourceError
from bot.sources.link import Fetcher, Known, NotModified
from config.settings import Fetch
from models.types import Page
from tests.bot.sources.fetching import LIMITS, NAME, Names, outcome, with_server
from tests.bot.sources.hostile_server import (
    ROBOTS,
    Server,
    answer,
    endless,
    redirect,
    serving,
    then_silent,
)


def test_a_page_keeps_what_a_platform_reads() -> None:
    """Its text, type, address, and three of its headers."""
    page, server = outcome(
        {
            "/page": answer(
                b"<p>x", "Link: <a>", "Link: <b>", "ETag: e", "Server: s", "Set-Cookie: a"
            )
        }
    )
    headers = (("link", "<a>, <b>"), ("etag", "e"))
    assert page == Page("<p>x", "text/html", server.url("/page"), headers=headers)


def test_requests_say_who_asks() -> None:
    """A plain name with an address to complain to, and no cookie or login."""
    _, server = outcome({"/page": redirect("/b"), "/b": answer(b"<p>x", "Set-Cookie: a=b")})
    assert all("Hustings/" in head["user-agent"] for head in server.heads)
    assert all("(+http" in head["user-agent"] for head in server.heads)
    unwanted = {"cookie", "authorization", "referer"}
    assert [unwanted & head.keys() for head in server.heads] == [set()] * 3


@pytest.mark.parametrize(("steps", "expected"), [(5, "page"), (6, "too_many_redirects")])
def test_five_redirects_are_followed(steps: int, expected: str) -> None:
    """Each is asked once, and robots.txt once for the origin."""
    scripts = {f"/{at}": redirect(f"/{at + 1}") for at in range(steps)}
    page, server = outcome({**scripts, f"/{steps}": answer()}, "/0")
    assert (page if isinstance(page, str) else "page") == expected
    assert server.asked == [ROBOTS, *(f"/{at}" for at in range(6))]


def test_the_address_of_a_page_is_the_last_one() -> None:
    """Without its fragment."""
    page, server = outcome({"/page": redirect("/end?x#y"), "/end?x": answer()})
    assert isinstance(page, Page)
    assert page.url == server.url("/end?x")


def test_names_are_asked_once_a_hop_and_literals_never() -> None:
    """The page and its robots.txt share the answer."""
    names = Names()
    page, server = outcome({"/page": redirect("/b"), "/b": answer()}, host=NAME, names=names)
    assert isinstance(page, Page)
    assert (names.asked, server.asked) == ([NAME, NAME], [ROBOTS, "/page", "/b"])


@pytest.mark.parametrize(
    "later", [["127.0.0.2"], ["169.254.169.254"], ["::1"], ["127.0.0.1", "10.0.0.1"], []]
)
def test_a_name_that_changes_its_mind_is_pinned(later: list[str]) -> None:
    """What was checked is what is dialled."""
    names = Names(["127.0.0.1"], later)
    page, server = outcome({"/page": answer()}, host=NAME, names=names)
    assert isinstance(page, Page)
    assert (names.asked, server.asked) == ([NAME], [ROBOTS, "/page"])


@pytest.mark.parametrize("later", [["127.0.0.2"], ["127.0.0.1", "10.0.0.1"], ["93.184.215.14"]])
def test_a_name_that_changes_its_mind_between_hops_is_refused(later: list[str]) -> None:
    """A redirect to the same name is checked as any other."""
    names = Names(["127.0.0.1"], later)
    error, server = outcome({"/page": redirect("/b"), "/b": answer()}, host=NAME, names=names)
    assert error in ("private_address", "link_port")
    assert server.asked == [ROBOTS, "/page"]


@pytest.mark.parametrize(
    ("way", "expected"),
    [("redirect", "refused"), ("name", "refused"), ("chain", "refused"), ("robots", "page")],
)
def test_no_canary_is_reached(way: str, expected: str) -> None:
    """A server at the same address but another port, whatever leads there."""

    async def run() -> list[str]:
        async with serving() as canary, serving() as server:
            there = canary.url("/secret")
            server.scripts = {
                "redirect": {"/page": redirect(there)},
                "robots": {ROBOTS: redirect(there), "/page": answer()},
                "name": {"/page": redirect(canary.url("/secret", NAME))},
                "chain": {"/page": redirect(server.url("/2", NAME)), "/2": redirect(there)},
            }[way]
            async with Fetcher(LIMITS, Names(), {server.pair}) as fetcher:
                try:
                    await fetcher.fetch(server.url("/page"))
                except SourceError as error:
                    assert error.name in ("private_address", "link_port")
                    assert expected == "refused"
                else:
                    assert expected == "page"
            return canary.asked

    assert asyncio.run(run()) == []


def test_an_exempt_address_may_be_of_ipv6() -> None:
    """In every spelling of it."""

    async def run() -> str:
        async with (
            serving({"/page": answer()}, "::1") as server,
            Fetcher(LIMITS, exempt={("::1", server.port)}) as fetcher,
        ):
            return (await fetcher.fetch(server.url("/page", "[0:0::1]"))).content

    assert asyncio.run(run()) == "<p>Read me.</p>"


def test_settings_exempt_as_the_argument_does() -> None:
    """FETCH__ALLOW names the same pairs."""

    async def run() -> Page:
        async with serving({"/page": answer()}) as server:
            limits = Fetch.model_validate({"allow": f"127.0.0.1:{server.port},[::1]:1"})
            async with Fetcher(limits) as fetcher:
                return await fetcher.fetch(server.url("/page"))

    assert asyncio.run(run()).content == "<p>Read me.</p>"


def test_no_proxy_is_taken_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor a password from .netrc."""
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    page, _ = outcome({"/page": answer()})
    assert isinstance(page, Page)


def test_a_slow_chain_has_one_time_for_all() -> None:
    """Redirects do not begin it anew."""

    async def late(writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.55)
        writer.write(redirect("/page"))

    start = time.monotonic()
    error, _ = outcome({"/page": late})
    assert error == "too_slow"
    assert time.monotonic() - start < LIMITS.timeout_s + 2


def test_a_page_that_did_not_change_is_not_sent_again() -> None:
    """The state that was kept is sent to its own address alone."""
    same = answer(b"", status="304 Same")

    async def work(server: Server, fetcher: Fetcher) -> None:
        known = Known(server.url("/page"), '"e"', "Thu, 01 Jan 1970 00:00:00 GMT")
        assert await fetcher.revisit(known) == NotModified(known)
        assert server.heads[1]["if-none-match"] == '"e"'
        assert "if-none-match" not in server.heads[0]

    with_server({"/page": same}, work)


def test_a_page_that_changed_comes_whole() -> None:
    """As if it were fetched for the first time."""

    async def work(server: Server, fetcher: Fetcher) -> None:
        page = await fetcher.revisit(Known(server.url("/page"), '"e"'))
        assert isinstance(page, Page)

    with_server({"/page": answer()}, work)


def test_a_header_cannot_be_forged_by_what_was_kept() -> None:
    """A line end in an ETag is refused, not sent."""

    async def work(server: Server, fetcher: Fetcher) -> None:
        with pytest.raises(SourceError):
            await fetcher.revisit(Known(server.url("/page"), "e\r\nHost: x"))

    assert with_server({"/page": answer()}, work).asked == [ROBOTS]


def test_a_pdf_keeps_its_bytes() -> None:
    """As Latin-1, so that the reader has them again."""
    raw = b"%PDF-1.7\n" + bytes(range(256))
    page, _ = outcome({"/page": answer(raw, kind="application/pdf")})
    assert isinstance(page, Page)
    assert (page.media_type, page.content.encode("latin-1")) == ("application/pdf", raw)


def test_ten_megabytes_are_a_page_and_more_are_not() -> None:
    """The limit is exact."""
    page, _ = outcome({"/page": answer(b"x" * 10_000_000)})
    error, _ = outcome({"/page": answer(b"x" * 10_000_001)})
    assert (len(page.content) if isinstance(page, Page) else page, error) == (
        10_000_000,
        "page_too_large",
    )


def test_a_fetch_can_be_cancelled() -> None:
    """The reader's choice is no error of the source."""

    async def work(server: Server, fetcher: Fetcher) -> None:
        fetching = asyncio.ensure_future(fetcher.fetch(server.url("/page")))
        await asyncio.sleep(0.1)
        fetching.cancel()
        with pytest.raises(asyncio.CancelledError):
            await fetching
        assert (await fetcher.fetch(server.url("/b"))).content == "<p>Read me.</p>"

    with_server({"/page": then_silent(b""), "/b": answer()}, work)


def test_what_breaks_in_a_resolver_is_a_reason() -> None:
    """Whatever it raises."""

    async def broken(host: str) -> Sequence[str]:
        raise RuntimeError(host)

    async def run() -> None:
        async with Fetcher(LIMITS, broken) as fetcher:
            await fetcher.fetch("http://www.example.com/")

    with pytest.raises(SourceError):
        asyncio.run(run())


@pytest.mark.parametrize("error", [OSError, TimeoutError, UnicodeError])
def test_a_name_that_is_not_found_is_said_so(error: type[Exception]) -> None:
    """As one that has no address."""

    async def broken(host: str) -> Sequence[str]:
        raise error

    async def run() -> None:
        async with Fetcher(LIMITS, broken) as fetcher:
            await fetcher.fetch("http://www.example.com/")

    with pytest.raises(SourceError) as caught:
        asyncio.run(run())
    assert caught.value.name in ("no_such_host", "too_slow")


def test_plain_http_at_a_secure_address_is_a_bad_certificate() -> None:
    """TLS is not given up."""

    async def speak(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(answer())
        await reader.read(100)
        writer.close()

    async def run() -> None:
        server = await asyncio.start_server(speak, "127.0.0.1", 0)
        pair = server.sockets[0].getsockname()
        async with server, Fetcher(LIMITS, exempt={pair}) as fetcher:
            await fetcher.fetch(f"https://127.0.0.1:{pair[1]}/")

    with pytest.raises(SourceError) as caught:
        asyncio.run(run())
    assert caught.value.name == "bad_certificate"


def test_an_endless_flood_ends_at_the_limit_in_bytes() -> None:
    """Twelve megabytes on the wire, though none of them is the page's."""
    sent = 0

    async def flood(writer: asyncio.StreamWriter) -> None:
        nonlocal sent
        await endless_head(writer)
        while True:
            writer.write(b"1;" + b"e" * 50_000 + b"\r\nx\r\n")
            sent += 50_007
            await writer.drain()

    async def endless_head(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n")
        writer.write(b"Transfer-Encoding: chunked\r\n\r\n")

    error, _ = outcome({"/page": flood})
    assert error in ("page_too_large", "bad_answer", "cut_off")
    assert sent < 20_000_000


def test_the_head_has_a_limit_of_its_own() -> None:
    """Interim answers are no page, however many come."""
    early = endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 500)
    assert outcome({"/page": early})[0] == "bad_answer"
