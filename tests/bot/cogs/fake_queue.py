"""A queue that a test drives: digests by the fake parts, at once or when the test says so."""

import asyncio
from collections.abc import Callable

from bot.errors import JobError
from bot.jobs.local import QueueState
from bot.jobs.queue import AskTask, Job, Models, Result, Running, State, Task, Waiting, Watch
from config.settings import Limits
from models.codec import pack, unpack
from models.digest import ask, digest
from models.types import Digest, Step
from tests import fakes

PICTURE = b"\x89PNG of a chart"


class FakeQueue:
    """While ``holding``, jobs wait for ``release``; ``error`` is what they end with instead.

    ``change`` is done to every digest; ``tasks`` are all that were asked.
    """

    def __init__(self) -> None:
        self.ready = asyncio.Event()
        self.ready.set()
        self.names = {"stance": "words"}
        self.holding = False
        self.refuses: JobError | None = None
        self.error: Exception | None = None
        self.change: Callable[[Digest], Digest] = lambda made: made
        self.tasks: list[Task] = []
        self._jobs: dict[str, tuple[Job, asyncio.Future[Result]]] = {}
        self._watches: dict[str, Watch] = {}

    def submit(self, job: Job) -> Waiting:
        """Accepts all jobs, until it is closed or told what to refuse them with."""
        if self.refuses is not None:
            raise self.refuses
        self.tasks.append(job.task)
        self._jobs[job.id] = (job, asyncio.get_running_loop().create_future())
        if not self.holding:
            self._make(job.id)
        return Waiting(2, 30.0)

    async def result(self, job_id: str, watch: Watch) -> Result:
        """What the job comes to."""
        self._watches[job_id] = watch
        try:
            return await self._jobs[job_id][1]
        finally:
            del self._jobs[job_id]

    def report(self, state: State | None = None) -> None:
        """Tells everybody that their job is at ``state``."""
        for watch in self._watches.values():
            watch(state or Running(Step.SIDES, 3, 12))

    def release(self) -> None:
        """Ends the waiting jobs as they would have ended at once."""
        self.holding = False
        for job_id in self._jobs:
            self._make(job_id)

    def cancel(self, job_id: str) -> bool:
        """Ends a job; False where there is none."""
        return self._end(job_id, JobError("cancelled"))

    def cancel_where(self, *, user_id: int | None = None, group: int | None = None) -> int:
        """Ends the jobs of a user or of a group."""
        jobs = [job for job, _ in self._jobs.values()]
        chosen = [job.id for job in jobs if job.user_id == user_id or job.group == group]
        return sum(self.cancel(job_id) for job_id in chosen)

    def state(self) -> QueueState:
        """Always ready."""
        return QueueState(Models.READY, 0, len(self._jobs))

    async def close(self) -> None:
        """Ends everything as a stop does."""
        self.refuses = JobError("stopping")
        for job_id in list(self._jobs):
            self._end(job_id, JobError("stopping"))

    def _make(self, job_id: str) -> None:
        job, future = self._jobs[job_id]
        if self.error is not None:
            self._end(job_id, self.error)
            return
        try:
            made = self.change(_digest(job.task))
        except Exception as error:  # noqa: BLE001 - the pipeline's errors are the asker's to see
            self._end(job_id, error)
            return
        if not future.done():
            future.set_result(Result(pack(made), PICTURE if job.task.chart_language else None, 0.1))

    def _end(self, job_id: str, error: Exception) -> bool:
        if job_id not in self._jobs or self._jobs[job_id][1].done():
            return False
        self._jobs[job_id][1].set_exception(error)
        return True


def _digest(task: Task) -> Digest:
    if isinstance(task, AskTask):
        content = unpack(task.content)
        return ask(content, fakes.parts, task.options, Limits(), lambda *_: None)
    return digest(task.page, fakes.parts, task.options, Limits(), lambda *_: None)
