"""Looks at the machine: processor, memory, disk, the data folder and the database.

It changes nothing that stays, and knows neither Discord nor the models.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, make_url

from bot.doctor.finding import Finding, Level
from config.database import opened_plain
from config.errors import DatabaseError
from config.migrate import MIGRATIONS
from config.settings import Settings

_GIB, _MIB = 2**30, 2**20
_MEMORY = 1.2 * _GIB  # gateway and worker together took 1.0 GB on 10,000 comments
_DISK = 500 * _MIB
_CONNECT_S = "5"


def machine(settings: Settings) -> Iterator[Finding]:
    """Processor cores, free memory (within the container's limit) and free disk."""
    cores = len(os.sched_getaffinity(0))
    yield Finding(Level.OK, "processor", f"{cores} core{'s' * (cores != 1)}")
    free = _memory()
    if free is not None:
        low = free < _MEMORY
        advice = "The bot and its models need about 1.2 GB." if low else ""
        words = f"{free / _GIB:.1f} GB free"
        yield Finding(Level.WARN if low else Level.OK, "memory", words, advice)
    space = shutil.disk_usage(_existing(settings.data_dir)).free
    low = space < _DISK
    advice = "Make room: digests are kept there for days." if low else ""
    yield Finding(
        Level.WARN if low else Level.OK, "disk", f"{space / _GIB:.1f} GB free for data", advice
    )


def data_dir(settings: Settings) -> Iterator[Finding]:
    """Whether files can be made in the data folder, or the folder itself."""
    folder = settings.data_dir.absolute()
    there = _existing(folder)
    try:
        with tempfile.TemporaryFile(dir=there):
            pass
    except OSError as error:
        advice = f"Let this user (uid {os.getuid()}) write there, or set DATA_DIR."
        words = f"{there} cannot be written: {error.strerror}"
        yield Finding(Level.FAIL, "data folder", words, advice)
        return
    made = "" if there == folder else ", will be made at the first start"
    yield Finding(Level.OK, "data folder", f"{folder}, writable{made}")


def database(settings: Settings) -> Iterator[Finding]:
    """Whether the database answers, has this version's tables and takes a write."""
    url = make_url(settings.database_url)
    sqlite = url.get_backend_name() == "sqlite"
    name = str(url.database) if sqlite else str(url.set(drivername="postgresql"))
    if sqlite and not Path(name).exists():
        yield Finding(Level.OK, "database", f"{name}, will be made at the first start")
        return
    os.environ.setdefault("PGCONNECT_TIMEOUT", _CONNECT_S)  # libpq would wait for minutes
    try:
        with opened_plain(settings.database_url) as engine, engine.connect() as connection:
            yield _tables(connection, name)
    except DatabaseError as error:
        advice = "Is the server up, are DATABASE_URL and the password right, is the disk full?"
        yield Finding(Level.FAIL, "database", f"{name}: {error}", advice)


def _tables(connection: Connection, name: str) -> Finding:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    scripts = ScriptDirectory.from_config(config)
    present = set(MigrationContext.configure(connection).get_current_heads())
    if not present <= {script.revision for script in scripts.walk_revisions()}:
        advice = "Update this program, or restore the database from before the update."
        return Finding(Level.FAIL, "database", f"{name}: made by a newer version", advice)
    # Both databases take a table back with the transaction: a write that leaves no trace.
    connection.exec_driver_sql("CREATE TABLE hustings_doctor (id INTEGER)")
    connection.rollback()
    current = present == set(scripts.get_heads())
    state = "up to date" if current else "will be brought up to date at the next start"
    return Finding(Level.OK, "database", f"{name}, writable, {state}")


def _memory() -> int | None:
    """Bytes that this process may still take; None where the system does not tell."""
    free = None
    for line in _text("/proc/meminfo").splitlines():
        if line.startswith("MemAvailable:"):
            free = int(line.split()[1]) * 1024
    limit, used = _text("/sys/fs/cgroup/memory.max"), _text("/sys/fs/cgroup/memory.current")
    if limit.strip().isdigit() and used.strip().isdigit():
        rest = max(int(limit) - int(used), 0)
        return rest if free is None else min(free, rest)
    return free


def _text(path: str) -> str:
    try:
        return Path(path).read_text(encoding="ascii")
    except OSError:
        return ""


def _existing(folder: Path) -> Path:
    """The folder, or the nearest one above it that is there."""
    folder = folder.absolute()
    return next(place for place in (folder, *folder.parents) if place.exists())
