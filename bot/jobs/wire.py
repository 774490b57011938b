"""What the queue and its worker process say to each other: typed messages in frames.

A frame is a mark, three lengths, one JSON message and up to two payloads of plain bytes, so that
neither side decodes what it only hands on. Both directions are read here; nothing is trusted.
"""

import asyncio
import json
import struct
from dataclasses import dataclass, field
from typing import Annotated, BinaryIO, Literal

from pydantic import Discriminator, TypeAdapter, ValidationError

from bot.jobs.queue import AskTask, DigestTask, Task
from config.settings import Limits
from models.types import DigestOptions, Feed, Page, Step

MAX_MESSAGE = 1_000_000
"""Bytes of a frame's JSON: an error's values, a claim, never a page."""

MAX_PAYLOAD = 512_000_000
"""Bytes of one payload: a page of the largest size that is read, in UTF-8, with room to spare."""

_MARK = b"HUST"
_HEAD = struct.Struct(">4sIII")


class WireError(Exception):
    """What came is no frame of ours: somebody else wrote into the stream."""


@dataclass(frozen=True, slots=True)
class Setup:
    """To the worker, first: the limits of every digest; ``memory`` bounds it in bytes."""

    limits: Limits
    memory: int | None = None
    kind: Literal["setup"] = "setup"


@dataclass(frozen=True, slots=True)
class Start:
    """To the worker: a task; payloads: the page's text and its ``Beside``, or a packed digest."""

    job_id: str
    options: DigestOptions
    chart_language: str | None
    media_type: str | None = None
    url: str | None = None
    kind: Literal["start"] = "start"


@dataclass(frozen=True, slots=True)
class Beside:
    """What a page has beside its text."""

    comments: str | None
    headers: tuple[tuple[str, str], ...]
    feeds: tuple[Feed, ...]
    failed: tuple[tuple[str, str], ...]
    thread: str | None = None


@dataclass(frozen=True, slots=True)
class Stop:
    """To the worker: give the job up at the next report."""

    job_id: str
    kind: Literal["stop"] = "stop"


@dataclass(frozen=True, slots=True)
class Ready:
    """From the worker: the models are loaded; ``models`` maps parts to their names."""

    models: dict[str, str] = field(default_factory=dict)
    kind: Literal["ready"] = "ready"


@dataclass(frozen=True, slots=True)
class Report:
    """From the worker: what the job is at."""

    job_id: str
    step: Step
    done: int = 0
    total: int = 0
    kind: Literal["report"] = "report"


@dataclass(frozen=True, slots=True)
class Done:
    """From the worker: payloads are the packed digest and the chart, empty for none."""

    job_id: str
    seconds: float
    kind: Literal["done"] = "done"


@dataclass(frozen=True, slots=True)
class Failed:
    """From the worker: an error as its family, its name and its English sentence.

    ``job_id`` is None where the models could not be loaded; after ``last`` the worker ends.
    """

    job_id: str | None
    family: str
    name: str = ""
    sentence: str = ""
    values: tuple[tuple[str, int | str], ...] = ()
    last: bool = False
    kind: Literal["failed"] = "failed"


Message = Setup | Start | Stop | Ready | Report | Done | Failed

_SHAPE: TypeAdapter[Message] = TypeAdapter(Annotated[Message, Discriminator("kind")])
_BESIDE = TypeAdapter(Beside)


@dataclass(frozen=True, slots=True)
class Frame:
    """A message and its payloads, empty where it has none."""

    message: Message
    first: bytes = b""
    second: bytes = b""

    def encode(self) -> bytes:
        """The frame as it goes over the pipe."""
        plain = _SHAPE.dump_python(self.message, mode="json")
        text = _encode(json.dumps(plain, ensure_ascii=False))
        head = _HEAD.pack(_MARK, len(text), len(self.first), len(self.second))
        return b"".join((head, text, self.first, self.second))


def start(job_id: str, task: Task) -> Frame:
    """The frame that has ``task`` done."""
    if isinstance(task, AskTask):
        message = Start(job_id, task.options, task.chart_language)
        return Frame(message, task.content)
    page = task.page
    message = Start(job_id, task.options, task.chart_language, page.media_type, page.url)
    beside = Beside(page.comments, page.headers, page.feeds, page.failed, page.thread)
    text = json.dumps(_BESIDE.dump_python(beside, mode="json"), ensure_ascii=False)
    return Frame(message, _encode(page.content), _encode(text))


def task(frame: Frame) -> Task:
    """The task of a frame that ``start`` made; raises WireError for any other."""
    message = frame.message
    if not isinstance(message, Start):
        raise WireError("this frame starts nothing")
    if message.media_type is None:
        return AskTask(frame.first, message.options, message.chart_language)
    try:
        beside = _BESIDE.validate_json(frame.second)
    except ValidationError as error:
        raise WireError("what stands beside the page is nothing of ours") from error
    page = Page(
        frame.first.decode(), message.media_type, message.url,
        beside.comments, beside.headers, beside.feeds, beside.failed, beside.thread,
    )  # fmt: skip
    return DigestTask(page, message.options, message.chart_language)


async def receive(stream: asyncio.StreamReader) -> Frame:
    """The next frame; raises WireError, and EOFError where the stream ends."""
    try:
        text, first, second = _lengths(await stream.readexactly(_HEAD.size))
        return Frame(
            _message(await stream.readexactly(text)),
            await stream.readexactly(first),
            await stream.readexactly(second),
        )
    except asyncio.IncompleteReadError as error:
        raise EOFError("the stream ended") from error


def read(stream: BinaryIO) -> Frame:
    """``receive`` for a blocking stream."""
    text, first, second = _lengths(_exactly(stream, _HEAD.size))
    message = _message(_exactly(stream, text))
    return Frame(message, _exactly(stream, first), _exactly(stream, second))


def _exactly(stream: BinaryIO, size: int) -> bytes:
    content = stream.read(size)
    if len(content) < size:
        raise EOFError("the stream ended")
    return content


def _lengths(head: bytes) -> tuple[int, int, int]:
    mark, text, first, second = _HEAD.unpack(head)
    if mark != _MARK or text > MAX_MESSAGE or max(first, second) > MAX_PAYLOAD:
        raise WireError("what came is no frame")
    return text, first, second


def _message(text: bytes) -> Message:
    try:
        return _SHAPE.validate_python(json.loads(text))
    except (ValueError, RecursionError) as error:  # a ValidationError is a ValueError
        raise WireError("what came is no message") from error


def _encode(text: str) -> bytes:
    """UTF-8, with "?" for half of a surrogate pair, which no model reads either."""
    return text.encode("utf-8", "replace")
