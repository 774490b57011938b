"""The seam between those who ask for digests and what makes them.

A queue takes jobs, tells each its place, and gives back a result or a ``JobError``. It knows no
Discord; whether the jobs survive a restart is the queue's own business.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from models.types import DigestOptions, Page, Step


@dataclass(frozen=True, slots=True)
class DigestTask:
    """Make a digest of ``page``; ``language`` is that of the words in the chart, None for none."""

    page: Page
    options: DigestOptions
    chart_language: str | None = None


@dataclass(frozen=True, slots=True)
class AskTask:
    """Ask one more claim of a digest, given packed as ``models.codec`` packs it.

    Only the sides are read again.
    """

    content: bytes
    options: DigestOptions
    chart_language: str | None = None


Task = DigestTask | AskTask


@dataclass(frozen=True, slots=True)
class Job:
    """One accepted request. ``group`` is the guild's id, or the user's outside of guilds."""

    id: str
    group: int
    user_id: int
    task: Task


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many jobs go first, and about how long it takes until this one is done."""

    ahead: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Running:
    """What the job is at; ``total`` is 0 where the step cannot be counted."""

    step: Step
    done: int = 0
    total: int = 0


State = Waiting | Running
Watch = Callable[[State], None]


@dataclass(frozen=True, slots=True)
class Result:
    """A digest packed by ``models.codec``, its chart as PNG, and how long it took."""

    content: bytes
    chart: bytes | None
    seconds: float


class Models(StrEnum):
    """What the models of a queue are at."""

    LOADING = "loading"
    READY = "ready"
    DOWN = "down"


class Queue(Protocol):
    """Takes jobs and gives results."""

    def submit(self, job: Job) -> Waiting:
        """Accepts ``job`` and tells its place, or raises ``JobError`` saying why not."""
        ...

    async def result(self, job_id: str, watch: Watch) -> Result:
        """Waits for a submitted job; ``watch`` is told each change and returns at once.

        Raises JobError (cancelled, timed out, the worker died) or the pipeline's own errors.
        Cancelling this call cancels the job.
        """
        ...

    def cancel(self, job_id: str) -> bool:
        """Ends a job wherever it is; False where there is none by that id."""
        ...
