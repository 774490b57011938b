"""The local queue ends every accepted job, whatever becomes of its worker."""

import asyncio
import logging
import os
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import wraps
from pathlib import Path

import pytest

from bot.errors import JobError
from bot.jobs.local import LocalQueue
from bot.jobs.queue import DigestTask, Job, Models, Result, Running, State, Waiting
from bot.jobs.serving import Patience
from config.settings import Jobs, Limits
from models.errors import DocumentError
from models.types import DigestOptions, Page, Step

QUICK = Patience(load=20.0, grace=0.2, pause=0.01, most=0.05, unclaimed=0.05)


def run(test: Callable[..., Awaitable[None]]) -> Callable[..., None]:
    """The test as a plain function, ended where it hangs."""

    @wraps(test)
    def started(*args: object, **kwargs: object) -> None:
        async def bounded() -> None:
            async with asyncio.timeout(60):
                await test(*args, **kwargs)

        asyncio.run(bounded())

    return started


@asynccontextmanager
async def opened(how: str = "well", **bounds: float) -> AsyncIterator[LocalQueue]:
    """A queue over the stand-in, which greets as ``how`` says."""
    program = (sys.executable, "-m", "tests.bot.jobs.fake_worker", how)
    async with LocalQueue(Jobs.model_validate(bounds), Limits(), program, QUICK) as queue:
        yield queue


def job(text: str, name: str = "a", user: int | None = None, group: int | None = None) -> Job:
    """A job that tells the worker ``text``; by default everybody's own."""
    own = sum(name.encode())
    task = DigestTask(Page(text), DigestOptions())
    return Job(name, own if group is None else group, own if user is None else user, task)


def nobody(state: State) -> None:
    """Watches nothing."""


async def done(queue: LocalQueue, text: str, name: str = "a") -> Result:
    """Submits and waits."""
    queue.submit(job(text, name))
    return await queue.result(name, nobody)


async def failure(queue: LocalQueue, text: str, name: str = "a") -> str:
    """The name of the error that a job ends in."""
    with pytest.raises(JobError) as caught:
        await done(queue, text, name)
    return caught.value.name


@run
async def test_a_job_gives_its_bytes() -> None:
    """The digest and the chart are handed on as they came."""
    async with opened() as queue:
        assert await done(queue, "say it") == Result(b"say it", b"png", 0.5)


@run
async def test_progress_is_told() -> None:
    """First the place, then each step."""
    seen: list[State] = []
    async with opened("slow") as queue:
        queue.submit(job("say hi"))
        await queue.result("a", seen.append)
    assert isinstance(seen[0], Waiting)
    assert seen[-1] == Running(Step.READING)


@run
async def test_a_pipelines_error_arrives_as_itself() -> None:
    """Its family, its name and its English sentence."""
    async with opened() as queue:
        with pytest.raises(DocumentError, match="There is no text to read") as caught:
            await done(queue, "unreadable")
    assert caught.value.name == "no_text"


@pytest.mark.parametrize(
    ("text", "name"), [("crash", "crashed"), ("garbage", "crashed"), ("memory", "memory")]
)
@run
async def test_what_breaks_the_worker_breaks_one_job(text: str, name: str) -> None:
    """The next one finds a new worker."""
    async with opened() as queue:
        assert await failure(queue, text) == name
        assert (await done(queue, "say on", "b")).content == b"say on"


@run
async def test_a_job_whose_worker_died_is_done_once_more(tmp_path: Path) -> None:
    """Nobody notices but those who wait longer."""
    async with opened() as queue:
        assert (await done(queue, f"once {tmp_path / 'mark'}")).content == b"second"


