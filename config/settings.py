"""What an operator may set: environment variables, ``.env`` and secret files.

A section's setting is named with two underscores: ``LIMITS__MAX_PAIRS=500``. An empty value
counts as not given. This file opens nothing: whoever needs the data folder makes it.
"""

from collections.abc import Mapping
from ipaddress import IPv4Address, IPv6Address
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    ValidationInfo,
    model_validator,
)
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SecretsSettingsSource,
    SettingsConfigDict,
)

from config.guilds import read_defaults
from config.kinds import Value

SECRETS = Path("/run/secrets")
"""Where containers put secrets: one file a setting, named like it."""

DATABASE_FILE = "hustings.sqlite3"
"""The database in the data folder, where no other is set."""

_DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "sqlite+aiosqlite": "sqlite+aiosqlite",
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}


def normalise_database(url: str) -> str:
    """The URL with the async driver that is used here; raises ValueError where it is no such URL.

    ``sqlite:///x`` is the file x below the working folder, ``sqlite:////x`` the file /x.
    """
    scheme, separator, rest = url.strip().partition("://")
    driver = _DRIVERS.get(scheme.lower())
    if not separator or driver is None:
        raise ValueError("must begin with sqlite:/// or postgresql://")
    if driver.startswith("sqlite"):
        path = rest.partition("?")[0]
        if not path.startswith("/") or path in ("/", "/:memory:") or path.startswith("/file:"):
            raise ValueError("must name a file: sqlite:///data/hustings.sqlite3")
    elif not _has_host(rest):
        raise ValueError("must look like postgresql://user:password@host:5432/database")
    return f"{driver}://{rest}"


def _has_host(rest: str) -> bool:
    parts = urlsplit(f"//{rest}")
    try:
        return parts.port != 0 and bool(parts.path.strip("/"))
    except ValueError:
        return False


def _address(*schemes: str) -> AfterValidator:
    def check(url: str) -> str:
        parts = urlsplit(url)
        if parts.scheme not in schemes or not parts.hostname:
            raise ValueError(f"must be an address that begins with {' or '.join(schemes)}://")
        return url.rstrip("/")

    return AfterValidator(check)


def _split(value: object) -> object:
    return _words(value) if isinstance(value, str) else value


def _words(value: str) -> list[str]:
    return value.replace(",", " ").split()


def _upper(value: object) -> object:
    return value.upper() if isinstance(value, str) else value


class Section(BaseModel):
    """A part of the settings; a name it does not have is refused, as a misspelling."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class Limits(Section):
    """The limits of one digest; a larger input is cut and the digest says so."""

    max_bytes: int = Field(default=32_000_000, ge=1, description="a larger source is refused")
    max_characters: int = Field(default=3_000_000, ge=1, description="the page is cut after these")
    max_pairs: int = Field(
        default=2_000, ge=0, description="pairs of claim and comment read for a side"
    )
    time_limit_s: float = Field(
        default=40.0, gt=0, description="steps that can stop do so in time to end about here"
    )
    threads: int | None = Field(default=None, ge=1, description="CPU threads; None is all of them")
    threshold: float | None = Field(
        default=None, ge=0, le=1, description="a side less sure is unclear; None is the model's own"
    )


class Jobs(Section):
    """How many digests may run and wait, and for how long."""

    waiting_per_guild: int = Field(default=3, ge=0)
    running_per_guild: int = Field(default=1, ge=1)
    per_member: int = Field(default=1, ge=1, description="running and waiting together")
    longest_wait_s: float = Field(
        default=600.0, gt=0, description="nobody is let in who would wait longer: the global bound"
    )
    timeout_s: float = Field(default=300.0, gt=0, description="a job that runs longer is ended")
    threads: int | None = Field(default=None, ge=1, description="of the worker; None: LIMITS's")
    memory_mb: int | None = Field(
        default=None, ge=2000, description="address space of the worker; None is any"
    )


class Shards(Section):
    """Which of the gateway's shards this process runs; None of both lets Discord decide."""

    ids: Annotated[
        tuple[Annotated[int, Field(ge=0)], ...] | None, NoDecode, BeforeValidator(_split)
    ] = None
    count: int | None = Field(default=None, ge=1)

    @model_validator(mode="after")
    def _fit(self) -> Self:
        if self.ids is None:
            return self
        if self.count is None:
            raise ValueError("ids need the count of all shards beside them")
        if not self.ids or len(set(self.ids)) < len(self.ids) or max(self.ids) >= self.count:
            raise ValueError("ids are distinct numbers below the count of all shards")
        return self


