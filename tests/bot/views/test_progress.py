"""The progress line keeps still over quick work and never floods a log."""

import io

from bot.views.progress import ProgressLine
from models.types import Step


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """Always."""
        return True


def test_quick_work_prints_nothing() -> None:
    """Under a second nobody needs to be told."""
    stream = io.StringIO()
    with ProgressLine(stream) as line:
        line(Step.READING)
    assert stream.getvalue() == ""


def test_long_work_prints_one_line_in_a_log() -> None:
    """Steps that follow quickly do not each get a line."""
    stream = io.StringIO()
    with ProgressLine(stream, after_s=0) as line:
        line(Step.SIDES, 1, 9)
        line(Step.SIDES, 2, 9)
    assert stream.getvalue() == "hustings: weighing 9 comments, 1 done …\n"


def test_a_terminal_is_left_clean() -> None:
    """The last thing written erases the line."""
    stream = Terminal()
    with ProgressLine(stream, after_s=0) as line:
        line(Step.LOADING)
    assert stream.getvalue().endswith("loading the models …\r\x1b[K")
