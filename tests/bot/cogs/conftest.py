"""One event loop a test, in which Discord's double and the real client live side by side."""

import asyncio
import inspect
import shutil
from collections.abc import Iterator
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest

from bot.cogs import work
from config.migrate import migrate
from tests.bot.cogs.stage import Stage, staged


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with its tables, to be copied."""
    path = tmp_path_factory.mktemp("migrated") / "bot.sqlite3"
    migrate(f"sqlite+aiosqlite:///{path}")
    return path


@pytest.fixture
def database_url(migrated: Path, tmp_path: Path) -> str:
    """An empty database of the test's own."""
    shutil.copy(migrated, tmp_path / "bot.sqlite3")
    return f"sqlite+aiosqlite:///{tmp_path / 'bot.sqlite3'}"


@pytest.fixture
def runner() -> Iterator[asyncio.Runner]:
    """The loop of the test."""
    with asyncio.Runner() as runner:
        yield runner


@pytest.fixture
def stage(
    runner: asyncio.Runner, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Stage]:
    """A connected bot with a fresh database."""
    monkeypatch.setattr(work, "_BETWEEN_EDITS_S", 0.01)
    context: AbstractAsyncContextManager[Stage] = staged(database_url, tmp_path / "data")
    yield runner.run(context.__aenter__())
    runner.run(context.__aexit__(None, None, None))


def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Runs a test that is a coroutine in the loop of its stage."""
    if not inspect.iscoroutinefunction(pyfuncitem.obj):
        return None
    names = inspect.signature(pyfuncitem.obj).parameters
    runner = pyfuncitem.funcargs["runner"]
    assert isinstance(runner, asyncio.Runner)
    runner.run(pyfuncitem.obj(**{name: pyfuncitem.funcargs[name] for name in names}))
    return True
