"""A worker that does what the page's text tells it, or what its arguments tell it at start.

Started as a program by the tests of the queue; it speaks the real frames and loads nothing.
"""

import os
import sys
import time

from bot.jobs import wire
from bot.jobs.queue import DigestTask
from bot.jobs.wire import Done, Failed, Frame, Message, Ready, Report, Stop
from models.types import Step


def send(message: Message, first: bytes = b"", second: bytes = b"") -> None:
    """One frame to the queue."""
    sys.stdout.buffer.write(Frame(message, first, second).encode())
    sys.stdout.buffer.flush()


def do(job_id: str, text: str) -> None:
    """One job, as its text wants it."""
    match text.split():
        case ["crash"]:
            os._exit(7)
        case ["hang"]:
            time.sleep(60)
        case ["garbage"]:
            sys.stdout.buffer.write(b"Loading weights: 100%\n" * 4)
            sys.stdout.buffer.flush()
            time.sleep(60)
        case ["obey"]:
            send(Report(job_id, Step.SIDES, 1, 2))
            assert isinstance(wire.read(sys.stdin.buffer).message, Stop)
            send(Failed(job_id, "StoppedError", "cancelled"))
        case ["unreadable"]:
            send(Failed(job_id, "DocumentError", "no_text", "There is no text to read."))
        case ["memory"]:
            send(Failed(job_id, "MemoryError", "memory", last=True))
            os._exit(1)
        case ["sleep", seconds]:
            time.sleep(float(seconds))
            send(Done(job_id, float(seconds)), text.encode())
        case ["environment"]:
            send(Done(job_id, 0.1), repr(dict(os.environ)).encode())
        case ["say", *_]:
            sys.stderr.write(f"worker {os.getpid()}\n")
            send(Report(job_id, Step.READING))
            send(Done(job_id, 0.5), text.encode(), b"png")
        case ["once", path]:  # crashes the first time
            if not os.path.exists(path):  # noqa: PTH110 - a test's stand-in, as short as can be
                os.close(os.open(path, os.O_CREAT))
                os._exit(9)
            send(Done(job_id, 0.1), b"second")


def main(how: str) -> None:
    """Greets as ``how`` says, then works until the input ends."""
    wire.read(sys.stdin.buffer)
    match how:
        case "fails":
            send(Failed(None, "WeightsError", "weights", "the weights are gone", last=True))
            return
        case "dies":
            return
        case "slow":
            time.sleep(0.4)
    send(Ready())
    while True:
        try:
            frame = wire.read(sys.stdin.buffer)
        except EOFError:
            return
        if isinstance(frame.message, wire.Start):
            task = wire.task(frame)
            assert isinstance(task, DigestTask)
            do(frame.message.job_id, task.page.content)


if __name__ == "__main__":
    main(sys.argv[1])
