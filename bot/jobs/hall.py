"""The jobs that are in the system, and what the worker is at: shared by the queue and its worker.

It knows the order of jobs and how long they may take, not how they are done.
"""

import asyncio
from collections.abc import Mapping
from datetime import datetime

from bot.errors import JobError
from bot.jobs.entry import Entry
from bot.jobs.fair import FairLine
from bot.jobs.pace import Pace
from bot.jobs.process import WorkerProcess
from bot.jobs.queue import Models, Waiting

_LOADING_S = 8.0  # until loading was measured


class Hall:
    """Every job from its acceptance until its result was fetched, with the line of those waiting.

    ``began`` is when the running job, or else the loading, began; ``failed`` when the worker last
    ended by itself; ``arrived`` is set when a job joins the line.
    """

    def __init__(self) -> None:
        self.entries: dict[str, Entry] = {}
        self.line = FairLine()
        self.pace = Pace()
        self.arrived = asyncio.Event()
        self.ready = asyncio.Event()
        self.names: Mapping[str, str] = {}
        self.models = Models.LOADING
        self.failed: datetime | None = None
        self.worker: WorkerProcess | None = None
        self.running: Entry | None = None
        self.began = 0.0
        self.loading_s = _LOADING_S

    def tell_places(self) -> None:
        """Tells everybody in the line their place, where it has changed."""
        now = asyncio.get_running_loop().time()
        ahead, seconds = 0, 0.0
        if self.running is not None:
            ahead = 1
            passed = now - self.began
            seconds = max(self.pace.expect(self.running.size) - passed, 1.0)
        elif not self.ready.is_set():
            seconds = max(self.loading_s - (now - self.began), 1.0)
        for job in self.line:
            entry = self.entries[job.id]
            seconds += self.pace.expect(entry.size)
            if not isinstance(entry.state, Waiting) or entry.state.ahead != ahead:
                entry.tell(Waiting(ahead, seconds))
            ahead += 1

    def give_all_up(self) -> None:
        """The models cannot be had: nobody waits for them, and nobody is let in until they can."""
        self.models = Models.DOWN
        for entry in self.entries.values():
            entry.fail(JobError("weights"))
