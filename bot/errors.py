"""What can go wrong around the pipeline, and the words and the exit status for any error.

BotError
├── SourceError      what was given cannot be read: missing, a directory, too large, a link
├── AccessError      what may not be done: not theirs, gone, not here, used up for today
├── JobError         the digest does not come: no room, cancelled, timed out, broken off
└── StartError       the bot cannot start: no token, or one that Discord refuses

The pipeline's own errors are drawn in ``models/errors.py``, those of settings and of the database
in ``config/errors.py``.
"""

import secrets
from collections.abc import Mapping
from enum import IntEnum

from bot.words import Value, Words, WordsError, speak
from config.errors import ConfigError, SettingError
from models.errors import DocumentError, GroundingError, ModelsError, WeightsError

_ID_LENGTH = 7
_ID_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"  # none that is taken for another


class Exit(IntEnum):
    """The exit statuses of ``python -m bot``."""

    OK = 0
    INPUT = 1
    USAGE = 2
    INTERNAL = 3
    INTERRUPTED = 130
    BROKEN_PIPE = 141


class BotError(Exception):
    """Base of the family: ``error.<name>`` in the words, and the values that stand in it.

    ``str(error)`` is the English sentence.
    """

    def __init__(self, name: str, /, **values: Value) -> None:
        super().__init__(name)  # one argument, so that it unpickles; the values go by state
        self.name = name
        self.values = values

    def __str__(self) -> str:
        return explain(self)


class SourceError(BotError):
    """What was given cannot be read."""


class AccessError(BotError):
    """What was asked may not be done, by this person, here or now."""


class JobError(BotError):
    """There will be no digest: no room, cancelled, timed out, broken off, stopping."""


class StartError(BotError):
    """The bot cannot start as it is set up."""


def explain(error: BaseException, say: Words | None = None) -> str:
    """One sentence for the person who asked, whatever the error is; never raises.

    No text of an exception that is not ours is in it: that may hold what a user wrote.
    """
    say = say or speak(None)
    name, values = _named(error)
    try:
        sentence = say(f"error.{name}", **values)
    except WordsError:
        return say("error.unexpected")
    if isinstance(error, SettingError) and error.name:
        return f"{error.name}: {sentence}"
    return sentence


def diagnose(error: BaseException) -> str:
    """One English line for who runs this program; unlike ``explain`` it holds the error's text."""
    match error:
        case GroundingError():
            return f"nothing is printed, because a quotation is not in its source: {error}"
        case WeightsError():
            return f"the models cannot be loaded: {error}"
        case BotError() | ModelsError() | ConfigError():
            return str(error)
        case MemoryError():
            return explain(error)
        case _:
            return f"an unexpected error, {type(error).__name__}: {error} (DEBUG=1 shows where)"


def incident() -> str:
    """A short id that stands beside an error's sentence and in the log."""
    return "".join(secrets.choice(_ID_LETTERS) for _ in range(_ID_LENGTH))


def status(error: BaseException) -> Exit:
    """1 where the input is at fault, 3 where the installation or this program is."""
    return Exit.INPUT if isinstance(error, SourceError | DocumentError) else Exit.INTERNAL


def _named(error: BaseException) -> tuple[str, Mapping[str, Value]]:
    match error:
        case BotError() | ModelsError():
            return error.name, error.values
        case SettingError():
            return f"setting_{error.reason}", error.values
        case MemoryError():
            return "memory", {}
        case _:
            return "unexpected", {}
