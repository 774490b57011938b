"""The queue of one machine: a bounded fair line before one worker process.

Nothing of it survives the process: what was accepted and is not done when it ends has failed, and
is told so. A job whose worker died is done once more from its beginning, then it has crashed.
"""

import asyncio
import logging
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from types import TracebackType
from typing import Self

from bot.errors import JobError
from bot.jobs import failures, wire
from bot.jobs.bounds import admit
from bot.jobs.entry import Entry
from bot.jobs.fair import FairLine
from bot.jobs.pace import Pace
from bot.jobs.process import DiedError, WorkerProcess, environment, open_worker
from bot.jobs.queue import Job, Result, Running, Waiting, Watch
from bot.jobs.wire import Done, Failed, Frame, Ready, Report, Setup, Stop
from config.settings import Jobs, Limits

PROGRAM = (sys.executable, "-m", "bot.jobs.worker")

_log = logging.getLogger(__name__)

_TRIES = 2  # of a job
_STARTS = 3  # of a worker in vain, after which nobody is let in until it runs
_LOADING_S = 8.0  # until loading was measured


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


class Models(StrEnum):
    """What the worker process is at."""

    LOADING = "loading"
    READY = "ready"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class QueueState:
    """How the queue is; ``failed`` is when the worker last ended by itself."""

    models: Models
    running: int
    waiting: int
    failed: datetime | None = None


