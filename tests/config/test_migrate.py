"""The tables are made once, whoever starts first, and never by an older program."""

import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect, text

from config.database import opened_plain
from config.errors import DatabaseError
from config.migrate import migrate
from config.tables import metadata

ROOT = Path(__file__).parents[2]
START = "import sys; from config.migrate import migrate; migrate(sys.argv[1])"


def test_the_migrations_make_the_tables_that_the_code_reads(url: str) -> None:
    """Alembic finds no difference between them."""
    with opened_plain(url) as engine, engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), metadata)
    assert differences == []


def test_processes_that_start_at_once_all_start(empty_url: str) -> None:
    """One makes the tables, the others wait for it."""
    starts = [
        subprocess.Popen([sys.executable, "-W", "error", "-c", START, empty_url], cwd=ROOT)
        for _ in range(3)
    ]
    assert [start.wait(60) for start in starts] == [0, 0, 0]
    with opened_plain(empty_url) as engine:
        assert set(metadata.tables) < set(inspect(engine).get_table_names())


def test_starting_again_changes_nothing(url: str) -> None:
    """What was kept stays."""
    keep = text("INSERT INTO memories VALUES ('a', 'b')")
    with opened_plain(url) as engine, engine.begin() as connection:
        connection.execute(keep)
    migrate(url)
    with opened_plain(url) as engine, engine.connect() as connection:
        assert connection.execute(text("SELECT * FROM memories")).all() == [("a", "b")]


def test_a_newer_database_is_refused(url: str) -> None:
    """An older program would not know what its columns mean."""
    with opened_plain(url) as engine, engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DatabaseError, match="newer version"):
        migrate(url)


def test_a_migration_that_fails_leaves_nothing(
    empty_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is one transaction on both databases."""
    monkeypatch.setattr("alembic.op.create_index", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        migrate(empty_url)
    with opened_plain(empty_url) as engine:
        assert inspect(engine).get_table_names() == []