@run
async def test_a_worker_killed_from_outside_ends_nothing(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Kill -9 in the middle of a job: it is begun again, and those behind it follow."""
    caplog.set_level(logging.INFO)
    async with opened() as queue:
        await done(queue, "say hello")
        queue.submit(job("sleep 0.3", "b"))
        queue.submit(job("say last", "c"))
        results = [asyncio.create_task(queue.result(name, nobody)) for name in "bc"]
        await asyncio.sleep(0.1)
        os.kill(_pid(caplog), signal.SIGKILL)
        assert [(await result).content for result in results] == [b"sleep 0.3", b"say last"]


@run
async def test_a_worker_that_dies_idle_is_replaced(caplog: pytest.LogCaptureFixture) -> None:
    """It is found out at once, not by the next job."""
    caplog.set_level(logging.INFO)
    async with opened() as queue:
        await done(queue, "say hello")
        os.kill(_pid(caplog), signal.SIGKILL)
        while queue.ready.is_set():
            await asyncio.sleep(0.01)
        await queue.ready.wait()
        assert queue.state().failed is not None


def _pid(log: pytest.LogCaptureFixture) -> int:
    """The process that has just said so on its standard error."""
    said = [record.getMessage() for record in log.records]
    return int([line.split()[-1] for line in said if line.startswith("worker: worker")][-1])


@pytest.mark.parametrize("text", ["hang", "obey"])
@run
async def test_a_job_that_takes_too_long_is_ended(text: str) -> None:
    """Whether the worker stops by itself or has to be killed."""
    async with opened(timeout_s=0.3) as queue:
        assert await failure(queue, text) == "timed_out"
        assert (await done(queue, "say on", "b")).content == b"say on"


@pytest.mark.parametrize("text", ["hang", "obey"])
@run
async def test_a_running_job_is_cancelled_at_once(text: str) -> None:
    """Its asker hears so before the worker has stopped."""
    async with opened() as queue:
        queue.submit(job(text))
        result = asyncio.create_task(queue.result("a", nobody))
        while not queue.state().running:
            await asyncio.sleep(0.01)
        assert queue.cancel("a")
        with pytest.raises(JobError, match="cancelled"):
            await result
        assert (await done(queue, "say on", "b")).content == b"say on"


@run
async def test_an_obeying_worker_is_kept(caplog: pytest.LogCaptureFixture) -> None:
    """The models are not loaded again for a job that stopped when told to."""
    async with opened() as queue:
        await queue.ready.wait()
        queue.submit(job("obey"))
        seen: list[State] = []
        result = asyncio.create_task(queue.result("a", seen.append))
        while Running(Step.SIDES, 1, 2) not in seen:
            await asyncio.sleep(0.01)
        queue.cancel("a")
        await asyncio.gather(result, return_exceptions=True)
        await done(queue, "say on", "b")
        assert queue.state().failed is None


@run
async def test_cancelling_the_call_cancels_the_job() -> None:
    """Whoever stops waiting makes room."""
    async with opened() as queue:
        queue.submit(job("obey"))
        queue.submit(job("say never", "b"))
        result = asyncio.create_task(queue.result("b", nobody))
        await asyncio.sleep(0)
        result.cancel()
        await asyncio.gather(result, return_exceptions=True)
        assert (queue.state().waiting, queue.cancel("b")) == (1 - queue.state().running, False)


@run
async def test_places_move_up() -> None:
    """Who waits is told each new place."""
    seen: list[State] = []
    async with opened("slow") as queue:
        for name in "abc":
            queue.submit(job("say it", name))
        others = [asyncio.create_task(queue.result(name, nobody)) for name in "ab"]
        await queue.result("c", seen.append)
        await asyncio.gather(*others)
    assert [s.ahead for s in seen if isinstance(s, Waiting)] == [2, 1]


@run
async def test_a_member_has_one_job() -> None:
    """The second is refused until the first is done."""
    async with opened("slow") as queue:
        queue.submit(job("say it", user=1))
        with pytest.raises(JobError) as caught:
            queue.submit(job("say it", "b", user=1))
        assert caught.value.name == "already_running"
        await queue.result("a", nobody)
        assert queue.submit(job("say it", "b", user=1)).ahead == 0


@run
async def test_a_guild_has_four_jobs() -> None:
    """One that runs and three that wait; other guilds still come in."""
    async with opened("slow") as queue:
        for name in "abcd":
            queue.submit(job("say it", name, group=1))
        with pytest.raises(JobError) as caught:
            queue.submit(job("say it", "e", group=1))
        assert (caught.value.name, queue.submit(job("x", "f", group=2)).ahead) == ("guild_full", 1)


@run
async def test_jobs_of_a_guild_are_cancelled_together() -> None:
    """And nobody else's."""
    async with opened("slow") as queue:
        for name, group in (("a", 1), ("b", 1), ("c", 2)):
            queue.submit(job("say it", name, group=group))
        assert (queue.cancel_where(group=1), queue.state().waiting) == (2, 3)
        assert (await queue.result("c", nobody)).content == b"say it"


@run
async def test_closing_tells_everybody() -> None:
    """Nobody waits for a queue that is gone, and nobody is let in."""
    async with opened() as queue:
        queue.submit(job("hang"))
        queue.submit(job("say it", "b"))
        results = [asyncio.create_task(queue.result(name, nobody)) for name in "ab"]
        await asyncio.sleep(0.1)
    errors = await asyncio.gather(*results, return_exceptions=True)
    assert [error.name for error in errors if isinstance(error, JobError)] == ["stopping"] * 2
    with pytest.raises(JobError, match="restarting"):
        queue.submit(job("say it", "c"))


@run
async def test_models_that_cannot_be_loaded_are_said() -> None:
    """Those who wait are told, those who come are refused, and the health check knows."""
    async with opened("fails") as queue:
        assert await failure(queue, "say it") == "weights"
        assert await failure(queue, "say it", "b") == "weights"
        assert queue.state().models is Models.DOWN


@run
async def test_a_worker_that_never_greets_is_given_up() -> None:
    """After a few starts in vain nobody is left waiting."""
    async with opened("dies") as queue:
        assert await failure(queue, "say it") == "weights"


@run
async def test_a_result_that_nobody_fetches_is_forgotten() -> None:
    """A command that failed after it was queued leaves nothing behind."""
    async with opened() as queue:
        queue.submit(job("say it"))
        queue.cancel("a")
        await asyncio.sleep(0.2)
        with pytest.raises(JobError) as caught:
            await queue.result("a", nobody)
        assert caught.value.name == "unexpected"


@run
async def test_a_watch_that_fails_ends_nothing() -> None:
    """A mistake in showing progress costs no digest."""

    def broken(state: State) -> None:
        raise RuntimeError

    async with opened() as queue:
        queue.submit(job("say it"))
        assert (await queue.result("a", broken)).content == b"say it"
