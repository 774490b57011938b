"""One job in the system: where its result goes, and what was last told of it."""

import asyncio
import logging
from dataclasses import dataclass, field

from bot.jobs.queue import AskTask, Job, Result, State, Task, Waiting, Watch

_log = logging.getLogger(__name__)


@dataclass(slots=True, eq=False)
class Entry:
    """A job from its acceptance to its end; ``tries`` counts how often it was begun."""

    job: Job
    future: "asyncio.Future[Result]"
    state: State = field(default_factory=lambda: Waiting(-1, 0.0))
    watch: Watch | None = None
    tries: int = 0

    @property
    def open(self) -> bool:
        """Whether it has not ended."""
        return not self.future.done()

    @property
    def size(self) -> int:
        """Characters of what is read."""
        return _size(self.job.task)

    def follow(self, watch: Watch) -> None:
        """Has ``watch`` told where the job is, now and at each change."""
        self.watch = watch
        self._pass_on()

    def tell(self, state: State) -> None:
        """Keeps ``state`` and passes it on where it is another."""
        if state != self.state:
            self.state = state
            self._pass_on()

    def finish(self, result: Result) -> None:
        """The end, unless it has ended otherwise."""
        if self.open:
            self.future.set_result(result)

    def fail(self, error: Exception) -> None:
        """The end, unless it has ended otherwise."""
        if self.open:
            self.future.set_exception(error)
            self.future.exception()  # whoever asked may never come to hear of it

    def _pass_on(self) -> None:
        if self.watch is None or not self.open:
            return
        try:
            self.watch(self.state)
        except Exception as error:  # noqa: BLE001 - whoever watches must not end the queue
            _log.error("job %s: its watch failed", self.job.id, exc_info=error)


def _size(task: Task) -> int:
    if isinstance(task, AskTask):
        return len(task.content)
    return len(task.page.content) + len(task.page.comments or "")
