"""Whatever a server does, there is a page or a reason, soon, and within a bound of memory."""

import asyncio
import time
import tracemalloc

import pytest

from bot.errors import SourceError
from bot.sources.link import Fetcher
from config.settings import Fetch
from tests.bot.sources.hostile_server import serving
from tests.bot.sources.misbehaviour import Case
from tests.bot.sources.misbehaviours import CASES

LIMITS = Fetch(headers_timeout_s=1.0, timeout_s=1.5, feeds_timeout_s=5.0)


async def _fetched(case: Case) -> str:
    async with (
        serving({"/page": case.script}) as server,
        serving() as canary,
        Fetcher(LIMITS, exempt={server.pair}) as fetcher,
    ):
        try:
            page = await fetcher.fetch(server.url("/page"))
        except SourceError as error:
            assert "aste" in str(error)
            return error.name
        finally:
            assert canary.asked == []
        return f"= {page.content}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_misbehaviour_ends_as_expected(case: Case) -> None:
    """By name, within the time there is."""
    start = time.monotonic()
    got = asyncio.run(_fetched(case))
    expected = case.expected.split("|")
    assert got in expected or (got.startswith("= ") and "= *" in expected)
    assert time.monotonic() - start < LIMITS.timeout_s + 2


def test_there_are_enough_of_them() -> None:
    """A hundred and twenty are the least, each once."""
    names = [case.name for case in CASES]
    assert len(set(names)) == len(names) >= 120


@pytest.mark.parametrize(
    "case",
    [case for case in CASES if "without end" in case.name or "bomb" in case.name],
    ids=lambda case: case.name,
)
def test_a_flood_takes_little_memory(case: Case) -> None:
    """Of the ten megabytes that a page may have, a few copies at most are held at once."""
    tracemalloc.start()
    try:
        asyncio.run(_fetched(case))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 60_000_000
