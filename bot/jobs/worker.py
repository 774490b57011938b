"""The process that makes digests: ``python -m bot.jobs.worker``, spoken to in frames.

It loads the models once, then does one task after the other until its standard input ends. It
keeps nothing, writes to no disk, and says nothing of a user's text on its standard error.
"""

import ctypes
import os
import queue
import resource
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from bot.jobs import wire
from bot.jobs.queue import AskTask, Task
from bot.jobs.wire import Done, Failed, Frame, Message, Ready, Report, Setup, Start, Stop
from config.settings import Limits
from models.errors import ModelsError
from models.types import Digest, Step

if TYPE_CHECKING:
    from models.load import Parts

_EVERY_S = 0.2  # between two reports of one step
_NICER = 10  # the gateway goes first
_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of prctl(2)
_NO_MEMORY = ("memory", "could not create a primitive")  # as torch and oneDNN put it
_WARM = ("We should keep the ferry.", "Yes, it is needed.")


class StoppedError(BaseException):
    """The job was given up; no ``except Exception`` on the way holds it."""


class Desk:
    """Where frames come in: a thread reads them, so that a job hears of its end while it runs.

    When the other side is gone so is this process.
    """

    def __init__(self, inbox: BinaryIO) -> None:
        self._inbox = inbox
        self._starts: queue.Queue[Frame] = queue.Queue()
        self._stopped: str | None = None

    def open(self) -> Setup:
        """The first message; everything after it is read beside the work."""
        message = wire.read(self._inbox).message
        if not isinstance(message, Setup):
            raise wire.WireError("the first message is no setup")
        threading.Thread(target=self._read, daemon=True).start()
        return message

    def next(self) -> Frame:
        """Waits for the next task."""
        return self._starts.get()

    def stopped(self, job_id: str) -> bool:
        """Whether the job is to be given up."""
        return self._stopped == job_id

    def _read(self) -> None:
        try:
            while True:
                frame = wire.read(self._inbox)
                match frame.message:
                    case Start():
                        self._starts.put(frame)
                    case Stop(job_id=job_id):
                        self._stopped = job_id
        except (EOFError, OSError, wire.WireError):
            os._exit(0)  # nobody waits for what is being done


class Reports:
    """The progress of one job: sent at most five times a second, and where it learns of its end."""

    def __init__(self, job_id: str, desk: Desk, send: Callable[[Message], None]) -> None:
        self._job_id = job_id
        self._desk = desk
        self._send = send
        self._step: Step | None = None
        self._next = 0.0

    def __call__(self, step: Step, done: int = 0, total: int = 0) -> None:
        """Raises StoppedError once the job was given up."""
        if self._desk.stopped(self._job_id):
            raise StoppedError
        now = time.monotonic()
        if step is not self._step or now >= self._next:
            self._step, self._next = step, now + _EVERY_S
            self._send(Report(self._job_id, step, done, total))


class Worker:
    """The loaded models and the limits, and the stream that answers go to."""

    def __init__(self, desk: Desk, outbox: BinaryIO) -> None:
        self._desk = desk
        self._outbox = outbox

    def run(self, load: "Callable[[], Parts]") -> int:
        """Loads, says so, and works; returns the exit status after an error it cannot survive."""
        setup = self._desk.open()
        if setup.memory is not None:
            resource.setrlimit(resource.RLIMIT_AS, (setup.memory, setup.memory))
        try:
            parts = load()
            _warm(parts)
        except Exception as error:  # noqa: BLE001 - whatever it is, the other side has to know
            self._send(_failed(None, error, last=True))
            return 1
        self._send(Ready(dict(parts.names)))
        while True:
            frame = self._desk.next()
            failed = self._do(frame, parts, setup.limits)
            if failed is not None:
                self._send(failed)
                if failed.last:
                    return 1

    def _do(self, frame: Frame, parts: "Parts", limits: Limits) -> Failed | None:
        assert isinstance(frame.message, Start)
        job_id, began = frame.message.job_id, time.monotonic()
        try:
            task = wire.task(frame)
            digest = _make(task, parts, limits, Reports(job_id, self._desk, self._send))
            content, chart = _packed(digest, task.chart_language)
        except StoppedError:
            return Failed(job_id, "StoppedError", "cancelled")
        except Exception as error:  # noqa: BLE001 - a task that fails must not end the others
            return _failed(job_id, error, last=_is_fatal(error))
        self._send(Done(job_id, time.monotonic() - began), content, chart)
        return None

    def _send(self, message: Message, first: bytes = b"", second: bytes = b"") -> None:
        self._outbox.write(Frame(message, first, second).encode())
        self._outbox.flush()


