"""Opens the database: SQLite in a file, or PostgreSQL, by its URL.

It knows how each is set up so that writers wait for one another, readers for nobody, and nothing
half written is seen; the tables are known elsewhere.
"""

import os
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, create_engine, event, make_url
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from config.errors import DatabaseError

_BUSY_MS = 30_000  # a writer waits that long for another process's transaction
_PRAGMAS = (
    f"PRAGMA busy_timeout = {_BUSY_MS}",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = NORMAL",  # safe in WAL: a power cut loses the last commits, no more
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",  # what is erased is overwritten, not only unlinked
    "PRAGMA temp_store = MEMORY",  # no copy of a row in a temporary file; works read-only
)


@dataclass(frozen=True, slots=True)
class Database:
    """What transactions are begun with: on PostgreSQL the same engine for both kinds.

    ``reading`` sees what was committed before, and refuses to write; on SQLite it waits neither
    for a transaction of ``writing`` nor for a VACUUM.
    """

    writing: AsyncEngine
    reading: AsyncEngine


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[Database]:
    """The database of a URL as ``config.settings`` gives it; connects at the first use."""
    in_file = make_folder(url)
    writing = create_async_engine(url, hide_parameters=True, **(_ONE if in_file else _SEVERAL))
    reading = create_async_engine(url, hide_parameters=True, **_ONE) if in_file else writing
    if in_file:
        _set_up(writing.sync_engine)
        _set_up(reading.sync_engine, readonly=True)
    try:
        yield Database(writing, reading)
    finally:
        await reading.dispose()  # the last to leave empties the log, which a reader may not
        await writing.dispose()


@contextmanager
def opened_plain(url: str) -> Iterator[Engine]:
    """The same without asyncio, for migrations; raises DatabaseError where it cannot be opened."""
    in_file = make_folder(url)
    options = {} if in_file else _SERVER
    engine = create_engine(url.replace("+aiosqlite", "", 1), hide_parameters=True, **options)
    if in_file:
        _set_up(engine)
    try:
        yield engine
    except DBAPIError as error:
        raise DatabaseError(f"the database cannot be used: {first_line(error)}") from error
    finally:
        engine.dispose()


def make_folder(url: str) -> bool:
    """Makes the file of an SQLite URL and its folder, both for this user only.

    Tells whether it is SQLite; raises DatabaseError where the folder cannot be written.
    """
    parts = make_url(url)
    if parts.get_backend_name() != "sqlite":
        return False
    path = Path(parts.database or "")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as error:
        raise DatabaseError(f"{path} cannot be written: {error.strerror}") from error
    return True


def insert(connection: AsyncConnection, table: Table) -> postgresql.Insert | sqlite.Insert:
    """An insertion that may say what to do on a conflict; both databases word it alike."""
    if connection.dialect.name == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)


# One connection: in one process writers queue up in order instead of polling for the lock, and
# no more than one reader holds the log back from being emptied.
_ONE: dict[str, Any] = {"pool_size": 1, "max_overflow": 0, "pool_timeout": 60}
# Seconds after which a PostgreSQL that does not answer is told instead of waited for.
_SERVER: dict[str, Any] = {"connect_args": {"connect_timeout": 10}}
_SEVERAL: dict[str, Any] = {"pool_size": 5, "max_overflow": 5, "pool_pre_ping": True, **_SERVER}


def _set_up(engine: Engine, *, readonly: bool = False) -> None:
    event.listen(engine, "connect", _prepare_reader if readonly else _prepare)
    event.listen(engine, "begin", _begin_reading if readonly else _begin)


def _prepare(connection: Any, record: object) -> None:
    # The driver would begin late and commit on its own before some statements.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _prepare_reader(connection: Any, record: object) -> None:
    _prepare(connection, record)
    cursor = connection.cursor()
    cursor.execute("PRAGMA query_only = ON")
    cursor.close()


def _begin(connection: Connection) -> None:
    # The lock is taken first: a transaction that reads and then writes could not wait for it.
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin_reading(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")  # no lock: what is committed at the first look is seen


def first_line(error: SQLAlchemyError) -> str:
    """What the database said, without the statement and details that may hold outside text."""
    said = error.orig if isinstance(error, DBAPIError) else error
    return str(said).strip().partition("\n")[0]
