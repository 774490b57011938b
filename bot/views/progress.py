"""One line on stderr while work takes over a second: redrawn on a terminal, seldom in a log."""

import sys
import time
from threading import Lock, Timer
from types import TracebackType
from typing import TextIO

from bot.words import speak
from models.types import Step

_LOG_EVERY_S = 10.0
_ERASE = "\r\x1b[K"


class ProgressLine:
    """Says which step runs; as a context it leaves a terminal's line empty behind it."""

    def __init__(self, stream: TextIO | None = None, after_s: float = 1.0) -> None:
        self._stream = stream or sys.stderr
        self._say = speak(None)
        self._terminal = self._stream.isatty()
        self._lock = Lock()
        self._step = ""
        self._shown = ""
        self._next = float("inf")
        self._timer = Timer(after_s, self._open)
        self._timer.daemon = True

    def __enter__(self) -> "ProgressLine":
        if self._timer.interval > 0:
            self._timer.start()
        else:
            self._open()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._timer.cancel()
        with self._lock:
            self._next = float("inf")
            if self._shown and self._terminal:
                self._stream.write(_ERASE)
                self._stream.flush()

    def __call__(self, step: Step, done: int = 0, total: int = 0) -> None:
        """Report ``step``, with how much of it is done where that can be counted."""
        words = self._say(f"step.{step}", count=total)
        words = words[:1].lower() + words[1:]  # it stands inside a line
        self._step = f"{words}, {done:,} done" if total else words
        with self._lock:
            if self._next <= time.monotonic():
                self._show()

    def _open(self) -> None:
        """Show the line for the first time: the work has taken long enough to say so."""
        with self._lock:
            self._next = 0.0
            self._show()

    def _show(self) -> None:
        if self._step and self._step != self._shown:
            line = f"{_ERASE}{self._step} …" if self._terminal else f"hustings: {self._step} …\n"
            self._stream.write(line)
            self._stream.flush()
            self._shown = self._step
            self._next = time.monotonic() + (0.1 if self._terminal else _LOG_EVERY_S)
