"""A linked page is fetched again only where that is needed, and kept only where that is allowed."""

import asyncio
import random
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.errors import SourceError
from bot.sources.cache import MOST_BYTES, Cached, freshness, may_be_kept, pack, unpack
from bot.sources.link import Fetcher
from config.database import opened
from config.guilds import GuildSettings
from config.migrate import migrate
from config.pages import KEPT
from config.store import Store
from models.types import Feed, Page
from tests.bot.sources.fetching import LIMITS
from tests.bot.sources.hostile_server import ROBOTS, Script, Server, answer, redirect, serving

NOW = datetime(2030, 1, 2, tzinfo=UTC)
TTL = timedelta(minutes=10)
SAME = answer(b"", status="304 Not Modified")


@dataclass
class Scene:
    """A cache between a site and a database, and a clock that stands still."""

    cache: Cached
    server: Server
    store: Store
    now: datetime = NOW

    async def fetch(self, path: str = "/page", ttl: timedelta = TTL) -> Page:
        """The page as the cache gives it."""
        return await self.cache.fetch(self.server.url(path), ttl)

    @property
    def asked(self) -> list[str]:
        """What the site was asked, but for its robots.txt."""
        return [path for path in self.server.asked if path != ROBOTS]


Play = Callable[[dict[str, Script | Sequence[Script]], Callable[[Scene], Awaitable[None]]], Scene]


@pytest.fixture
def play(tmp_path: Path) -> Play:
    """Runs a scene beside a server that says the scripts."""
    url = f"sqlite+aiosqlite:///{tmp_path / 'kept.sqlite3'}"
    migrate(url)

    def play(
        scripts: dict[str, Script | Sequence[Script]], work: Callable[[Scene], Awaitable[None]]
    ) -> Scene:
        async def run() -> Scene:
            async with (
                serving(scripts) as server,
                Fetcher(LIMITS, exempt={server.pair}) as fetcher,
                opened(url) as engine,
            ):
                store = Store(engine)
                cache = Cached(fetcher, store, LIMITS, lambda: scene.now)
                scene = Scene(cache, server, store)
                await work(scene)
                return scene

        return asyncio.run(run())

    return play


def test_a_fresh_page_is_not_fetched_again(play: Play) -> None:
    """It comes back as it was, whatever fragment the link has."""

    async def work(scene: Scene) -> None:
        first = await scene.fetch()
        scene.now += TTL - timedelta(seconds=1)
        assert await scene.fetch("/page#comments") == first

    assert play({"/page": answer()}, work).asked == ["/page"]


def test_an_old_page_is_fetched_again(play: Play) -> None:
    """Whole, where the site told nothing to ask by."""

    async def work(scene: Scene) -> None:
        await scene.fetch()
        scene.now += TTL
        assert (await scene.fetch()).content == "<p>new"

    assert play({"/page": [answer(), answer(b"<p>new")]}, work).asked == ["/page"] * 2


@pytest.mark.parametrize(
    ("told", "asked"),
    [
        ('ETag: "e"', ("if-none-match", '"e"')),
        ("Last-Modified: Tue, 01 Jan 2030 00:00:00 GMT", ("if-modified-since", "Tue, 01 Jan 2030")),
    ],
)
def test_an_unchanged_page_is_not_sent_again(play: Play, told: str, asked: tuple[str, str]) -> None:
    """It is asked for by what the site told, and is fresh again."""

    async def work(scene: Scene) -> None:
        first = await scene.fetch()
        scene.now += TTL
        assert await scene.fetch() == first
        scene.now += TTL - timedelta(seconds=1)
        assert await scene.fetch() == first

    scene = play({"/page": [answer(b"<p>x", told), SAME]}, work)
    assert scene.asked == ["/page"] * 2
    assert scene.server.heads[-1][asked[0]].startswith(asked[1])


def test_a_link_that_led_elsewhere_is_followed_again(play: Play) -> None:
    """It may lead to another place today."""
    scripts = {
        "/short": [redirect("/a"), redirect("/b")],
        "/a": answer(b"<p>a", "ETag: e"),
        "/b": answer(b"<p>b"),
    }

    async def work(scene: Scene) -> None:
        await scene.fetch("/short")
        scene.now += TTL
        assert (await scene.fetch("/short")).content == "<p>b"

    assert play(scripts, work).asked == ["/short", "/a", "/short", "/b"]


