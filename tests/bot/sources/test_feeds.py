"""A page's comment sources are asked through the same rules, within limits, and may fail."""

import asyncio
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pytest

from bot.errors import SourceError
from bot.sources.link import Fetcher
from config.settings import Fetch
from models.document import platforms
from models.document.platforms import Ask, Keys
from models.types import Page
from tests.bot.sources.hostile_server import (
    Script,
    Server,
    answer,
    redirect,
    serving,
    then_silent,
)

LIMITS = Fetch(headers_timeout_s=1.5, timeout_s=2.0, feeds_timeout_s=20.0)
JSON = "application/json"
Plan = Callable[[Page, str], Sequence[Ask]]


@dataclass
class Place:
    """A platform that asks what its plan says, given the page and the server's address."""

    NAME: str
    plan: Plan
    start: str = ""

    def recognises(self, page: Page) -> bool:
        """Every page is its own."""
        return True

    def ask(self, page: Page, keys: Keys) -> tuple[Ask, ...]:
        """What the plan says."""
        return tuple(self.plan(page, self.start))


def pages_of(count: int) -> Plan:
    """As many numbered requests, one after the other."""

    def plan(page: Page, start: str) -> Sequence[Ask]:
        done = len([feed for feed in page.feeds if feed.platform == "first"])
        return [Ask(f"{start}/api/{done}")] if done < count else []

    return plan


def once(path: str, *headers: tuple[str, str]) -> Plan:
    """One request, again and again."""
    return lambda page, start: [Ask(f"{start}{path}", headers)]


Ran = tuple[Page, Server]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    """Fetches ``/page`` of a server with the places given; the page and the server afterwards."""

    def work(
        scripts: dict[str, Script | Sequence[Script]], *places: Place, limits: Fetch = LIMITS
    ) -> Ran:
        async def go() -> Ran:
            said = {"/page": answer(), **scripts}
            async with serving(said) as server, Fetcher(limits, exempt={server.pair}) as fetcher:
                for place in places:
                    place.start = server.url("")
                return await fetcher.fetch(server.url("/page")), server

        monkeypatch.setattr(platforms, "PLATFORMS", places)
        return asyncio.run(go())

    return work


def numbered(count: int) -> dict[str, Script]:
    """Answers of JSON, each with its number."""
    return {f"/api/{at}": answer(json.dumps([at]).encode(), kind=JSON) for at in range(count)}


def test_a_place_is_asked_until_it_has_said_all(run: Callable[..., Ran]) -> None:
    """Its answers stand in the page in order, with the headers that count them."""
    scripts = numbered(3) | {"/api/0": answer(b"[0]", "X-WP-Total: 3", "X-Y: z", kind=JSON)}
    page, _ = run(scripts, Place("first", pages_of(3)))
    assert [feed.content for feed in page.feeds] == ["[0]", "[1]", "[2]"]
    assert page.feeds[0].headers == (("x-wp-total", "3"), ("content-type", JSON))


def test_a_page_of_no_known_place_has_no_feeds(run: Callable[..., Ran]) -> None:
    """It is the page alone."""
    page, _ = run({})
    assert (page.feeds, page.failed) == ((), ())


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        (answer(b"{}", status="401 No"), "401"),
        (answer(b"{}", status="403 No"), "403"),
        (answer(b"{}", status="404 No"), "404"),
        (answer(b"{}", status="429 No"), "429"),
        (answer(b"{}", status="500 No"), "500"),
        (answer(b"{}", status="503 No"), "503"),
        (answer(b"", status="204 No"), "204"),
        (answer(b"x", kind="image/png"), "type"),
        (answer(b"{", length=50, kind=JSON), "cut_off"),
        (answer(b"{}", "Content-Encoding: gzip", kind=JSON), "bad_packing"),
        (answer(b"{}", kind="application/json; charset=klingon"), "unknown_charset"),
        (b"garbage\r\n\r\n", "bad_answer"),
        (then_silent(b""), "too_slow"),
        (redirect("http://127.0.0.1/"), "private_address"),
        (redirect("/api/0"), "too_many_redirects"),
        (answer(bytes(11_000_000), kind=JSON), "page_too_large"),
    ],
)
def test_a_place_that_fails_is_named_with_its_reason(
    run: Callable[..., Ran], script: Script, reason: str
) -> None:
    """The page stands without its comments."""
    page, _ = run({"/api/0": script}, Place("first", pages_of(1)))
    assert (page.content, page.feeds, page.failed) == ("<p>Read me.</p>", (), (("first", reason),))


def test_the_next_place_is_asked_where_one_has_nothing(run: Callable[..., Ran]) -> None:
    """In order of trust, and none after the first that answers."""
    scripts = {"/b": answer(b"[]", kind=JSON), "/c": answer(b"[]", kind=JSON)}
    places = [Place(name, once(f"/{name}")) for name in "abc"]
    page, server = run(scripts, *places)
    assert [feed.platform for feed in page.feeds] == ["b"]
    assert (page.failed, "/c" in server.asked) == ((("a", "404"),), False)