def _pairs(value: object) -> object:
    return [_pair(text) for text in _words(value)] if isinstance(value, str) else value


def _pair(text: str) -> tuple[str, int]:
    host, separator, port = text.rpartition(":")
    if host.startswith("[") and host.endswith("]"):
        address = str(IPv6Address(host[1:-1]))
    else:
        address = str(IPv4Address(host))
    if "%" in address or not (separator and port.isascii() and port.isdigit()):
        raise ValueError("must be address:port, as in 127.0.0.1:8091 or [::1]:8091")
    return address, int(port)


class Fetch(Section):
    """How linked pages are fetched. What is allowed here is allowed in every guild."""

    allow: Annotated[
        frozenset[tuple[str, Annotated[int, Field(ge=1, le=65_535)]]],
        NoDecode,
        BeforeValidator(_pairs),
    ] = Field(
        default=frozenset(), description="address:port pairs of an intranet that may be dialled"
    )
    contact: Annotated[str, Field(pattern=r"^[!-~]{1,200}$")] = Field(
        default="https://example.com/hustings", description="a page about this bot, for sites"
    )
    reddit_token: SecretStr | None = Field(default=None, description="bearer token of Reddit's API")
    youtube_key: SecretStr | None = Field(default=None, description="key of YouTube's Data API")
    max_bytes: int = Field(default=10_000_000, ge=1, description="of a page, unpacked")
    max_wire_bytes: int = Field(default=12_000_000, ge=1, description="of an answer, as it comes")
    max_ratio: int = Field(default=250, ge=1, description="unpacked bytes for each one sent")
    robots_bytes: int = Field(default=500_000, ge=1, description="of robots.txt that are read")
    redirects: int = Field(default=5, ge=0)
    headers_timeout_s: float = Field(default=8.0, gt=0, description="until an answer begins")
    timeout_s: float = Field(default=20.0, gt=0, description="for a page with its redirects")
    feeds_timeout_s: float = Field(default=60.0, gt=0, description="for a page and its comments")
    retry_after_s: float = Field(default=2.0, ge=0, description="a longer wait is not waited")
    max_requests: int = Field(default=100, ge=0, description="for the comments of one page")
    max_feed_bytes: int = Field(default=30_000_000, ge=0, description="of all these, unpacked")


def _guild(given: object, info: ValidationInfo) -> object:
    limits = info.data.get("limits")
    return read_defaults(given, limits.max_characters) if limits else given


class Settings(BaseSettings):
    """Everything an operator may set, read once at start."""

    model_config = SettingsConfigDict(
        env_file=".env",
        env_file_encoding="utf-8",
        env_nested_delimiter="__",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
    )

    data_dir: Path = Path("data")
    database_url: Annotated[str, AfterValidator(normalise_database)] = Field(
        default_factory=lambda done: f"sqlite:///{done['data_dir'] / DATABASE_FILE}",
        validate_default=True,
        repr=False,  # it may hold a password
    )
    discord_token: SecretStr | None = None
    discord_api_url: Annotated[str, _address("http", "https")] | None = Field(
        default=None, description="with its version: …/api/v10; None is Discord's own"
    )
    discord_gateway_url: Annotated[str, _address("ws", "wss")] | None = Field(
        default=None, description="None is the one that the API names"
    )
    log_level: Annotated[Literal["DEBUG", "INFO", "WARNING", "ERROR"], BeforeValidator(_upper)] = (
        "INFO"
    )
    debug: bool = Field(default=False, description="print the traceback of an unexpected error")
    limits: Limits = Limits()
    jobs: Jobs = Jobs()
    fetch: Fetch = Fetch()
    shards: Shards = Shards()
    guild: Annotated[Mapping[str, Value], BeforeValidator(_guild)] = Field(
        default_factory=dict, description="defaults of the guild settings: GUILD__LENGTH=full"
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The first source that has a value wins; secret files only where their folder exists."""
        sources = (init_settings, env_settings, dotenv_settings)
        return (*sources, _SecretFiles(settings_cls, SECRETS)) if SECRETS.is_dir() else sources


class _SecretFiles(SecretsSettingsSource):
    """The folder of secret files, an empty file counting as not given."""

    def __call__(self) -> dict[str, Any]:
        return {name: value for name, value in super().__call__().items() if value != ""}
