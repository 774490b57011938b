"""What a bot sent and what people see of it: requests, messages, interactions."""

from dataclasses import dataclass, field
from typing import Any

from tests.discord_double import rules
from tests.discord_double.rules import EPHEMERAL


@dataclass(frozen=True, slots=True)
class Sent:
    """One request of the bot's."""

    method: str
    path: str
    body: Any
    files: dict[str, bytes]


class Shown(dict[str, Any]):
    """A message as people see it."""

    @property
    def text(self) -> str:
        """All its words."""
        words = [part["content"] for part in rules.walk(self) if part["type"] == 10]
        return "\n".join((self["content"], *words)).strip()

    @property
    def controls(self) -> dict[str, dict[str, Any]]:
        """Its buttons by label, its menus by placeholder."""
        parts = [dict(part) for part in rules.walk(self) if part["type"] in (2, 3)]
        return {part.get("label") or part["placeholder"]: part for part in parts}

    @property
    def names(self) -> list[str]:
        """The names of its files."""
        return [file["filename"] for file in self["attachments"]]

    @property
    def private(self) -> bool:
        """Whether only one person sees it."""
        return bool(self["flags"] & EPHEMERAL)


@dataclass(slots=True, eq=False)
class Exchange:
    """One interaction and what it was answered; ``first`` is the type of the first response."""

    id: str
    token: str
    payload: dict[str, Any]
    first: int | None = None
    original: str | None = None
    private: bool = False
    expired: bool = False
    followups: list[Shown] = field(default_factory=list)
    history: list[str] = field(default_factory=list)
    form: dict[str, Any] = field(default_factory=dict)
    choices: list[dict[str, Any]] = field(default_factory=list)
