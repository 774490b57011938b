"""A fetcher beside a hostile server, and what came of it."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from bot.errors import SourceError
from bot.sources.link import Fetcher
from config.settings import Fetch
from models.types import Page
from tests.bot.sources.hostile_server import Script, Server, serving

LIMITS = Fetch(headers_timeout_s=1.5, timeout_s=2.0, feeds_timeout_s=20.0)
NAME = "blog.example.com"


class Names:
    """A resolver that gives its answers in turn, the last one for ever, and counts."""

    def __init__(self, *answers: Sequence[str]) -> None:
        self.answers = answers or (["127.0.0.1"],)
        self.asked: list[str] = []

    async def __call__(self, host: str) -> Sequence[str]:
        """The next answer."""
        self.asked.append(host)
        return self.answers[min(len(self.asked), len(self.answers)) - 1]


def with_server(
    scripts: dict[str, Script | Sequence[Script]],
    work: Callable[[Server, Fetcher], Awaitable[object]],
    names: Names | None = None,
    limits: Fetch = LIMITS,
) -> Server:
    """Does the work beside a server that says ``scripts``."""

    async def run() -> Server:
        async with (
            serving(scripts) as server,
            Fetcher(limits, names or Names(), {server.pair}) as fetcher,
        ):
            await work(server, fetcher)
            return server

    return asyncio.run(run())


def outcome(
    scripts: dict[str, Script | Sequence[Script]],
    path: str = "/page",
    host: str = "127.0.0.1",
    names: Names | None = None,
) -> tuple[Page | str, Server]:
    """The page or the error's name, and the server afterwards."""
    found: list[Page | str] = []

    async def work(server: Server, fetcher: Fetcher) -> None:
        try:
            found.append(await fetcher.fetch(server.url(path, host)))
        except SourceError as error:
            found.append(error.name)

    server = with_server(scripts, work, names)
    return found[0], server
