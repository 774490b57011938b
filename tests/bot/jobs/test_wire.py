"""Frames arrive as they were sent, and what is no frame is not taken for one."""

import asyncio
import io
import struct

import pytest

from bot.jobs import wire
from bot.jobs.queue import AskTask, DigestTask, Task
from bot.jobs.wire import Done, Failed, Frame, Ready, Report, Setup, Stop, WireError
from config.settings import Limits
from models.types import DigestOptions, Feed, Length, Page, Step

OPTIONS = DigestOptions("Ferries matter", Length.FULL, 0.25)
FRAMES = [
    Frame(Setup(Limits(max_pairs=7), memory=10)),
    Frame(Stop("a")),
    Frame(Ready()),
    Frame(Report("a", Step.SIDES, 3, 9)),
    Frame(Done("a", 1.5), b"digest", b"\x89PNG"),
    Frame(Failed("a", "DocumentError", "no_text", "No.", (("limit", 5), ("name", "x")), last=True)),
]
TASKS = [
    DigestTask(Page("Text, ½", "text/html", "https://example.org", None), OPTIONS, "uk"),
    DigestTask(Page("Text", comments=""), OPTIONS),
    DigestTask(Page("Text", comments="Said"), OPTIONS),
    DigestTask(
        Page(
            "<p>Text",
            "text/html",
            "https://example.org",
            headers=(("link", "x"),),
            feeds=(Feed("isso", "https://example.org/isso", "{}", (("etag", "y"),)),),
            failed=(("wordpress", "403"),),
        ),
        OPTIONS,
    ),
    AskTask(b"packed", OPTIONS, "de"),
]


@pytest.mark.parametrize("frame", FRAMES)
def test_a_frame_is_read_as_it_was_written(frame: Frame) -> None:
    """Message and payloads, nothing more or less."""
    assert wire.read(io.BytesIO(frame.encode() + b"next")) == frame


@pytest.mark.parametrize("task", TASKS)
def test_a_task_survives_the_way(task: Task) -> None:
    """No comments and empty comments are two things."""
    sent = wire.start("a", task).encode()
    assert wire.task(wire.read(io.BytesIO(sent))) == task


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", EOFError),
        (b"HUST", EOFError),
        (FRAMES[0].encode()[:-1], EOFError),
        (b"Loading weights: 100%\n", WireError),
        (struct.pack(">4sIII", b"HUST", 2**31, 0, 0), WireError),
        (struct.pack(">4sIII", b"HUST", 2, 0, 0) + b"{}", WireError),
        (struct.pack(">4sIII", b"HUST", 3, 0, 0) + b"\xff{}", WireError),
    ],
)
def test_what_is_no_frame_is_refused(content: bytes, error: type[Exception]) -> None:
    """Both readers say so in the same way."""

    async def receive() -> None:
        stream = asyncio.StreamReader()
        stream.feed_data(content)
        stream.feed_eof()
        await wire.receive(stream)

    with pytest.raises(error):
        wire.read(io.BytesIO(content))
    with pytest.raises(error):
        asyncio.run(receive())


def test_a_frame_that_starts_nothing_has_no_task() -> None:
    """The worker does only what it is told."""
    with pytest.raises(WireError):
        wire.task(Frame(Ready()))
