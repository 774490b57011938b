"""Keeps one worker process running and puts the jobs of a hall on it, one after the other.

A job whose worker died is done once more from its beginning, then it has crashed. Who may join
the line and who fetches results is not known here.
"""

import asyncio
import logging
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.errors import JobError
from bot.jobs import failures, wire
from bot.jobs.entry import Entry
from bot.jobs.hall import Hall
from bot.jobs.process import DiedError, WorkerProcess, environment, open_worker
from bot.jobs.queue import Models, Result, Running
from bot.jobs.wire import Done, Failed, Frame, Ready, Report, Setup
from config.settings import Jobs, Limits

PROGRAM = (sys.executable, "-m", "bot.jobs.worker")

_log = logging.getLogger(__name__)

_TRIES = 2  # of a job
_STARTS = 3  # of a worker in vain, after which nobody is let in until it runs


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds that the worker is given: to load, to stop by itself, and between two starts.

    The pause doubles up to ``most`` while it cannot be started. A result that nobody fetches is
    kept for ``unclaimed``.
    """

    load: float = 300.0
    grace: float = 3.0
    pause: float = 0.25
    most: float = 30.0
    unclaimed: float = 60.0


class Serving:
    """What a worker is started with, and the hall that it serves."""

    def __init__(
        self, hall: Hall, jobs: Jobs, limits: Limits, program: Sequence[str], patience: Patience
    ) -> None:
        self._hall = hall
        self._jobs = jobs
        self._limits = limits
        self._program = program
        self._patience = patience

    async def serve(self) -> None:
        """Keeps a worker running, and jobs on it, until it is cancelled."""
        deaths = 0
        while True:
            try:
                async with open_worker(self._program, environment(self._threads)) as worker:
                    await self._load(worker)
                    deaths = 0
                    await self._work(worker)
            except (DiedError, OSError, TimeoutError) as error:
                _log.warning("the worker is started again: %s", error or type(error).__name__)
            except Exception:  # noqa: BLE001 - a mistake of ours must not leave jobs waiting
                _log.exception("the worker is started again")
            finally:
                self._hall.ready.clear()
                self._hall.worker = None
            self._hall.failed = datetime.now(UTC)
            self._begin_loading(deaths)
            await asyncio.sleep(min(self._patience.pause * 2**deaths, self._patience.most))
            deaths = min(deaths + 1, 30)

    def _begin_loading(self, deaths: int) -> None:
        """The worker has ended and comes again; after some starts in vain nobody waits for it."""
        if self._hall.models is Models.READY:
            self._hall.models = Models.LOADING
        if deaths >= _STARTS:
            self._hall.give_all_up()
        self._hall.began = asyncio.get_running_loop().time()
        self._hall.tell_places()

    @property
    def _threads(self) -> int | None:
        return self._jobs.threads or self._limits.threads

    async def _load(self, worker: WorkerProcess) -> None:
        """Waits until the models are loaded; where they cannot be, everybody is told."""
        loop = asyncio.get_running_loop()
        self._hall.began = loop.time()
        memory = self._jobs.memory_mb and self._jobs.memory_mb * 1_000_000
        worker.send(Frame(Setup(self._limits, memory)))
        async with asyncio.timeout(self._patience.load):
            message = (await worker.receive()).message
        if isinstance(message, Failed):
            self._hall.give_all_up()
            raise DiedError(f"the models cannot be loaded: {message.family}, {message.sentence}")
        if not isinstance(message, Ready):
            raise DiedError("its first word was not that it is ready")
        self._hall.loading_s = loop.time() - self._hall.began
        self._hall.models = Models.READY
        self._hall.names = message.models
        self._hall.worker = worker
        self._hall.ready.set()

    async def _work(self, worker: WorkerProcess) -> None:
        """One job after the other, until the worker dies."""
        while True:
            job = self._hall.line.take()
            if job is None:
                await self._wait(worker)
                continue
            entry = self._hall.entries.get(job.id)
            if entry is None or not entry.open:  # it has just ended, and is about to leave the line
                continue
            self._hall.running, self._hall.began = entry, asyncio.get_running_loop().time()
            self._hall.tell_places()
            try:
                await self._run(worker, entry)
            finally:
                self._hall.running = None
                if entry.open:
                    self._try_again(entry)

    async def _wait(self, worker: WorkerProcess) -> None:
        """Until there is a job; raises DiedError where the worker ends before."""
        self._hall.arrived.clear()
        arrived = asyncio.create_task(self._hall.arrived.wait())
        died = asyncio.create_task(worker.died.wait())
        try:
            await asyncio.wait((arrived, died), return_when=asyncio.FIRST_COMPLETED)
        finally:
            arrived.cancel()
            died.cancel()
        if worker.died.is_set():
            raise DiedError("the worker process ended while it had nothing to do")

    async def _run(self, worker: WorkerProcess, entry: Entry) -> None:
        entry.tries += 1
        worker.send(wire.start(entry.job.id, entry.job.task))
        late = JobError("timed_out")
        timer = asyncio.get_running_loop().call_later(self._jobs.timeout_s, entry.fail, late)
        try:
            while not self._take_in(entry, await worker.receive()):
                pass
        finally:
            timer.cancel()

    def _take_in(self, entry: Entry, frame: Frame) -> bool:
        """Passes on what the worker says of ``entry``; True where that is its end."""
        match frame.message:
            case Report(entry.job.id, step, done, total):
                entry.tell(Running(step, done, total))
            case Done(entry.job.id, seconds):
                self._hall.pace.learn(entry.size, seconds)
                entry.finish(Result(frame.first, frame.second or None, seconds))
                return True
            case Failed(entry.job.id) as failed:
                entry.fail(failures.error(failed))
                if failed.last:
                    raise DiedError(f"it cannot go on after a {failed.family}")
                return True
        return False

    def _try_again(self, entry: Entry) -> None:
        """The worker died at ``entry``: before all others once more, then never."""
        if entry.tries < _TRIES:
            self._hall.line.put_back(entry.job)
        else:
            entry.fail(JobError("crashed"))
