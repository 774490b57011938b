"""The worker process makes digests of what it is handed, and says nothing else."""

import asyncio
import logging
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bot.errors import JobError
from bot.jobs.local import LocalQueue
from bot.jobs.queue import AskTask, DigestTask, Job, Result, Running, State, Task
from config.settings import Jobs, Limits
from models.codec import unpack
from models.errors import DocumentError
from models.types import DigestOptions, Page
from tests.bot.jobs.test_local import QUICK, nobody, opened, run

SAMPLE = Path(__file__).parents[3] / "examples" / "late-ferry.txt"
PROGRAM = (sys.executable, "-m", "tests.bot.jobs.real_worker")


def queue() -> LocalQueue:
    """A queue over the real worker with stand-ins for its models."""
    return LocalQueue(Jobs(), Limits(), PROGRAM, QUICK)


def page(*comments: str) -> Page:
    """Comments under an article."""
    said = "".join(
        f"Person {n}\nMay 2, 2025 at 9:{n % 60:02} am\n{text}\nReply\n\n"
        for n, text in enumerate(comments)
    )
    return Page(
        "The market should stay\n\nThe town should keep its market on the square.\n\n"
        f"{len(comments)} Comments\n\n{said}"
    )


async def make(jobs: LocalQueue, task: Task, name: str = "a") -> Result:
    """One task, from start to end."""
    jobs.submit(Job(name, 1, 1, task))
    return await jobs.result(name, nobody)


@run
async def test_the_sample_is_digested_and_asked() -> None:
    """The page goes in as text, the digest comes back packed and goes in again so."""
    text = SAMPLE.read_text(encoding="utf-8")
    async with queue() as jobs:
        first = await make(jobs, DigestTask(Page(text), DigestOptions()))
        options = DigestOptions(claim="Boats matter")
        second = unpack((await make(jobs, AskTask(first.content, options))).content)
    known = unpack(first.content)
    assert len(known.document.comments) == 12
    assert (second.document, second.claims[0].text) == (known.document, "Boats matter")


@run
async def test_the_chart_comes_with_it() -> None:
    """Drawn where the models are, in the language asked for."""
    async with queue() as jobs:
        result = await make(jobs, DigestTask(page("Yes.", "No."), DigestOptions(), "de"))
    assert result.chart is not None
    assert result.chart.startswith(b"\x89PNG")


@run
async def test_comments_given_apart_arrive_apart() -> None:
    """With "?" for half of a surrogate pair, which no encoding can write."""
    task = DigestTask(Page("The town should keep it.", comments="Yes \ud800!"), DigestOptions())
    async with queue() as jobs:
        digest = unpack((await make(jobs, task)).content)
    assert [comment.text for comment in digest.document.comments] == ["Yes ?!"]


@run
async def test_an_unreadable_page_is_the_users_error() -> None:
    """It crosses the pipe with its name."""
    async with queue() as jobs:
        with pytest.raises(DocumentError):
            await make(jobs, DigestTask(Page("\n\n"), DigestOptions()))


@run
async def test_a_bug_is_logged_without_the_users_words(caplog: pytest.LogCaptureFixture) -> None:
    """The type and the place are told, the text that caused it is not."""
    caplog.set_level(logging.INFO, logger="bot.jobs.local")
    async with queue() as jobs:
        with pytest.raises(JobError) as caught:
            await make(jobs, DigestTask(page("My bug is secret."), DigestOptions()))
    assert caught.value.name == "unexpected"
    assert "secret" not in caplog.text


@run
async def test_a_worker_out_of_its_depth_is_replaced() -> None:
    """After memory or the stack ran out nothing in the process can be relied on."""
    async with queue() as jobs:
        with pytest.raises(JobError) as caught:
            await make(jobs, DigestTask(page("recursion"), DigestOptions()))
        await make(jobs, DigestTask(page("Yes."), DigestOptions()), "b")
        assert (caught.value.name, jobs.state().failed is not None) == ("memory", True)


@run
async def test_a_cancelled_job_ends_at_the_next_report() -> None:
    """The process lives on, its models loaded."""
    seen: list[State] = []
    async with queue() as jobs:
        task = DigestTask(page(*(f"slowly {n}" for n in range(400))), DigestOptions())
        jobs.submit(Job("a", 1, 1, task))
        result = asyncio.create_task(jobs.result("a", seen.append))
        while not any(isinstance(s, Running) and s.done for s in seen):
            await asyncio.sleep(0.01)
        jobs.cancel("a")
        await asyncio.gather(result, return_exceptions=True)
        await make(jobs, DigestTask(page("Yes."), DigestOptions()), "b")
        assert jobs.state().failed is None


def test_the_worker_ends_when_its_input_ends() -> None:
    """A gateway that is gone leaves nothing running."""
    done = subprocess.run(PROGRAM, input=b"", capture_output=True, timeout=30, check=False)
    assert done.stdout == b""


def test_the_worker_dies_with_a_killed_gateway(tmp_path: Path) -> None:
    """Kill -9 of the parent, which can tell nobody."""
    note = tmp_path / "pid"
    parent = subprocess.Popen([sys.executable, "-m", "tests.bot.jobs.parent", str(note)])
    try:
        while not note.exists() or not note.read_text(encoding="ascii"):
            time.sleep(0.05)
        child = int(note.read_text(encoding="ascii"))
        assert _lives(child)
    finally:
        parent.kill()
        parent.wait()
    deadline = time.monotonic() + 10
    while _lives(child) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _lives(child)


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{pid}/stat")
    return not state.exists() or state.read_text(encoding="ascii").split()[2] != "Z"


@run
async def test_the_worker_gets_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the environment only what Python and the models need is passed on."""
    monkeypatch.setenv("DISCORD_TOKEN", "secret")
    monkeypatch.setenv("DATABASE_URL", "secret")
    async with opened() as jobs:
        jobs.submit(Job("a", 1, 1, DigestTask(Page("environment"), DigestOptions())))
        assert b"secret" not in (await jobs.result("a", nobody)).content
