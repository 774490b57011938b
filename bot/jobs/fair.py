"""The line of waiting jobs: one group after the other, first come first served within a group.

A pure data structure: it knows no clock, no worker, and of a job only whose it is.
"""

from collections import OrderedDict, deque
from collections.abc import Iterator

from bot.jobs.queue import Job


class FairLine:
    """Waiting jobs by group; every group has one job taken before any has its next.

    A group that comes anew stands behind all others, so it can never push in; one whose job was
    taken goes to the end of the round.
    """

    def __init__(self) -> None:
        self._groups: OrderedDict[int, deque[Job]] = OrderedDict()

    def __len__(self) -> int:
        return sum(len(jobs) for jobs in self._groups.values())

    def __iter__(self) -> Iterator[Job]:
        """The jobs in the order in which ``take`` would give them; linear."""
        waiting = [deque(jobs) for jobs in self._groups.values()]
        while waiting:
            for jobs in waiting:
                yield jobs.popleft()
            waiting = [jobs for jobs in waiting if jobs]

    def add(self, job: Job) -> None:
        """Puts ``job`` last of its group."""
        self._groups.setdefault(job.group, deque()).append(job)

    def put_back(self, job: Job) -> None:
        """Puts a job that was taken before all others again."""
        self._groups.setdefault(job.group, deque()).appendleft(job)
        self._groups.move_to_end(job.group, last=False)

    def take(self) -> Job | None:
        """The next job, or None where nobody waits."""
        if not self._groups:
            return None
        group, jobs = next(iter(self._groups.items()))
        job = jobs.popleft()
        if jobs:
            self._groups.move_to_end(group)
        else:
            del self._groups[group]
        return job

    def remove(self, job: Job) -> bool:
        """Takes ``job`` out wherever it stands; False where it does not wait."""
        jobs = self._groups.get(job.group)
        if jobs is None or job not in jobs:
            return False
        jobs.remove(job)
        if not jobs:
            del self._groups[job.group]
        return True
