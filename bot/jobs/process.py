"""One worker process as the queue sees it: started, spoken to in frames, killed.

It knows no jobs and no line; what a frame means is the queue's business.
"""

import asyncio
import logging
import os
import signal
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from bot.jobs import wire
from bot.jobs.wire import Frame, WireError

_log = logging.getLogger(__name__)

_BUFFER = 1 << 20  # bytes read ahead before the pipe has to wait
_LINE = 500  # characters of one line of the worker's that are logged
_QUOTA = Path("/sys/fs/cgroup/cpu.max")  # "200000 100000" is two cores, "max 100000" all
_ROOT = Path(__file__).parent.parent.parent
# What the worker needs of our environment; tokens and the database's address are not its business.
_PASSED = frozenset({"HOME", "LANG", "PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "TZ"})
_PASSED_GROUPS = (
    *("CUDA_", "HF_", "KMP_", "LC_", "LD_", "MKL_", "MPL", "NVIDIA_", "OMP_", "OPENBLAS_"),
    *("PYTHON", "TORCH_", "TRANSFORMERS_", "VIRTUAL_ENV", "XDG_"),
)


class DiedError(Exception):
    """The process has ended, or wrote what no worker of ours writes."""


class WorkerProcess:
    """A started worker; ``died`` is set when nothing more will come from it."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self._frames: asyncio.Queue[Frame | None] = asyncio.Queue()
        self.died = asyncio.Event()

    @property
    def pid(self) -> int:
        """The process's number."""
        return self._process.pid

    async def receive(self) -> Frame:
        """The next frame; raises DiedError."""
        frame = await self._frames.get()
        if frame is None:
            self._frames.put_nowait(None)  # for whoever asks again
            raise DiedError("the worker process ended")
        return frame

    def send(self, frame: Frame) -> None:
        """Hands ``frame`` to the pipe; to a process that has ended it is lost."""
        assert self._process.stdin is not None
        with suppress(OSError, RuntimeError):  # it is found out by whoever waits for an answer
            self._process.stdin.write(frame.encode())

    def kill(self) -> None:
        """Ends the process now."""
        if self._process.returncode is None:
            # Not Popen.kill: it would take the exit status away from asyncio's own watcher.
            with suppress(ProcessLookupError):
                os.kill(self._process.pid, signal.SIGKILL)

    async def read(self) -> None:
        """Takes in frames until the process ends."""
        assert self._process.stdout is not None
        try:
            while True:
                self._frames.put_nowait(await wire.receive(self._process.stdout))
        except EOFError:
            pass
        except WireError as error:
            _log.error("the worker wrote what is no frame (%s), it is ended", error)
        finally:
            self.kill()
            self.died.set()
            self._frames.put_nowait(None)

    async def log(self) -> None:
        """Writes what the process says on its standard error into our log, line by line."""
        assert self._process.stderr is not None
        rest = b""
        while chunk := await self._process.stderr.read(_BUFFER):
            *lines, rest = (rest + chunk).split(b"\n")
            for line in lines:
                _say(line)
            rest = rest[: 4 * _LINE]
        _say(rest)

    async def end(self, readers: Sequence[asyncio.Task[None]]) -> None:
        """Kills the process, and waits until it and its ``readers`` are done."""
        self.kill()
        code = await self._process.wait()
        if code not in (0, -signal.SIGKILL):
            _log.warning("the worker process ended with status %s", code)
        # The pipes end with the process, unless a child of its own holds them open.
        _, late = await asyncio.wait(readers, timeout=1.0)
        for reader in late:
            reader.cancel()
        await asyncio.gather(*readers, return_exceptions=True)


@asynccontextmanager
async def open_worker(
    program: Sequence[str], environment: Mapping[str, str]
) -> AsyncIterator[WorkerProcess]:
    """A new process running ``program``; it is gone when the context is left."""
    worker = WorkerProcess(await _start(program, environment))
    readers = [asyncio.create_task(worker.read()), asyncio.create_task(worker.log())]
    try:
        yield worker
    finally:
        ending = asyncio.create_task(worker.end(readers))
        try:
            await asyncio.shield(ending)
        except asyncio.CancelledError:  # whoever is in a hurry waits for this all the same
            await ending
            raise


async def _start(
    program: Sequence[str], environment: Mapping[str, str]
) -> asyncio.subprocess.Process:
    """A new process; started whole or not at all, as asyncio leaks one that it half started."""
    starting = asyncio.create_task(
        asyncio.create_subprocess_exec(
            *program,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            limit=_BUFFER,
            cwd=_ROOT,
            env=dict(environment),
        )
    )
    try:
        return await asyncio.shield(starting)
    except asyncio.CancelledError:
        process = await starting
        process.kill()
        await process.communicate()
        raise


def environment(threads: int | None) -> dict[str, str]:
    """What the worker gets of this process's environment, and how many threads it may use."""
    passed = {
        name: value
        for name, value in os.environ.items()
        if name in _PASSED or name.startswith(_PASSED_GROUPS)
    }
    passed.pop("HF_TOKEN", None)
    count = threads or _threads(cores())
    return {**passed, "OMP_NUM_THREADS": str(count), "OMP_WAIT_POLICY": "PASSIVE"}


def cores() -> int:
    """The processor cores that this process may use, a container's share rounded up."""
    count = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    with suppress(OSError, ValueError):
        quota, period = _QUOTA.read_text(encoding="ascii").split()
        count = min(count or 1, -(-int(quota) // int(period)))
    return max(count or 1, 1)


def _threads(count: int) -> int:
    """One core stays free where there are more than two.

    On two the worker takes both: it goes behind the gateway, whose loop was never over 50 ms late.
    """
    return count - 1 if count > 2 else count


def _say(line: bytes) -> None:
    text = line.decode("utf-8", "replace").strip()[:_LINE]
    if text:
        _log.info("worker: %s", text)