def test_what_came_before_a_failure_is_kept(run: Callable[..., Ran]) -> None:
    """Two pages of comments are better than none."""
    page, _ = run(numbered(2), Place("first", pages_of(9)), Place("second", once("/api/0")))
    assert [feed.content for feed in page.feeds] == ["[0]", "[1]"]
    assert page.failed == (("first", "404"),)


def test_the_same_thing_is_asked_once(run: Callable[..., Ran]) -> None:
    """A place that goes in circles ends."""
    _, server = run(numbered(1), Place("first", once("/api/0")))
    assert server.asked.count("/api/0") == 1


def test_requests_have_a_cap(run: Callable[..., Ran]) -> None:
    """Reaching it is said."""
    limits = LIMITS.model_copy(update={"max_requests": 4})
    page, _ = run(numbered(9), Place("first", pages_of(9)), limits=limits)
    assert (len(page.feeds), page.failed) == (4, (("first", "limit"),))


def test_bytes_have_a_cap(run: Callable[..., Ran]) -> None:
    """As requests do."""
    limits = LIMITS.model_copy(update={"max_feed_bytes": 7})
    page, _ = run(numbered(9), Place("first", pages_of(9)), limits=limits)
    assert (len(page.feeds), page.failed) == (3, (("first", "limit"),))


def test_time_has_a_cap_and_what_came_is_kept(run: Callable[..., Ran]) -> None:
    """The page is not lost with the slowest of its comments."""
    limits = Fetch(headers_timeout_s=5, timeout_s=5, feeds_timeout_s=1)
    slow = {"/api/1": then_silent(b"")}
    page, _ = run({**numbered(1), **slow}, Place("first", pages_of(3)), limits=limits)
    assert (len(page.feeds), page.failed) == (1, (("first", "time"),))


def test_a_place_on_a_private_address_is_not_dialled(run: Callable[..., Ran]) -> None:
    """What a page names is checked as what a reader names."""
    page, _ = run({}, Place("first", lambda page, start: [Ask("http://127.0.0.1:1/")]))
    assert page.failed == (("first", "link_port"),)


def test_a_key_stays_with_whom_it_is_for(run: Callable[..., Ran]) -> None:
    """A redirect to another origin does not carry it."""
    place = Place("first", once("/api/0", ("Authorization", "Bearer k")))

    async def go() -> list[list[bool]]:
        async with serving({"/x": answer(b"[]", kind=JSON)}) as other, serving() as server:
            server.scripts.update(
                {"/page": answer(), "/api/0": redirect("/y"), "/y": redirect(other.url("/x"))}
            )
            place.start = server.url("")
            async with Fetcher(LIMITS, exempt={server.pair, other.pair}) as fetcher:
                await fetcher.fetch(server.url("/page"))
            return [["authorization" in head for head in s.heads] for s in (server, other)]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(platforms, "PLATFORMS", (place,))
        assert asyncio.run(go()) == [[False, False, True, True], [False]]


def test_robots_txt_is_not_asked_for_a_public_comment_api(run: Callable[..., Ran]) -> None:
    """It was asked for the page, once."""
    rules = answer(b"User-agent: *\nDisallow: /api", kind="text/plain")
    page, server = run({"/robots.txt": rules, **numbered(1)}, Place("first", pages_of(1)))
    assert (len(page.feeds), server.asked) == (1, ["/robots.txt", "/page", "/api/0"])


def test_a_thread_is_read_though_its_page_is_not(run: Callable[..., Ran]) -> None:
    """Its place answers where the site shows bots no page."""
    scripts = {"/page": answer(status="403 No"), **numbered(1)}
    page, _ = run(scripts, Place("first", pages_of(1)))
    assert (page.content, len(page.feeds)) == ("", 1)


def test_a_page_that_is_refused_stays_refused_without_feeds(run: Callable[..., Ran]) -> None:
    """With the reason of the page."""
    with pytest.raises(SourceError) as caught:
        run({"/page": answer(status="403 No")}, Place("first", pages_of(1)))
    assert caught.value.name == "site_refuses"


def test_a_place_that_breaks_does_not_break_the_page(run: Callable[..., Ran]) -> None:
    """Whatever shape an answer has."""

    def broken(page: Page, start: str) -> Sequence[Ask]:
        raise KeyError("comments")

    page, _ = run({}, Place("first", broken))
    assert page.content == "<p>Read me.</p>"


def test_feeds_can_be_asked_for_again(run: Callable[..., Ran]) -> None:
    """The page is kept, its comments are new."""
    place = Place("first", pages_of(1))

    async def go() -> Page:
        scripts = {
            "/page": answer(),
            "/api/0": [answer(b"[1]", kind=JSON), answer(b"[2]", kind=JSON)],
        }
        async with serving(scripts) as server, Fetcher(LIMITS, exempt={server.pair}) as fetcher:
            place.start = server.url("")
            return await fetcher.renew(await fetcher.fetch(server.url("/page")))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(platforms, "PLATFORMS", (place,))
        page = asyncio.run(go())
    assert [feed.content for feed in page.feeds] == ["[2]"]
