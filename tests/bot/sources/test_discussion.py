"""A thread is read as its article with the thread's comments; an article may find its thread."""

import asyncio
import json
from collections.abc import Callable, Iterator, Sequence

import pytest

from bot.errors import AccessError
from bot.sources.discussion import Discussed
from bot.sources.link import Fetcher
from config.settings import Fetch
from models.document.platforms import hackernews
from models.document.read import read
from models.types import Document, Page
from tests.bot.sources.fetching import LIMITS, Names
from tests.bot.sources.hostile_server import ROBOTS, Script, Server, answer, serving

TEXT = "The council voted on Thursday to close the old harbour road to cars from the first of May. "
ARTICLE = f"<title>Harbour</title><article><h1>Harbour</h1><p>{TEXT * 3}<p>{TEXT * 2}</article>"
OWN = (
    '<ol class="commentlist">'
    + "".join(
        f'<li class="comment" id="comment-{at}"><cite class="fn">Reader {at}</cite>'
        f"<p>The page's own remark number {at}.</p></li>"
        for at in range(3)
    )
    + "</ol>"
)
STORY = "abc123"
HOST = "lobsters.example.com"


def story(link: str, text: str = "") -> bytes:
    """A thread of a site like Lobsters."""
    said = {"short_id": "c1", "comment_plain": "From the thread.", "comment": "From the thread."}
    author = {"commenting_user": "dora", "created_at": "2025-03-29T09:00:00.000-05:00"}
    thread = {"short_id": STORY, "title": "Harbour closed", "url": link, "description": text}
    body = {**thread, "comment_count": 1, "comments": [{**said, **author, "parent_comment": None}]}
    return answer(json.dumps(body).encode(), kind="application/json")


def thread(link: str, text: str = "") -> dict[str, Script | Sequence[Script]]:
    """Its page and its interface."""
    page = answer(f'<title>x</title><div data-shortid="{STORY}">A thread.</div>'.encode())
    return {f"/s/{STORY}": page, f"/s/{STORY}.json": story(link, text)}


def fetch(
    scripts: Callable[[Server], dict[str, Script | Sequence[Script]]],
    path: str = f"/s/{STORY}",
    *,
    allow: Callable[[str], None] = lambda url: None,
    search: bool = False,
    limits: Fetch = LIMITS,
) -> tuple[Page, Server]:
    """The page that comes of a link to a server that says the scripts."""

    async def run() -> tuple[Page, Server]:
        async with (
            serving({}) as server,
            Fetcher(limits, Names(), {server.pair}) as fetcher,
        ):
            server.scripts.update(scripts(server))
            web = Discussed(fetcher, fetcher, allow, search, limits)
            return await web.fetch(server.url(path)), server

    return asyncio.run(run())


def said(document: Document) -> list[str]:
    """The comments' texts."""
    return [comment.text for comment in document.comments]


def test_a_thread_is_read_as_its_article_with_its_comments() -> None:
    """The comments of the article's own page are not those that were meant."""
    page, server = fetch(
        lambda server: {
            **thread(server.url("/article")),
            "/article": answer((ARTICLE + OWN).encode()),
        }
    )
    document = read(page)
    assert (page.url, page.thread) == (server.url("/article"), server.url(f"/s/{STORY}"))
    assert (document.article.title, said(document)) == ("Harbour", ["From the thread."])


def test_a_thread_about_nothing_else_is_its_own_article() -> None:
    """A question, for example."""
    page, server = fetch(lambda server: thread("", "What do you think about the harbour?"))
    assert (page.url, page.thread) == (server.url(f"/s/{STORY}"), None)
    assert read(page).article.paragraphs == ("What do you think about the harbour?",)


def test_an_article_that_cannot_be_had_leaves_the_thread() -> None:
    """The reason is named."""
    page, server = fetch(lambda server: thread(server.url("/gone")))
    assert (page.url, page.failed) == (server.url(f"/s/{STORY}"), (("linked", "page_gone"),))


def test_a_guild_that_refuses_the_article_has_the_thread() -> None:
    """The article is not even dialled."""

    def allow(url: str) -> None:
        raise AccessError("domain_denied")

    page, server = fetch(lambda server: thread(server.url("/article")), allow=allow)
    assert page.failed == (("linked", "domain_denied"),)
    assert "/article" not in server.asked


def test_an_article_that_is_no_article_leaves_title_and_thread() -> None:
    """A page with next to no text, for example."""
    page, _ = fetch(
        lambda server: {
            **thread(server.url("/article")),
            "/article": answer(b"<title>Please log in</title><form><input type=password></form>"),
        }
    )
    document = read(page)
    assert (document.article.title, said(document)) == ("Harbour closed", ["From the thread."])


def test_there_is_one_time_for_both() -> None:
    """A slow article costs no more than what is left."""

    async def late(writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(30)

    limits = Fetch(headers_timeout_s=20, timeout_s=20, feeds_timeout_s=4)
    page, server = fetch(
        lambda server: {**thread(server.url("/late")), "/late": late}, limits=limits
    )
    assert page.url == server.url(f"/s/{STORY}")
    assert page.failed[0][0] == "linked"


@pytest.fixture
def algolia(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Server], dict[str, Script]]]:
    """The search and the item of Hacker News, said by the test's own server."""

    def scripts(server: Server) -> dict[str, Script]:
        monkeypatch.setattr(hackernews, "_ALGOLIA", server.url("/api/"))
        hit = {"objectID": "7", "url": server.url("/article"), "num_comments": 1}
        child = {
            "id": 8,
            "author": "pg",
            "text": "<p>From Hacker News.",
            "created_at_i": 1,
            "children": [],
        }
        item = {"id": 7, "title": "Harbour", "url": hit["url"], "children": [child]}

        def said(value: object) -> bytes:
            return answer(json.dumps(value).encode(), kind="application/json")

        search = hackernews.discussions(Page("", "text/html", server.url("/article")))[0].url
        asked = search.removeprefix(server.url(""))
        return {asked: said({"hits": [hit]}), "/api/items/7": said(item)}

    return scripts


def test_an_article_without_comments_finds_its_thread(algolia) -> None:
    """Where that is wished."""
    page, _ = fetch(
        lambda server: {**algolia(server), "/article": answer(ARTICLE.encode())},
        "/article",
        search=True,
    )
    document = read(page)
    assert (document.article.title, said(document)) == ("Harbour", ["From Hacker News."])


def test_a_page_keeps_its_own_comments(algolia) -> None:
    """A thread that was found elsewhere only stands in."""
    page, _ = fetch(
        lambda server: {**algolia(server), "/article": answer((ARTICLE + OWN).encode())},
        "/article",
        search=True,
    )
    assert said(read(page)) == [f"The page's own remark number {at}." for at in range(3)]


def test_nothing_is_looked_for_unless_wished(algolia) -> None:
    """No other site learns what is read here."""
    _, server = fetch(
        lambda server: {**algolia(server), "/article": answer(ARTICLE.encode())}, "/article"
    )
    assert server.asked == [ROBOTS, "/article"]
