"""A web of a few pages, for what a link does in Discord."""

import asyncio

from bot.errors import SourceError
from config.guilds import GuildSettings
from models.types import Page

LINK = "https://news.example.org/ferry"


class FakeWeb:
    """Gives the pages it was told; ``slow`` holds them back until it is set."""

    def __init__(self) -> None:
        self.pages: dict[str, Page] = {}
        self.asked: list[str] = []
        self.slow: asyncio.Event | None = None

    def within(self, settings: GuildSettings) -> "FakeWeb":
        """The same for every guild."""
        return self

    async def fetch(self, url: str) -> Page:
        """The page, or the refusal of one that is not there."""
        self.asked.append(url)
        if self.slow is not None:
            await self.slow.wait()
        if url not in self.pages:
            raise SourceError("page_gone")
        return self.pages[url]
