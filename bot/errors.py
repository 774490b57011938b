"""What can go wrong around the pipeline, and the words and the exit status for any error.

BotError
└── SourceError      what was given cannot be read: missing, a directory, not text, a link

The pipeline's own errors are drawn in ``models/errors.py``.
"""

from enum import IntEnum

from models.errors import DocumentError, GroundingError, ModelsError, WeightsError


class Exit(IntEnum):
    """The exit statuses of ``python -m bot``."""

    OK = 0
    INPUT = 1
    USAGE = 2
    INTERNAL = 3
    INTERRUPTED = 130
    BROKEN_PIPE = 141


class BotError(Exception):
    """Base of the family; ``str(error)`` is one sentence."""


class SourceError(BotError):
    """What was given cannot be read."""


def explain(error: BaseException) -> str:
    """One sentence for the person who asked, whatever the error is."""
    match error:
        case GroundingError():
            return f"nothing is printed, because a quotation is not in its source: {error}"
        case WeightsError():
            return f"the models cannot be loaded: {error}"
        case BotError() | ModelsError():
            return str(error)
        case MemoryError():
            return "there is not enough memory for this input"
        case _:
            name = type(error).__name__
            return f"an unexpected error, {name}: {error} (HUSTINGS_DEBUG=1 shows where)"


def status(error: BaseException) -> Exit:
    """1 where the input is at fault, 3 where the installation or this program is."""
    return Exit.INPUT if isinstance(error, SourceError | DocumentError) else Exit.INTERNAL
