"""Log lines: one a record on standard error, without any text of a user and without secrets.

An exception is written as its type, its numbers and its places in the code, never its message,
which may quote what somebody pasted. It knows nobody who logs.
"""

import logging
import re
import sys
import threading
import time
import traceback
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO

OURS = ("bot", "models", "config")
"""Packages whose messages are written whole: they promise to say nothing a user wrote."""

_LIBRARIES = ("discord", "aiohttp", "sqlalchemy", "alembic", "asyncio", "matplotlib", "PIL")
_NUMBERS = ("status", "code", "errno", "exitcode")  # attributes that tell errors of a kind apart
_HIDDEN = "…"
_BREAK = re.compile(r"[\n\r\"'<({\[]")  # where a library's ready text may begin to quote
_CONTROL = re.compile("[\x00-\x1f\x7f\x85\u2028\u2029]+")  # whatever ends or overwrites a line
_FRAMES = 12
_CAUSES = 4
_ROOT = str(Path(__file__).resolve().parent.parent)


def configure(
    level: str = "INFO", secrets: Sequence[str] = (), stream: TextIO | None = None
) -> None:
    """Sends every record to ``stream`` (standard error); replaces what was set up before.

    ``secrets`` are hidden wherever they would stand. Uncaught exceptions take the same way.
    """
    out = logging.StreamHandler(stream or sys.stderr)
    out.setFormatter(Lines(secrets))
    logging.basicConfig(level=level.upper(), handlers=[out], force=True)
    logging.raiseExceptions = False  # else a record that cannot be formatted is printed raw
    for name in _LIBRARIES:
        logging.getLogger(name).setLevel(logging.WARNING)
    sys.excepthook = _uncaught
    threading.excepthook = lambda args: _uncaught(args.exc_type, args.exc_value, args.exc_traceback)
    sys.unraisablehook = lambda args: _uncaught(args.exc_type, args.exc_value, args.exc_traceback)


class Lines(logging.Formatter):
    """A record as "2025-03-14T06:00:00Z WARNING bot.jobs a worker died"."""

    def __init__(self, secrets: Sequence[str] = ()) -> None:
        super().__init__()
        self._secrets = tuple(secret for secret in secrets if secret)

    def format(self, record: logging.LogRecord) -> str:
        """One line; what a library says is kept only as far as it can quote nobody."""
        when = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(record.created))
        text = _message(record)
        if record.exc_info and record.exc_info[1] is not None:
            text = f"{text} | {describe(record.exc_info[1])}"
        for secret in self._secrets:
            text = text.replace(secret, _HIDDEN)
        return f"{when} {record.levelname} {record.name} {_CONTROL.sub(' ', text).strip()}"


def describe(error: BaseException) -> str:
    """The type, numbers and frames of ``error`` and of what caused it, innermost frame last."""
    return " <- ".join(_describe_one(link) for link in _chain(error))


def _message(record: logging.LogRecord) -> str:
    ours = record.name.partition(".")[0] in OURS
    text = str(record.msg)
    if not record.args:
        return text if ours else _BREAK.split(text, maxsplit=1)[0]
    try:
        return str(text % (record.args if ours else _numbers_only(record.args)))
    except (TypeError, ValueError, KeyError):
        return text


def _numbers_only(args: Any) -> Any:
    """The arguments of a message with everything hidden that is not a number."""
    if isinstance(args, Mapping):
        return {name: _number(value) for name, value in args.items()}
    return tuple(_number(value) for value in args)


def _number(value: Any) -> Any:
    return value if isinstance(value, int | float) or value is None else _HIDDEN


def _chain(error: BaseException) -> Iterator[BaseException]:
    link: BaseException | None = error
    for _ in range(_CAUSES):
        if link is None:
            return
        yield link
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)


def _describe_one(error: BaseException) -> str:
    numbers = [f"{name}={number}" for name in _NUMBERS if (number := _plain(error, name))]
    inner = error.exceptions[:_CAUSES] if isinstance(error, BaseExceptionGroup) else ()
    facts = " ".join((*numbers, *(_describe_one(one) for one in inner)))
    frames = traceback.StackSummary.extract(
        traceback.walk_tb(error.__traceback__), lookup_lines=False
    )
    places = " > ".join(
        f"{_place(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames[-_FRAMES:]
    )
    return f"{type(error).__name__}{f'({facts})' if facts else ''} at {places or 'no frame'}"


def _plain(error: BaseException, name: str) -> int | None:
    value = getattr(error, name, None)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _place(filename: str) -> str:
    """A file of ours by its place in the project, of a library by its place in its package."""
    if filename.startswith(_ROOT) and "site-packages" not in filename:
        return filename[len(_ROOT) + 1 :]
    return filename.rpartition("site-packages/")[2].rpartition("/lib/")[2]


def _uncaught(
    _kind: type[BaseException], error: BaseException | None, _trace: TracebackType | None
) -> None:
    logging.getLogger("bot").critical("uncaught", exc_info=error)
