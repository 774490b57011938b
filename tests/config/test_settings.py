"""Settings come from the environment, ``.env`` and secret files, and are checked there."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from config import settings
from config.settings import Settings, normalise_database


@pytest.fixture(autouse=True)
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder without ``.env``, and no secret files; the folder of both."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(settings, "SECRETS", tmp_path / "secrets")
    return tmp_path


@pytest.mark.parametrize(
    ("name", "value", "read"),
    [
        ("LIMITS__MAX_PAIRS", "7", lambda found: found.limits.max_pairs == 7),
        ("JOBS__WAITING_PER_GUILD", "0", lambda found: found.jobs.waiting_per_guild == 0),
        ("SHARDS__COUNT", "3", lambda found: found.shards.count == 3),
        ("LOG_LEVEL", "debug", lambda found: found.log_level == "DEBUG"),
        ("DEBUG", "1", lambda found: found.debug),
        ("GUILD__LENGTH", "full", lambda found: found.guild == {"length": "full"}),
        ("GUILD__THRESHOLD", "0.5", lambda found: found.guild == {"threshold": 0.5}),
        ("GUILD__ALLOWED_ROLES", "7,8", lambda found: found.guild == {"allowed_roles": (7, 8)}),
        (
            "DISCORD_API_URL",
            "http://a:1/api/v10/",
            lambda found: found.discord_api_url[-3:] == "v10",
        ),
        ("DISCORD_GATEWAY_URL", "ws://a:1", lambda found: found.discord_gateway_url == "ws://a:1"),
    ],
)
def test_the_environment_sets(monkeypatch: pytest.MonkeyPatch, name, value, read) -> None:
    """A section's setting is named with two underscores."""
    monkeypatch.setenv(name, value)
    assert read(Settings())


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("LIMITS__THRESHOLD", "1.5"),
        ("LIMITS__THREADS", "0"),
        ("LIMITS__MAX_BYTES", "x"),
        ("LIMITS__MAX_PEARS", "7"),
        ("JOBS__TIMEOUT_S", "0"),
        ("GUILD__LENGTH", "long"),
        ("GUILD__HEIGHT", "full"),
        ("GUILD__MAX_INPUT", "3000001"),
        ("LOG_LEVEL", "loud"),
        ("DISCORD_API_URL", "discord.example/api/v10"),
        ("DISCORD_API_URL", "ftp://discord.example/api/v10"),
        ("DISCORD_GATEWAY_URL", "http://discord.example"),
        ("DATABASE_URL", "mysql://host/database"),
    ],
)
def test_a_wrong_value_is_refused(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    """A typing error must not become a silent default."""
    monkeypatch.setenv(name, value)
    with pytest.raises(ValidationError):
        Settings()


def test_a_wrong_value_is_not_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    """It may be a password."""
    monkeypatch.setenv("DATABASE_URL", "mysql://user:hidden@host/database")
    with pytest.raises(ValidationError) as caught:
        Settings()
    assert "hidden" not in str(caught.value)


def test_a_misspelt_guild_setting_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """The operator wrote it and can mend it."""
    monkeypatch.setenv("GUILD__LENGHT", "full")
    with pytest.raises(ValidationError, match="lenght: there is no such setting"):
        Settings()


def test_an_empty_value_is_not_given(monkeypatch: pytest.MonkeyPatch) -> None:
    """``NAME=`` in a copied ``.env`` means that it was left open."""
    before = Settings()
    for name in ("DISCORD_TOKEN", "LIMITS__THREADS", "DATABASE_URL", "GUILD__LENGTH"):
        monkeypatch.setenv(name, "")
    assert Settings() == before


def test_the_environment_goes_before_the_file(
    monkeypatch: pytest.MonkeyPatch, nowhere: Path
) -> None:
    """And what the file says of other programs is ignored."""
    (nowhere / ".env").write_text("OTHER=1\nLIMITS__MAX_PAIRS=1\nLIMITS__MAX_BYTES=2\n")
    monkeypatch.setenv("LIMITS__MAX_PAIRS", "7")
    found = Settings().limits
    assert (found.max_pairs, found.max_bytes) == (7, 2)


def test_a_secret_file_holds_the_token(nowhere: Path) -> None:
    """As containers hand it over, with a line's end; the settings never show it."""
    (nowhere / "secrets").mkdir()
    (nowhere / "secrets" / "discord_token").write_text("abc\n")
    (nowhere / "secrets" / "database_url").write_text("\n")
    found = Settings()
    assert found.discord_token
    assert found.discord_token.get_secret_value() == "abc"
    assert "abc" not in repr(found)


def test_the_database_is_in_the_data_folder(monkeypatch: pytest.MonkeyPatch, nowhere: Path) -> None:
    """Reading the settings does not make it."""
    monkeypatch.setenv("DATA_DIR", str(nowhere / "kept"))
    assert Settings().database_url == f"sqlite+aiosqlite:///{nowhere}/kept/hustings.sqlite3"
    assert not (nowhere / "kept").exists()


@pytest.mark.parametrize(
    ("given", "url"),
    [
        ("sqlite:///x", "sqlite+aiosqlite:///x"),
        ("sqlite+aiosqlite:///x", "sqlite+aiosqlite:///x"),
        ("sqlite:////a/x", "sqlite+aiosqlite:////a/x"),
        (
            "postgres://u:p%40@h:1/d?sslmode=require",
            "postgresql+psycopg://u:p%40@h:1/d?sslmode=require",
        ),
        ("postgresql://h/d", "postgresql+psycopg://h/d"),
        ("postgresql+psycopg://h/d", "postgresql+psycopg://h/d"),
    ],
)
def test_a_database_is_named_without_its_driver(given: str, url: str) -> None:
    """Naming the driver, too, means the same."""
    assert normalise_database(given) == url


@pytest.mark.parametrize(
    "url",
    [
        *("", "x", "sqlite", "sqlite://", "sqlite:///", "sqlite:///:memory:", "sqlite://x"),
        *("sqlite:///file:x?uri=true", "postgresql+asyncpg://h/d", "postgresql://h"),
        *("postgresql://h:x/d", "postgresql://h:99999/d", "mysql://h/d"),
    ],
)
def test_another_database_is_refused(url: str) -> None:
    """Also one in memory, which would forget everything."""
    with pytest.raises(ValueError, match=r"must (begin|name|look)"):
        normalise_database(url)


@pytest.mark.parametrize(
    ("ids", "count", "read"), [("0,1,2", "4", (0, 1, 2)), ("1 3", "4", (1, 3)), ("0", "1", (0,))]
)
def test_shard_ids_are_listed(
    monkeypatch: pytest.MonkeyPatch, ids: str, count: str, read: tuple[int, ...]
) -> None:
    """With commas or spaces."""
    monkeypatch.setenv("SHARDS__IDS", ids)
    monkeypatch.setenv("SHARDS__COUNT", count)
    assert Settings().shards.ids == read


@pytest.mark.parametrize(
    ("ids", "count"), [("0", ""), ("4", "4"), ("1,1", "4"), ("x", "4"), ("-1", "4")]
)
def test_shard_ids_that_do_not_fit_are_refused(
    monkeypatch: pytest.MonkeyPatch, ids: str, count: str
) -> None:
    """Two processes must not take the same shard."""
    monkeypatch.setenv("SHARDS__IDS", ids)
    monkeypatch.setenv("SHARDS__COUNT", count)
    with pytest.raises(ValidationError):
        Settings()


def test_the_operators_limit_bounds_their_own_default(monkeypatch: pytest.MonkeyPatch) -> None:
    """A raised limit lets a larger default in."""
    monkeypatch.setenv("LIMITS__MAX_CHARACTERS", "6000000")
    monkeypatch.setenv("GUILD__MAX_INPUT", "5000000")
    assert Settings().guild == {"max_input": 5_000_000}


def test_settings_do_not_change() -> None:
    """They are read once."""
    with pytest.raises(ValidationError):
        Settings().debug = True
