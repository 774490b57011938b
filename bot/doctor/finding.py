"""What a probe of ``python -m bot doctor`` tells: how bad it is, how it is, what to do."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from config.settings import Settings


class Level(StrEnum):
    """How bad it is; only FAIL keeps the bot from working."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: ``words`` say how it is, ``advice`` what to do."""

    level: Level
    what: str
    words: str
    advice: str = ""


Probe = Callable[[Settings], Iterator[Finding]]