def _make(task: Task, parts: "Parts", limits: Limits, progress: Reports) -> Digest:
    from models.codec import unpack
    from models.digest import ask, digest

    if isinstance(task, AskTask):
        return ask(unpack(task.content), lambda: parts, task.options, limits, progress)
    return digest(task.page, lambda: parts, task.options, limits, progress)


def _packed(digest: Digest, chart_language: str | None) -> tuple[bytes, bytes]:
    from models.codec import pack

    return pack(digest), _draw(digest, chart_language) if chart_language else b""


def _draw(digest: Digest, language: str) -> bytes:
    """The chart, empty where there is nothing to draw or it cannot be drawn."""
    from bot.views.chart import draw
    from bot.words import speak

    try:
        return draw(digest, speak(language)) or b""
    except Exception as error:  # noqa: BLE001 - a digest without its picture is still a digest
        _complain(error)
        return b""


def _failed(job_id: str | None, error: Exception, *, last: bool) -> Failed:
    family = type(error).__name__
    if isinstance(error, ModelsError):
        values = tuple(error.values.items())
        return Failed(job_id, family, error.name, str(error), values, last)
    _complain(error)
    name = "memory" if _is_fatal(error) else "unexpected"
    return Failed(job_id, family, name, last=last)


def _is_fatal(error: Exception) -> bool:
    """Whether memory or the stack ran out: then nothing here can be relied on."""
    if isinstance(error, MemoryError | RecursionError):
        return True
    return isinstance(error, RuntimeError) and any(words in str(error) for words in _NO_MEMORY)


def _complain(error: BaseException) -> None:
    """Where an error arose, without its message: that may quote what somebody wrote."""
    places = traceback.extract_tb(error.__traceback__)[-8:]
    way = " > ".join(f"{Path(x.filename).name}:{x.lineno} {x.name}" for x in places)
    sys.stderr.write(f"{type(error).__name__} at {way}\n")
    sys.stderr.flush()


def _warm(parts: "Parts") -> None:
    """The first reading is slow; nobody should wait for it."""
    parts.embedder.embed(_WARM)
    parts.stance.classify([_WARM])


def _streams() -> tuple[BinaryIO, BinaryIO]:
    """Standard input and output for frames alone: what libraries print goes to standard error."""
    inbox, outbox = os.dup(0), os.dup(1)
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)
    os.close(null)
    os.dup2(2, 1)
    return os.fdopen(inbox, "rb"), os.fdopen(outbox, "wb")


def _settle() -> None:
    """Goes behind the gateway in all things: in turn, in memory, in death."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the gateway's to answer
    sys.excepthook = lambda kind, error, trace: _complain(error.with_traceback(trace))
    with suppress(OSError):
        os.nice(_NICER)
    with suppress(OSError):  # only Linux has it: where memory runs out, this process is ended first
        Path("/proc/self/oom_score_adj").write_text("500", encoding="ascii")
    with suppress(AttributeError):  # only Linux has it; elsewhere the end of input must do
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)


def _load() -> "Parts":
    from models.load import load

    return load()


def main(load: "Callable[[], Parts]" = _load) -> int:
    """Works until its input ends; ``load`` gives the models."""
    inbox, outbox = _streams()
    _settle()
    return Worker(Desk(inbox), outbox).run(load)


if __name__ == "__main__":
    os._exit(main())  # models need no farewell, and threads of theirs could hold one up