@pytest.mark.parametrize("word", ["no-store", "private", "max-age=0, Private", "no-store=1"])
def test_what_may_not_be_kept_is_not(play: Play, word: str) -> None:
    """It is fetched each time, and goes where it was kept before."""

    async def work(scene: Scene) -> None:
        await scene.fetch()
        scene.now += TTL
        for _ in range(2):
            await scene.fetch()
        assert await scene.store.cached(scene.server.url("/page"), scene.now) is None

    scripts = {"/page": [answer(), answer(b"<p>x", f"Cache-Control: {word}")]}
    assert play(scripts, work).asked == ["/page"] * 3


def test_what_must_be_asked_about_is(play: Play) -> None:
    """Such a page may be kept, but is never taken for fresh."""
    scripts = {"/page": [answer(b"<p>x", "ETag: e", "Cache-Control: no-cache"), SAME]}

    async def work(scene: Scene) -> None:
        assert [(await scene.fetch()).content for _ in range(2)] == ["<p>x"] * 2

    assert play(scripts, work).asked == ["/page"] * 2


def test_without_time_nothing_is_kept(play: Play) -> None:
    """A guild that stores nothing leaves nothing."""

    async def work(scene: Scene) -> None:
        for _ in range(2):
            await scene.fetch(ttl=timedelta(0))
        assert await scene.store.cached(scene.server.url("/page"), scene.now) is None

    assert play({"/page": answer()}, work).asked == ["/page"] * 2


def test_a_refusal_is_not_kept(play: Play) -> None:
    """A site that was broken may be well a minute later."""

    async def work(scene: Scene) -> None:
        with pytest.raises(SourceError):
            await scene.fetch()
        assert (await scene.fetch()).content == "<p>x"

    play({"/page": [answer(status="500 Broken"), answer(b"<p>x")]}, work)


def test_a_large_page_is_not_kept(play: Play) -> None:
    """The database holds what is common."""
    noise = random.Random(1).randbytes(MOST_BYTES + 500_000).hex().encode()

    async def work(scene: Scene) -> None:
        for _ in range(2):
            await scene.fetch()

    assert play({"/page": answer(noise)}, work).asked == ["/page"] * 2


def test_a_day_is_the_longest(play: Play) -> None:
    """Then a page is gone from the store."""

    async def work(scene: Scene) -> None:
        await scene.fetch(ttl=KEPT)
        scene.now += KEPT
        await scene.fetch(ttl=2 * KEPT)

    assert play({"/page": answer()}, work).asked == ["/page"] * 2


def test_a_page_is_packed_without_loss() -> None:
    """Its feeds, headers and failures too; what is no such packing is no page."""
    feed = Feed("wordpress", "https://example.org/x", "[1]", (("x-wp-total", "1"),))
    page = Page("<p>ü", "text/html", "u", None, (("etag", "e"),), (feed,), (("disqus", "403"),))
    data = pack(page) or b""
    assert unpack(data) == page
    assert [unpack(data[:-3]), unpack(b""), unpack(b"x" * 99)] == [None] * 3


def test_half_a_character_is_not_kept() -> None:
    """UTF-8 cannot write it."""
    assert pack(Page("\ud800")) is None


@pytest.mark.parametrize(
    ("reason", "kept"), [("403", True), ("404", True), ("429", False), ("time", False)]
)
def test_comments_that_may_come_a_minute_later_are_asked_for(reason: str, kept: bool) -> None:
    """A page without them is not kept."""
    assert may_be_kept(Page("<p>x", failed=(("wordpress", reason),))) == kept


@pytest.mark.parametrize(
    ("minutes", "days", "expected"), [(10, 7, TTL), (0, 7, timedelta(0)), (10, 0, timedelta(0))]
)
def test_a_guild_chooses_its_time(minutes: int, days: int, expected: timedelta) -> None:
    """One that stores nothing has no cache either."""
    settings = GuildSettings(cache_minutes=minutes, retention_days=days)
    assert freshness(settings) == expected
