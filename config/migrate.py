"""Brings the database to the tables of this version, before anything else uses it.

Several processes may start at once: the first does it in one transaction, the others wait.
"""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from config.database import opened_plain
from config.errors import DatabaseError

MIGRATIONS = Path(__file__).parent / "migrations"

_LOCK = 0x68757374696E67  # any number, the same in every process


def migrate(url: str) -> None:
    """Makes or renews the tables; blocks, so call it before the event loop or in a thread.

    Raises DatabaseError where the database cannot be used or a newer version made its tables.
    """
    with opened_plain(url) as engine, engine.begin() as connection:
        if connection.dialect.name == "postgresql":  # SQLite has the lock from its BEGIN
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        _upgrade(connection)


def _upgrade(connection: Connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    present = set(MigrationContext.configure(connection).get_current_heads())
    if not present <= known:
        raise DatabaseError("the database was made by a newer version of this program: update it")
    command.upgrade(config, "head")
