"""A fresh, migrated database for each test: SQLite, and PostgreSQL where the machine has one."""

import asyncio
import os
import secrets
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import TypeVar

import psycopg
import pytest
from sqlalchemy import make_url

from config.database import opened
from config.migrate import migrate
from config.settings import normalise_database
from config.store import Store

Answer = TypeVar("Answer")
Run = Callable[[Callable[[Store], Awaitable[Answer]]], Answer]

SERVER = os.environ.get("TEST_POSTGRES_URL")
BACKENDS = ("sqlite", "postgresql") if SERVER else ("sqlite",)


@pytest.fixture(params=BACKENDS)
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a database without tables, gone after the test."""
    if request.param == "sqlite" or SERVER is None:
        yield f"sqlite+aiosqlite:///{tmp_path / 'kept' / 'test.sqlite3'}"
        return
    name = f"test_{secrets.token_hex(6)}"
    with psycopg.connect(SERVER, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}".encode())
        try:
            url = make_url(normalise_database(SERVER)).set(database=name)
            yield url.render_as_string(hide_password=False)
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


@pytest.fixture
def url(empty_url: str) -> str:
    """The URL of a database with its tables."""
    migrate(empty_url)
    return empty_url


@pytest.fixture
def run(url: str) -> Run[Answer]:
    """Runs a function of a Store in an event loop of its own."""

    def run(scenario: Callable[[Store], Awaitable[Answer]]) -> Answer:
        async def main() -> Answer:
            async with opened(url) as database:
                return await scenario(Store(database))

        return asyncio.run(main())

    return run
