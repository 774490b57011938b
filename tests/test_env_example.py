"""``.env.example`` names every setting, and every default in it is the real one."""

import re
from pathlib import Path

import pytest
from pydantic import BaseModel

from config.guilds import GuildSettings, resolve
from config.settings import Settings

EXAMPLE = Path(__file__).parent.parent / ".env.example"
_LINE = re.compile(r"^# ([A-Z_]+=.*)$", re.MULTILINE)


@pytest.fixture
def uncommented(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The example with every setting switched on, in an environment without any."""
    for name in _names():
        monkeypatch.delenv(name, raising=False)
    file = tmp_path / ".env"
    file.write_text(_LINE.sub(r"\1", EXAMPLE.read_text(encoding="utf-8")), encoding="utf-8")
    return file


def _names() -> list[str]:
    """Every variable there is, as it is written in an environment."""
    names = []
    for name, field in Settings.model_fields.items():
        section = field.annotation
        if isinstance(section, type) and issubclass(section, BaseModel):
            names += [f"{name}__{inner}".upper() for inner in section.model_fields]
        elif name != "guild":
            names.append(name.upper())
    return [*names, *(f"GUILD__{name}".upper() for name in GuildSettings.__dataclass_fields__)]


def test_every_setting_is_named() -> None:
    """An operator finds all there is in one file, each once."""
    text = EXAMPLE.read_text(encoding="utf-8")
    named = re.findall(r"^(?:# )?([A-Z_]+)=", text, re.MULTILINE)
    assert sorted(named) == sorted(_names())


def test_every_default_is_the_real_one(uncommented: Path) -> None:
    """Uncommenting a line changes nothing."""
    given, default = Settings(_env_file=uncommented), Settings(_env_file=None)
    assert given.model_dump(exclude={"guild"}) == default.model_dump(exclude={"guild"})


def test_every_guild_default_is_the_real_one(uncommented: Path) -> None:
    """So do the lines for guilds."""
    assert resolve(Settings(_env_file=uncommented).guild, {}) == GuildSettings()


def test_only_the_token_stands_uncommented() -> None:
    """Nothing else has to be filled in."""
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line and not line.startswith("#")] == ["DISCORD_TOKEN="]
