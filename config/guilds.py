"""The settings of a guild: their names, bounds and defaults, and how they are typed and exported.

What a guild did not set comes from the operator (``GUILD__LENGTH=full``), what neither set from
the defaults here. This file knows no database.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, fields
from typing import Literal

from config.errors import ConfigError, SettingError
from config.kinds import (
    ALL,
    AUTO,
    NONE,
    Choice,
    Json,
    Kind,
    KindError,
    Share,
    Switch,
    Value,
    Whole,
)
from config.lists import Domains, Ids

LANGUAGES = ("en", "de", "es", "fr", "uk")
"""The languages that the bot's own words can be set to; "auto" is the reader's."""

MOST_INPUT = 3_000_000
"""Characters of the largest input, where the operator's limit is not another."""

MAX_FILE = 64 * 1024
"""Bytes of the largest file that is imported."""

_NAME = 40  # characters kept of a name nobody has heard of
_MAX_QUOTA = 10_000
_MAX_DAYS = 365
_MAX_MINUTES = 1_440
_SUGGESTIONS = 25  # Discord's limit on the choices of an autocomplete


@dataclass(frozen=True, slots=True)
class GuildSettings:
    """What holds in one guild. Quotas are digests a day (UTC), 0 for no limit.

    Empty lists let everything through. A domain stands for itself and what is below it; the deny
    list wins. ``discussions`` looks for threads about an article elsewhere. A page is fetched anew
    after ``cache_minutes``, 0 keeps none. ``retention_days`` 0 stores nothing; ``threshold`` None
    is the model's own.
    """

    visibility: str = "private"
    length: str = "short"
    language: str = AUTO
    allowed_channels: tuple[int, ...] = ()
    allowed_roles: tuple[int, ...] = ()
    links: bool = True
    allow_domains: tuple[str, ...] = ()
    deny_domains: tuple[str, ...] = ()
    discussions: bool = False
    cache_minutes: int = 10
    names: bool = True
    mask_slurs: bool = False
    chart: bool = True
    member_quota: int = 100
    guild_quota: int = 1_000
    max_input: int = MOST_INPUT
    retention_days: int = 7
    threshold: float | None = None


NAMES = tuple(field.name for field in fields(GuildSettings))
"""The settings in the order of the panel."""

_KINDS: Mapping[str, Kind] = {
    "visibility": Choice(("private", "public", "thread")),
    "length": Choice(("gist", "short", "full")),
    "language": Choice((AUTO, *LANGUAGES)),
    "allowed_channels": Ids("#", "channels"),
    "allowed_roles": Ids("@&", "roles"),
    "links": Switch(),
    "allow_domains": Domains(ALL),
    "deny_domains": Domains(NONE),
    "discussions": Switch(),
    "cache_minutes": Whole(0, _MAX_MINUTES, (0, 10, 60, 240, _MAX_MINUTES)),
    "names": Switch(),
    "mask_slurs": Switch(),
    "chart": Switch(),
    "member_quota": Whole(0, _MAX_QUOTA, (0, 5, 10, 20, 50)),
    "guild_quota": Whole(0, _MAX_QUOTA, (0, 50, 100, 200, 500)),
    "retention_days": Whole(0, _MAX_DAYS, (0, 1, 7, 30, 90)),
    "threshold": Share(),
}


def check(name: str) -> None:
    """Raises SettingError where there is no such setting."""
    with _named(name):
        _kind(name)


def parse(name: str, text: str, most_input: int = MOST_INPUT) -> Value:
    """The value that an admin typed for ``name``; ``most_input`` is the operator's limit.

    Raises SettingError.
    """
    with _named(name):
        return _kind(name, most_input).parse(text)


def show(name: str, value: Value) -> str:
    """The value as an admin would type it; ``parse`` reads it back."""
    with _named(name):
        return _kind(name).show(value)


def suggest(name: str, partial: str, most_input: int = MOST_INPUT) -> tuple[str, ...]:
    """At most 25 values of ``name`` that contain what is typed so far; none for no such name."""
    if name not in NAMES:
        return ()
    typed = partial.strip().lower()
    found = tuple(text for text in _kind(name, most_input).suggest() if typed in text)
    return found[:_SUGGESTIONS]


def resolve(
    operator: Mapping[str, Value], overrides: Mapping[str, Value], most_input: int = MOST_INPUT
) -> GuildSettings:
    """What holds in a guild; the largest input never exceeds the operator's limit."""
    given = {"max_input": most_input, **operator, **overrides}
    cap = given["max_input"]
    assert isinstance(cap, int)
    # Checked where each value came in, by parse or read; a dict cannot carry the types further.
    return GuildSettings(**{**given, "max_input": min(cap, most_input)})  # type: ignore[arg-type]


def origin(
    name: str, operator: Mapping[str, Value], overrides: Mapping[str, Value]
) -> Literal["default", "operator", "guild"]:
    """Where the value of ``name`` comes from."""
    if name in overrides:
        return "guild"
    return "operator" if name in operator else "default"


def read(name: str, data: object, most_input: int = MOST_INPUT) -> Value:
    """The value of ``name`` from JSON; raises SettingError."""
    with _named(name):
        return _kind(name, most_input).read(data)


def write(name: str, value: Value) -> Json:
    """The value of ``name`` for JSON; ids are strings there."""
    with _named(name):
        return _kind(name).write(value)


def export_json(overrides: Mapping[str, Value]) -> str:
    """What a guild set itself, as one flat JSON object in the order of the panel."""
    flat = {name: write(name, overrides[name]) for name in NAMES if name in overrides}
    return json.dumps(flat, indent=2, ensure_ascii=False) + "\n"


def import_json(data: bytes, most_input: int = MOST_INPUT) -> dict[str, Value]:
    """The overrides in an exported file, all of them or none.

    Raises SettingError with the first key that is unknown, double, of the wrong type or refused.
    """
    if len(data) > MAX_FILE:
        raise SettingError("", "too_large", most=MAX_FILE)
    try:
        flat = json.loads(
            data.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_no_constant
        )
    except SettingError:
        raise
    except (ValueError, RecursionError) as error:
        raise SettingError("", "not_json") from error
    if not isinstance(flat, dict):
        raise SettingError("", "not_object")
    return {name: read(name, value, most_input) for name, value in flat.items()}


def read_defaults(given: object, most_input: int = MOST_INPUT) -> object:
    """The operator's defaults, typed as an admin would type them; raises ConfigError.

    Values that are not text are left to the caller's own checks.
    """
    if not isinstance(given, Mapping):
        return given
    if unknown := next((name for name in given if name not in NAMES), None):
        raise ConfigError(f"{unknown}: there is no such setting, only {', '.join(NAMES)}")
    return {
        name: parse(name, value, most_input) if isinstance(value, str) else value
        for name, value in given.items()
    }


def _kind(name: str, most_input: int = MOST_INPUT) -> Kind:
    if name == "max_input":
        return Whole(1, most_input, (10_000, 100_000, 1_000_000, 3_000_000))
    if name not in _KINDS:
        raise KindError("unknown")
    return _KINDS[name]


@contextmanager
def _named(name: str) -> Iterator[None]:
    try:
        yield
    except KindError as refused:
        raise SettingError(name[:_NAME], refused.reason, **refused.values) from refused


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    seen: dict[str, object] = {}
    for name, value in pairs:
        if name in seen:
            raise SettingError(name[:_NAME], "duplicate" if name in NAMES else "unknown")
        seen[name] = value
    return seen


def _no_constant(text: str) -> object:
    raise ValueError(text)