class LocalQueue:
    """A ``Queue`` over one worker process, to be entered before use.

    JobErrors of ``submit``: already_running, guild_full, queue_full, weights, stopping; of
    ``result``: cancelled, timed_out, crashed, memory, unexpected, weights, stopping.
    """

    def __init__(
        self,
        jobs: Jobs,
        limits: Limits,
        program: Sequence[str] = PROGRAM,
        patience: Patience | None = None,
    ) -> None:
        self.ready = asyncio.Event()
        self.names: Mapping[str, str] = {}
        self._jobs = jobs
        self._limits = limits
        self._program = program
        self._patience = patience or Patience()
        self._entries: dict[str, Entry] = {}
        self._line = FairLine()
        self._pace = Pace()
        self._running: Entry | None = None
        self._worker: WorkerProcess | None = None
        self._arrived = asyncio.Event()
        self._models = Models.LOADING
        self._failed: datetime | None = None
        self._began = 0.0  # the job that runs, or the loading
        self._loading_s = _LOADING_S
        self._closed = False
        self._served: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        self._began = asyncio.get_running_loop().time()
        self._served = asyncio.create_task(self._serve(), name="jobs")
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()

    def submit(self, job: Job) -> Waiting:
        """Accepts ``job`` and tells its place; raises JobError where there is no room for it."""
        self._admit(job)
        entry = Entry(job, asyncio.get_running_loop().create_future())
        self._entries[job.id] = entry
        entry.future.add_done_callback(lambda _: self._ended(entry))
        self._line.add(job)
        self._arrived.set()
        self._tell_places()
        assert isinstance(entry.state, Waiting)
        return entry.state

    async def result(self, job_id: str, watch: Watch) -> Result:
        """The result of a submitted job, asked for once; raises JobError or a pipeline's error."""
        entry = self._entries[job_id]
        entry.follow(watch)
        try:
            return await entry.future
        finally:
            entry.future.cancel()  # nothing where it is done
            self._entries.pop(job_id, None)

    def cancel(self, job_id: str) -> bool:
        """Ends a job wherever it is; False where there is none by that id that is not done."""
        entry = self._entries.get(job_id)
        if entry is None or not entry.open:
            return False
        entry.fail(JobError("cancelled"))
        return True

    def cancel_where(self, *, user_id: int | None = None, group: int | None = None) -> int:
        """Ends the jobs of a user, of a group, or of a user in a group; returns how many."""
        ids = [
            entry.job.id
            for entry in self._entries.values()
            if (user_id is None or entry.job.user_id == user_id)
            and (group is None or entry.job.group == group)
        ]
        return sum(self.cancel(job_id) for job_id in ids)

    def state(self) -> QueueState:
        """How the queue is, for the health check."""
        return QueueState(
            self._models, int(self._running is not None), len(self._line), self._failed
        )

    async def close(self) -> None:
        """Fails what is not done with "stopping" and ends the worker; accepts nothing after."""
        self._closed = True
        for entry in list(self._entries.values()):
            entry.fail(JobError("stopping"))
        if self._served is not None:
            self._served.cancel()
            await asyncio.gather(self._served, return_exceptions=True)
        self.ready.clear()
        self._models = Models.DOWN

    def _admit(self, job: Job) -> None:
        if self._closed:
            raise JobError("stopping")
        if self._models is Models.DOWN:
            raise JobError("weights")
        others = [entry.job for entry in self._entries.values() if entry.open]
        admit(job, others, self._jobs, self._pace.mean)

    def _ended(self, entry: Entry) -> None:
        """An entry has its result or error, or whoever waited for it was cancelled."""
        loop = asyncio.get_running_loop()
        loop.call_later(self._patience.unclaimed, lambda: self._entries.pop(entry.job.id, None))
        if self._line.remove(entry.job):
            self._tell_places()
        elif entry is self._running and self._worker is not None:
            self._give_up(entry, self._worker)

    def _give_up(self, entry: Entry, worker: WorkerProcess) -> None:
        """Has the worker stop what nobody waits for; one that does not is killed."""

        def kill() -> None:
            if self._running is entry:
                worker.kill()

        worker.send(Frame(Stop(entry.job.id)))
        asyncio.get_running_loop().call_later(self._patience.grace, kill)

    def _tell_places(self) -> None:
        """Tells everybody in the line their place, where it has changed."""
        now = asyncio.get_running_loop().time()
        ahead, seconds = 0, 0.0
        if self._running is not None:
            ahead = 1
            passed = now - self._began
            seconds = max(self._pace.expect(self._running.size) - passed, 1.0)
        elif not self.ready.is_set():
            seconds = max(self._loading_s - (now - self._began), 1.0)
        for job in self._line:
            entry = self._entries[job.id]
            seconds += self._pace.expect(entry.size)
            if not isinstance(entry.state, Waiting) or entry.state.ahead != ahead:
                entry.tell(Waiting(ahead, seconds))
            ahead += 1

    async def _serve(self) -> None:
        """Keeps a worker running, and jobs on it."""
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
                self.ready.clear()
                self._worker = None
            self._failed = datetime.now(UTC)
            self._begin_loading(deaths)
            await asyncio.sleep(min(self._patience.pause * 2**deaths, self._patience.most))
            deaths = min(deaths + 1, 30)

    def _begin_loading(self, deaths: int) -> None:
        """The worker has ended and comes again; after some starts in vain nobody waits for it."""
        if self._models is Models.READY:
            self._models = Models.LOADING
        if deaths >= _STARTS:
            self._give_all_up()
        self._began = asyncio.get_running_loop().time()
        self._tell_places()

    @property
    def _threads(self) -> int | None:
        return self._jobs.threads or self._limits.threads

    async def _load(self, worker: WorkerProcess) -> None:
        """Waits until the models are loaded; where they cannot be, everybody is told."""
        loop = asyncio.get_running_loop()
        self._began = loop.time()
        memory = self._jobs.memory_mb and self._jobs.memory_mb * 1_000_000
        worker.send(Frame(Setup(self._limits, memory)))
        async with asyncio.timeout(self._patience.load):
            message = (await worker.receive()).message
        if isinstance(message, Failed):
            self._give_all_up()
            raise DiedError(f"the models cannot be loaded: {message.family}, {message.sentence}")
        if not isinstance(message, Ready):
            raise DiedError("its first word was not that it is ready")
        self._loading_s = loop.time() - self._began
        self._models = Models.READY
        self.names = message.models
        self._worker = worker
        self.ready.set()

    def _give_all_up(self) -> None:
        self._models = Models.DOWN
        for entry in self._entries.values():
            entry.fail(JobError("weights"))

    async def _work(self, worker: WorkerProcess) -> None:
        """One job after the other, until the worker dies."""
        while True:
            job = self._line.take()
            if job is None:
                await self._wait(worker)
                continue
            entry = self._entries.get(job.id)
            if entry is None or not entry.open:  # it has just ended, and is about to leave the line
                continue
            self._running, self._began = entry, asyncio.get_running_loop().time()
            self._tell_places()
            try:
                await self._run(worker, entry)
            finally:
                self._running = None
                if entry.open:
                    self._try_again(entry)

    async def _wait(self, worker: WorkerProcess) -> None:
        """Until there is a job; raises DiedError where the worker ends before."""
        self._arrived.clear()
        arrived = asyncio.create_task(self._arrived.wait())
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
                self._pace.learn(entry.size, seconds)
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
            self._line.put_back(entry.job)
        else:
            entry.fail(JobError("crashed"))
