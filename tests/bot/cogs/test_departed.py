"""Guilds that were left while the bot was down are forgotten, and no others."""

import asyncio
from types import SimpleNamespace
from typing import Any

import discord
import pytest

from bot.cogs import departed
from bot.cogs.departed import forget_departed
from config.errors import DatabaseError
from tests.bot.cogs.stage import GUILD, Stage
from tests.discord_double.double import APPLICATION

HERE, LEFT, ELSEWHERE = 5 << 22, 7 << 22, 6 << 22  # the last is another process's


class Client:
    """What is asked of the client; ``answer`` is what Discord says about guilds."""

    def __init__(self, answer: Exception | None = None) -> None:
        self.services = SimpleNamespace(store=self)
        self.application_id, self.shard_count, self.shards = APPLICATION, 2, {1: None}
        self.guilds = [SimpleNamespace(id=HERE)]
        self.answer = answer
        self.entered: list[int] = []
        self.asked: list[int] = []
        self.forgotten: list[int] = []

    def get_guild(self, guild_id: int) -> object:
        """A guild that the gateway told of."""
        return next((guild for guild in self.guilds if guild.id == guild_id), None)

    async def fetch_guild(self, guild_id: int, *, with_counts: bool) -> None:
        """A guild as Discord has it."""
        self.asked.append(guild_id)
        if self.answer is not None:
            raise self.answer

    async def entered_guilds(self, bot_id: int) -> set[int]:
        """Those of the last time."""
        return {HERE, LEFT, ELSEWHERE}

    async def enter_guilds(self, bot_id: int, guild_ids: list[int]) -> None:
        """Those of this time."""
        self.entered += guild_ids

    async def forget_guild(self, guild_id: int) -> None:
        """All of it goes."""
        self.forgotten.append(guild_id)


def refusal(status: int, code: int) -> discord.HTTPException:
    """An answer of Discord's, or with code 0 of something before it."""
    kinds: dict[int, type[discord.HTTPException]] = {403: discord.Forbidden, 404: discord.NotFound}
    response: Any = SimpleNamespace(status=status, reason="")
    return kinds.get(status, discord.HTTPException)(response, {"code": code, "message": ""})


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(departed, "_BETWEEN_S", 0.0)


@pytest.mark.parametrize(
    ("answer", "forgotten"),
    [
        (refusal(404, 10004), [LEFT]),
        (refusal(403, 50001), [LEFT]),
        (None, []),
        (refusal(403, 0), []),
        (refusal(503, 0), []),
        (OSError(), []),
    ],
)
async def test_a_guild_is_forgotten_where_discord_confirms_it(
    runner: object, answer: Exception | None, forgotten: list[int]
) -> None:
    """Neither one that is there nor one of another process is asked about."""
    client: Any = Client(answer)
    await forget_departed(client)
    assert (client.asked, client.forgotten, client.entered) == ([LEFT], forgotten, [HERE])


async def test_a_database_that_fails_ends_nothing(runner: object) -> None:
    """The next start does it."""

    class Broken(Client):
        """Its database does not answer."""

        async def entered_guilds(self, bot_id: int) -> set[int]:
            """Nothing is known."""
            raise DatabaseError("no answer")

    client: Any = Broken(refusal(404, 10004))
    await forget_departed(client)
    assert not client.asked


async def test_a_guild_left_while_the_bot_was_down_keeps_nothing(stage: Stage) -> None:
    """What other guilds keep stays, also where the bot never was itself."""
    store = stage.services.store
    for guild_id in (GUILD, 600, 601):
        await store.set_override(guild_id, "length", "full")
    await store.enter_guilds(APPLICATION, (600,))
    await stage.restart()
    async with asyncio.timeout(10):
        while await store.entered_guilds(APPLICATION) != {GUILD}:
            await asyncio.sleep(0.02)
    assert (await store.all_overrides()).keys() == {GUILD, 601}
