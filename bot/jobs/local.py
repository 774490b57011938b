"""The queue of one machine: a bounded fair line before one worker process.

Nothing of it survives the process: what was accepted and is not done when it ends has failed, and
is told so.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType
from typing import Self

from bot.errors import JobError
from bot.jobs.bounds import admit
from bot.jobs.entry import Entry
from bot.jobs.hall import Hall
from bot.jobs.process import WorkerProcess
from bot.jobs.queue import Job, Models, Result, Waiting, Watch
from bot.jobs.serving import PROGRAM, Patience, Serving
from bot.jobs.wire import Frame, Stop
from config.settings import Jobs, Limits


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
        self._jobs = jobs
        self._patience = patience or Patience()
        self._hall = Hall()
        self._serving = Serving(self._hall, jobs, limits, program, self._patience)
        self._served: asyncio.Task[None] | None = None
        self._closed = False

    @property
    def ready(self) -> asyncio.Event:
        """Set while the models are loaded."""
        return self._hall.ready

    @property
    def names(self) -> Mapping[str, str]:
        """The models that were loaded, by the parts they play."""
        return self._hall.names

    async def __aenter__(self) -> Self:
        self._hall.began = asyncio.get_running_loop().time()
        self._served = asyncio.create_task(self._serving.serve(), name="jobs")
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
        self._hall.entries[job.id] = entry
        entry.future.add_done_callback(lambda _: self._ended(entry))
        self._hall.line.add(job)
        self._hall.arrived.set()
        self._hall.tell_places()
        assert isinstance(entry.state, Waiting)
        return entry.state

    async def result(self, job_id: str, watch: Watch) -> Result:
        """The result of a submitted job, asked for once; raises JobError or a pipeline's error."""
        entry = self._hall.entries.get(job_id)
        if entry is None:  # nobody came for it in time, or somebody did before
            raise JobError("unexpected")
        entry.follow(watch)
        try:
            return await entry.future
        finally:
            entry.future.cancel()  # nothing where it is done
            self._hall.entries.pop(job_id, None)

    def cancel(self, job_id: str) -> bool:
        """Ends a job wherever it is; False where there is none by that id that is not done."""
        entry = self._hall.entries.get(job_id)
        if entry is None or not entry.open:
            return False
        entry.fail(JobError("cancelled"))
        return True

    def cancel_where(self, *, user_id: int | None = None, group: int | None = None) -> int:
        """Ends the jobs of a user, of a group, or of a user in a group; returns how many."""
        ids = [
            entry.job.id
            for entry in self._hall.entries.values()
            if (user_id is None or entry.job.user_id == user_id)
            and (group is None or entry.job.group == group)
        ]
        return sum(self.cancel(job_id) for job_id in ids)

    def state(self) -> QueueState:
        """How the queue is, for the health check."""
        return QueueState(
            self._hall.models,
            int(self._hall.running is not None),
            len(self._hall.line),
            self._hall.failed,
        )

    async def close(self) -> None:
        """Fails what is not done with "stopping" and ends the worker; accepts nothing after."""
        self._closed = True
        for entry in list(self._hall.entries.values()):
            entry.fail(JobError("stopping"))
        if self._served is not None:
            self._served.cancel()
            await asyncio.gather(self._served, return_exceptions=True)
        self._hall.ready.clear()
        self._hall.models = Models.DOWN

    def _admit(self, job: Job) -> None:
        if self._closed:
            raise JobError("stopping")
        if self._hall.models is Models.DOWN:
            raise JobError("weights")
        others = [entry.job for entry in self._hall.entries.values() if entry.open]
        admit(job, others, self._jobs, self._hall.pace.mean)

    def _ended(self, entry: Entry) -> None:
        """An entry has its result or error, or whoever waited for it was cancelled."""
        loop = asyncio.get_running_loop()
        loop.call_later(
            self._patience.unclaimed, lambda: self._hall.entries.pop(entry.job.id, None)
        )
        if self._hall.line.remove(entry.job):
            self._hall.tell_places()
        elif entry is self._hall.running and self._hall.worker is not None:
            self._give_up(entry, self._hall.worker)

    def _give_up(self, entry: Entry, worker: WorkerProcess) -> None:
        """Has the worker stop what nobody waits for; one that does not is killed."""

        def kill() -> None:
            if self._hall.running is entry:
                worker.kill()

        worker.send(Frame(Stop(entry.job.id)))
        asyncio.get_running_loop().call_later(self._patience.grace, kill)
