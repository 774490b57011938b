"""A site is asked one thing at a time, what it allows, and again only where it says so."""

import asyncio

import pytest

from bot.errors import SourceError
from bot.sources.link import Fetcher
from tests.bot.sources.fetching import NAME, Names, outcome, with_server
from tests.bot.sources.hostile_server import (
    ROBOTS,
    Script,
    Server,
    answer,
    redirect,
    then_silent,
)


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        (answer(b"User-agent: *\nDisallow: /page", kind="text/plain"), "robots_refuse"),
        (answer(b"User-agent: *\nDisallow: /b", kind="text/plain"), "page"),
        (answer(b"", status="401 No"), "page"),
        (answer(b"", status="403 No"), "page"),
        (answer(b"", status="429 No"), "page"),
        (answer(b"", status="500 No"), "robots_unreadable"),
        (answer(b"", status="503 No"), "robots_unreadable"),
        (then_silent(b""), "robots_unreadable"),
        (then_silent(answer(b"", length=50)), "robots_unreadable"),
        (b"garbage\r\n\r\n", "robots_unreadable"),
        (redirect(ROBOTS), "page"),
        (redirect("http://10.0.0.1/"), "page"),
        (redirect(""), "page"),
        (redirect("/other"), "robots_refuse"),
        (answer(b"x" * 499_990 + b"\nUser-agent: *\nDisallow: /", kind="text/plain"), "page"),
        (answer(b"#" * 10_000_000, kind="text/plain"), "page"),
    ],
)
def test_robots_txt_is_respected(script: Script, expected: str) -> None:
    """None allows, a broken one refuses, and what comes after its first half megabyte is unread."""
    rules = answer(b"User-agent: *\nDisallow: /page", kind="text/plain")
    page, server = outcome({ROBOTS: script, "/other": rules, "/page": answer()})
    assert (page if isinstance(page, str) else "page") == expected
    assert ("/page" in server.asked) is (expected == "page")


def test_robots_txt_of_every_host_on_the_way_is_asked() -> None:
    """A redirect to another host is asked whether it may be read."""
    names = Names()
    rules = answer(b"User-agent: *\nDisallow: /b", kind="text/plain")

    async def work(server: Server, fetcher: Fetcher) -> None:
        server.scripts["/page"] = redirect(server.url("/b", NAME))
        server.scripts[ROBOTS] = [answer(b"", status="404 No"), rules]
        with pytest.raises(SourceError, match=r"robots\.txt"):
            await fetcher.fetch(server.url("/page"))

    assert with_server({}, work, names).asked == [ROBOTS, "/page", ROBOTS]


@pytest.mark.parametrize(
    ("first", "expected", "times"),
    [
        (answer(b"", "Retry-After: 0", status="503 Busy"), "page", 2),
        (answer(b"", "Retry-After: 0", status="429 Busy"), "page", 2),
        (answer(b"", "Retry-After: Thu, 01 Jan 1970 00:00:00 GMT", status="429 Busy"), "page", 2),
        (answer(b"", "Retry-After: 3", status="503 Busy"), "site_busy", 1),
        (answer(b"", "Retry-After: 99999999999999999999", status="503 Busy"), "site_busy", 1),
        (answer(b"", "Retry-After: -1", status="503 Busy"), "site_busy", 1),
        (answer(b"", "Retry-After: soon", status="503 Busy"), "site_busy", 1),
        (answer(b"", "Retry-After: Fri, 01 Jan 2100 00:00:00 GMT", status="503"), "site_busy", 1),
        (answer(b"", status="503 Busy"), "site_busy", 1),
        (answer(b"", "Retry-After: 0", status="500 Broken"), "site_broken", 1),
        (b"", "bad_answer", 1),
    ],
)
def test_only_a_site_that_says_so_is_asked_again(first: Script, expected: str, times: int) -> None:
    """Once, after two seconds at most."""
    page, server = outcome({"/page": [first, answer()]})
    assert (page if isinstance(page, str) else "page") == expected
    assert server.asked.count("/page") == times


def test_a_site_is_asked_again_only_once() -> None:
    """A second refusal is final."""
    busy = answer(b"", "Retry-After: 0", status="503 Busy")
    error, server = outcome({"/page": busy})
    assert (error, server.asked.count("/page")) == ("site_busy", 2)


def test_a_host_is_asked_one_thing_at_a_time() -> None:
    """Waiting for others does not count as the site's slowness."""

    async def slow(writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.3)
        writer.write(answer())

    async def work(server: Server, fetcher: Fetcher) -> None:
        links = [server.url(f"/page?{at}") for at in range(10)]
        server.scripts.update({f"/page?{at}": slow for at in range(10)})
        pages = await asyncio.gather(*map(fetcher.fetch, links))
        assert len(pages) == 10

    assert with_server({}, work).most == 1
