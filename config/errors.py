"""What can go wrong around settings and the database.

ConfigError
├── SettingError      a guild setting's value is refused: which setting, why, within which bounds
└── DatabaseError     the database cannot be opened, or is newer than this program

Both are ValueErrors; ``str(error)`` is an English sentence without any text of a user in it.
"""

from collections.abc import Mapping

_REASONS: Mapping[str, str] = {
    "unknown": "there is no such setting",
    "choice": "must be one of {choices}",
    "switch": "must be on or off",
    "whole": "must be a whole number from {least} to {most}",
    "share": "must be a number from {least} to {most}, or auto",
    "channels": "must be channels, as mentions or ids, or all",
    "roles": "must be roles, as mentions or ids, or all",
    "domains": "must be host names such as example.com, or none",
    "too_many": "holds at most {most} entries",
    "type": "has the wrong type of value",
    "not_json": "the file is not JSON",
    "not_object": "the file is not one flat JSON object",
    "too_large": "the file is larger than {most} bytes",
    "duplicate": "stands in the file twice",
}

REASONS = tuple(_REASONS)
"""Every reason of a SettingError."""


class ConfigError(ValueError):
    """Base of the family."""


class SettingError(ConfigError):
    """A value is refused. ``name`` is the setting, empty where a whole file is at fault.

    ``reason`` is one of REASONS; ``values`` are what its sentence names (bounds, choices), and
    under ``value`` the refused entry of a list, clipped: outside text, to be made inert.
    """

    def __init__(self, name: str, reason: str, **values: int | float | str) -> None:
        super().__init__(name, reason)  # two arguments, so that it unpickles; values go by state
        self.name = name
        self.reason = reason
        self.values = values

    def __str__(self) -> str:
        sentence = _REASONS[self.reason].format_map(self.values)
        # The name of a setting that does not exist is outside text.
        return f"{self.name}: {sentence}" if self.name and self.reason != "unknown" else sentence


class DatabaseError(ConfigError):
    """The database cannot be opened or is newer than this program; one sentence says which."""
