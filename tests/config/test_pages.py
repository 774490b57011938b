"""Linked pages are kept for a day, without who asked, and guilds learn what changed."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sqlalchemy import inspect

from config.database import opened_plain
from config.pages import KEPT, MOST_PAGES, REMEMBERED, StoredPage, Visit, page_id
from config.store import Store

NOW = datetime(2030, 1, 2, 3, 4, 5, tzinfo=UTC)
URL = "https://example.org/a?b=c"
PAGE = StoredPage(page_id(URL), NOW, '"e"', "Wed, 01 Jan 2030 00:00:00 GMT", b"\x00data")
VISIT = Visit(10, page_id(URL), "hash", 12, NOW)


def test_a_page_is_found_by_its_link(run) -> None:
    """As it was kept; another link has none."""

    async def scenario(store: Store) -> tuple[StoredPage | None, StoredPage | None]:
        await store.keep_page(PAGE)
        return await store.cached(URL, NOW), await store.cached(URL + "d", NOW)

    assert run(scenario) == (PAGE, None)


def test_a_page_is_kept_in_place_of_the_one_before(run) -> None:
    """There is one state of each."""
    later = replace(PAGE, fetched=NOW + timedelta(hours=1), etag=None, data=b"new")

    async def scenario(store: Store) -> StoredPage | None:
        await store.keep_page(PAGE)
        await store.keep_page(later)
        return await store.cached(URL, NOW)

    assert run(scenario) == later


def test_a_page_ends_after_a_day(run) -> None:
    """It is not handed out any more, swept or not; the sweep counts it."""

    async def scenario(store: Store) -> tuple[StoredPage | None, int, int]:
        await store.keep_page(PAGE)
        found = await store.cached(URL, NOW + KEPT)
        early = await store.sweep(NOW + KEPT - timedelta(seconds=1))
        return found, early.pages, (await store.sweep(NOW + KEPT)).pages

    assert run(scenario) == (None, 0, 1)


def test_a_page_can_be_dropped(run) -> None:
    """Its site may forbid today what it allowed yesterday."""

    async def scenario(store: Store) -> StoredPage | None:
        await store.keep_page(PAGE)
        await store.drop_page(URL)
        return await store.cached(URL, NOW)

    assert run(scenario) is None


def test_the_oldest_make_room(run) -> None:
    """However many links are given, the database does not grow without end."""

    async def scenario(store: Store) -> list[bool]:
        for at in range(MOST_PAGES + 1):
            moment = NOW + timedelta(seconds=at)
            await store.keep_page(replace(PAGE, id=page_id(f"{URL}{at}"), fetched=moment))
        found = [await store.cached(f"{URL}{at}", NOW) for at in (0, 1, MOST_PAGES)]
        return [page is not None for page in found]

    assert run(scenario) == [False, True, True]


def test_a_guild_learns_what_it_saw_the_last_time(run) -> None:
    """Only that guild does."""
    again = replace(VISIT, content_hash="other", comments=15, seen=NOW + timedelta(hours=2))

    async def scenario(store: Store) -> list[Visit | None]:
        elsewhere = replace(VISIT, guild_id=11)
        return [await store.visit(each) for each in (VISIT, again, elsewhere, again)]

    assert run(scenario) == [None, VISIT, None, again]


def test_what_a_guild_saw_is_forgotten(run) -> None:
    """After a month, and when the guild goes."""

    async def scenario(store: Store) -> list[Visit | None]:
        await store.visit(VISIT)
        late = await store.visit(replace(VISIT, seen=NOW + REMEMBERED))
        await store.forget_guild(VISIT.guild_id)
        return [late, await store.visit(replace(VISIT, seen=NOW + REMEMBERED))]

    assert run(scenario) == [None, None]


def test_no_row_says_who_asked(url: str) -> None:
    """Neither table has a user's id or the link itself."""
    with opened_plain(url) as engine:
        columns = {c["name"] for t in ("pages", "visits") for c in inspect(engine).get_columns(t)}
    assert not {"user_id", "url", "channel_id"} & columns
