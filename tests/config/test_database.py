"""A database is opened for its owner alone, and survives the process that writes it."""

import asyncio
import os
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.dialects.sqlite import dialect

from config.database import opened, opened_plain
from config.errors import DatabaseError
from config.migrate import migrate
from config.tables import Moment

ROOT = Path(__file__).parents[2]
WRITE = """
import asyncio, sys
from datetime import date
from config.database import opened
from config.store import Store

async def write():
    async with opened(sys.argv[1]) as database:
        for user in range(1, 1_000_000):
            await Store(database).spend(1, user, date(2030, 1, 2), 0, 0)
            print(user, flush=True)

asyncio.run(write())
"""


def test_the_folder_and_the_file_are_their_owners_alone(tmp_path: Path) -> None:
    """Digests are nobody else's business on a shared machine."""
    path = tmp_path / "new" / "test.sqlite3"
    migrate(f"sqlite+aiosqlite:///{path}")
    assert [oct(found.stat().st_mode & 0o777) for found in (path.parent, path)] == [
        "0o700",
        "0o600",
    ]


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("foreign_keys", 1), ("synchronous", 1), ("secure_delete", 1)],
)
def test_sqlite_is_set_up_on_every_connection(tmp_path: Path, pragma: str, value: object) -> None:
    """Most of it is forgotten when a connection closes."""

    async def ask() -> object:
        url = f"sqlite+aiosqlite:///{tmp_path / 'a'}"
        async with opened(url) as database, database.writing.begin() as one:
            return await one.scalar(text(f"PRAGMA {pragma}"))

    assert asyncio.run(ask()) == value


def test_what_is_no_database_is_refused(tmp_path: Path) -> None:
    """With a sentence, not a driver's traceback."""
    path = tmp_path / "letter.txt"
    path.write_text("Dear reader, " * 100)
    with pytest.raises(DatabaseError, match="not a database"):
        migrate(f"sqlite+aiosqlite:///{path}")


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    """Here its parent is a file."""
    (tmp_path / "file").touch()
    with pytest.raises(DatabaseError, match="cannot be written"):
        migrate(f"sqlite+aiosqlite:///{tmp_path / 'file' / 'test.sqlite3'}")


def test_a_server_that_is_not_there_is_refused_without_its_password() -> None:
    """Port 1 answers nobody."""
    with pytest.raises(DatabaseError) as caught:
        migrate("postgresql+psycopg://user:hidden@127.0.0.1:1/database")
    assert "hidden" not in str(caught.value)


def test_a_killed_process_leaves_what_it_committed(url: str) -> None:
    """No repair is needed, and nothing half written is seen."""
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITE, url], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert writer.stdout
    written = [int(writer.stdout.readline()) for _ in range(50)]
    os.kill(writer.pid, signal.SIGKILL)
    written += [int(line) for line in writer.stdout.read().split()]
    writer.wait()
    writer.stdout.close()
    migrate(url)
    with opened_plain(url) as engine, engine.connect() as connection:
        users = text("SELECT count(*), max(user_id) FROM quotas WHERE user_id > 0")
        whole = text("SELECT used FROM quotas WHERE user_id = 0")
        count, last = connection.execute(users).one()
        assert count == last == connection.scalar(whole) >= len(written)


def test_a_moment_comes_back_aware() -> None:
    """SQLite hands out naive ones."""
    moment = datetime(2030, 1, 2, tzinfo=UTC)
    assert Moment().process_result_value(moment.replace(tzinfo=None), dialect()) == moment
