"""The doctor at the machine: folders, databases and what is left of memory and disk."""

import sqlite3
from pathlib import Path

import pytest

from bot.doctor import host
from bot.doctor.finding import Finding, Level
from config.migrate import migrate
from config.settings import Settings


def settings(folder: Path) -> Settings:
    """Settings with their data in ``folder``."""
    return Settings(_env_file=None, data_dir=folder)


def database(folder: Path) -> Finding:
    """What is told of the database in ``folder``."""
    return next(host.database(settings(folder)))


def test_a_folder_that_is_not_there_yet_is_fine(tmp_path: Path) -> None:
    """It will be made; the doctor itself makes nothing."""
    finding = next(host.data_dir(settings(tmp_path / "a" / "b")))
    assert (finding.level, list(tmp_path.iterdir())) == (Level.OK, [])
    assert "will be made" in finding.words


def test_a_folder_that_cannot_be_written_fails(tmp_path: Path) -> None:
    """The words name the folder, the advice the user."""
    (tmp_path / "data").write_text("")
    finding = next(host.data_dir(settings(tmp_path / "data")))
    assert finding.level is Level.FAIL
    assert "uid" in finding.advice


def test_a_database_that_is_not_there_yet_is_fine(tmp_path: Path) -> None:
    """The first start makes it, with its folder."""
    assert database(tmp_path / "data").level is Level.OK
    assert not (tmp_path / "data").exists()


def test_a_database_of_this_version_is_up_to_date(tmp_path: Path) -> None:
    """It is written to, and nothing of that stays."""
    migrate(settings(tmp_path).database_url)
    finding = database(tmp_path)
    assert finding.words.endswith("writable, up to date")
    with sqlite3.connect(tmp_path / "hustings.sqlite3") as connection:
        tables = connection.execute("SELECT name FROM sqlite_master").fetchall()
    connection.close()
    assert ("hustings_doctor",) not in tables


def test_an_older_database_will_be_brought_up(tmp_path: Path) -> None:
    """Only the start does that, never the doctor."""
    (tmp_path / "hustings.sqlite3").touch()
    assert "brought up to date at the next start" in database(tmp_path).words


def test_a_newer_database_fails(tmp_path: Path) -> None:
    """An older program must not touch it."""
    migrate(settings(tmp_path).database_url)
    with sqlite3.connect(tmp_path / "hustings.sqlite3") as connection:
        connection.execute("UPDATE alembic_version SET version_num = 'future'")
    connection.close()
    assert (database(tmp_path).level, "newer" in database(tmp_path).words) == (Level.FAIL, True)


def test_a_damaged_database_fails(tmp_path: Path) -> None:
    """One line, no traceback."""
    (tmp_path / "hustings.sqlite3").write_bytes(b"not a database at all" * 100)
    finding = database(tmp_path)
    assert finding.level is Level.FAIL
    assert "\n" not in finding.words


def test_an_absent_server_fails_without_its_password() -> None:
    """Where no PostgreSQL listens, the address is named and the password is not."""
    url = "postgresql://hustings:hunter2@127.0.0.1:9/hustings"
    finding = next(host.database(Settings(_env_file=None, database_url=url)))
    assert (finding.level, "hunter2" in repr(finding)) == (Level.FAIL, False)
    assert "127.0.0.1" in finding.words


@pytest.mark.parametrize(("free", "level"), [(0.5, Level.WARN), (8.0, Level.OK)])
def test_little_memory_is_a_warning(
    free: float, level: Level, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The models need some; the container's own limit counts."""
    limits = {
        "/proc/meminfo": "MemTotal: 64000000 kB\nMemAvailable:   32000000 kB\n",
        "/sys/fs/cgroup/memory.max": f"{int((free + 1) * 2**30)}\n",
        "/sys/fs/cgroup/memory.current": f"{2**30}\n",
    }
    monkeypatch.setattr(host, "_text", limits.__getitem__)
    told = {finding.what: finding for finding in host.machine(settings(tmp_path))}
    assert (told["memory"].level, told["memory"].words) == (level, f"{free:.1f} GB free")
