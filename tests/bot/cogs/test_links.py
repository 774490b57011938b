"""What a link does: the page behind it is read, within what the guild allows."""

import asyncio
from typing import Any

import pytest

from bot.jobs.queue import DigestTask
from models.types import Page
from tests.bot.cogs.fake_web import LINK, FakeWeb
from tests.bot.cogs.stage import PAGE as TEXT
from tests.bot.cogs.stage import Stage
from tests.discord_double.double import until

PAGE = Page("<p>The ferry should stay.</p>", "text/html", LINK)


def web(stage: Stage) -> FakeWeb:
    """The stage's web, with one page in it."""
    found = stage.services.web
    assert isinstance(found, FakeWeb)
    found.pages = {LINK: PAGE}
    return found


@pytest.mark.parametrize("options", [{"url": LINK}, {"text": LINK}, {"text": f"read <{LINK}>!"}])
async def test_a_link_is_digested(stage: Stage, options: dict[str, str]) -> None:
    """As an option of its own, or as all there is in the text."""
    web(stage)
    await stage.slash("digest", options)
    await stage.settle()
    task = stage.queue.tasks[0]
    assert isinstance(task, DigestTask) and task.page == PAGE


async def test_a_link_that_leads_nowhere_is_said(stage: Stage) -> None:
    """With the way out: paste the text."""
    exchange = await stage.slash("digest", {"url": LINK})
    await stage.settle()
    assert "The page is gone" in stage.said(exchange) and not stage.queue.tasks


@pytest.mark.parametrize(
    "settings",
    [{"links": False}, {"deny_domains": ("example.org",)}, {"allow_domains": ("example.com",)}],
)
async def test_a_guild_decides_which_links_are_read(stage: Stage, settings: dict[str, Any]) -> None:
    """Nothing is asked of a site that may not be read."""
    fetched = web(stage)
    await stage.set(**settings)
    await stage.slash("digest", {"url": LINK})
    await stage.settle()
    assert fetched.asked == [] and not stage.queue.tasks


async def test_a_redirect_does_not_lead_around_the_guilds_lists(stage: Stage) -> None:
    """The page's own address is held against them too."""
    fetched = web(stage)
    fetched.pages = {LINK: Page("<p>x</p>", "text/html", "https://other.example.com/")}
    await stage.set(deny_domains=("example.com",))
    await stage.slash("digest", {"url": LINK})
    await stage.settle()
    assert not stage.queue.tasks


async def test_a_slow_page_can_be_cancelled(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its coming is said, with the button that ends it."""
    monkeypatch.setattr("bot.cogs.work._SOON_S", 0.01)
    web(stage).slow = asyncio.Event()
    asked = asyncio.create_task(stage.slash("digest", {"url": LINK}))
    await until(lambda: any("Cancel" in shown.controls for shown in stage.double.messages.values()))
    [message] = stage.double.messages.values()
    await stage.press(message, "Cancel")
    assert "ancelled" in stage.said(await asked) and not stage.services.asked


async def test_one_page_a_member_is_read_at_a_time(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page that is still coming counts as the digest it is for."""
    monkeypatch.setattr("bot.cogs.work._SOON_S", 0.01)
    fetched = web(stage)
    fetched.slow = asyncio.Event()
    first = asyncio.create_task(stage.slash("digest", {"url": LINK}))
    await until(lambda: stage.services.asked)
    second = asyncio.create_task(stage.slash("digest", {"url": LINK}))
    await until(lambda: any("not done yet" in m.text for m in stage.double.messages.values()))
    fetched.slow.set()
    await first
    assert "not done yet" in stage.said(await second) and len(fetched.asked) == 1


async def test_a_page_that_changed_is_said(stage: Stage) -> None:
    """The second digest of a link knows the first."""
    fetched = web(stage)
    fetched.pages[LINK] = Page(TEXT, url=LINK)
    await stage.slash("digest", {"url": LINK})
    fetched.pages[LINK] = Page(TEXT.replace("Saturday", "Sunday", 1), url=LINK)
    exchange = await stage.slash("digest", {"url": LINK})
    assert "changed since" in stage.said(exchange)
