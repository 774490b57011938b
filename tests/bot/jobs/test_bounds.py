"""How many are let in, and how the measured pace decides it."""

import pytest

from bot.errors import JobError
from bot.jobs.bounds import admit
from bot.jobs.pace import Pace
from bot.jobs.queue import DigestTask, Job
from config.settings import Jobs
from models.types import DigestOptions, Page

TASK = DigestTask(Page(""), DigestOptions())


def job(number: int, group: int | None = None) -> Job:
    """One member's job, in a guild of its own unless told otherwise."""
    return Job(str(number), number if group is None else group, number, TASK)


def let_in(mean: float) -> int:
    """How many of a crowd come in where a job takes ``mean`` seconds."""
    inside: list[Job] = []
    for number in range(1_000):
        try:
            admit(job(number), inside, Jobs(longest_wait_s=600), mean)
        except JobError as error:
            assert error.name == "queue_full"
            break
        inside.append(job(number))
    return len(inside)


@pytest.mark.parametrize(("mean", "room"), [(0.01, 500), (10, 60), (30, 20), (200, 16)])
def test_as_many_come_in_as_the_longest_wait_holds(mean: float, room: int) -> None:
    """Never fewer than sixteen, never more than five hundred."""
    assert let_in(mean) == room


def test_a_member_is_refused_before_the_guild() -> None:
    """The reason that the member can do something about comes first."""
    inside = [job(number, group=1) for number in range(4)]
    with pytest.raises(JobError) as caught:
        admit(inside[0], inside, Jobs(), 1.0)
    assert caught.value.name == "already_running"


def test_pace_follows_what_is_measured() -> None:
    """A slow machine's estimates grow, whatever the sizes of its jobs."""
    pace = Pace()
    for _ in range(30):
        pace.learn(10_000, 30.0)
    assert pace.mean == pytest.approx(30.0, rel=0.01)
    assert pace.expect(10_000) == pytest.approx(30.0, rel=0.01)
    assert pace.expect(1_000_000) > pace.expect(10_000)


def test_one_strange_job_moves_little() -> None:
    """A job that hung for an hour is not what the next one will do."""
    pace = Pace()
    pace.learn(0, 3_600.0)
    assert pace.expect(0) < 5.0
