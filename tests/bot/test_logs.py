"""The log: one line a record, useful to the operator, and nothing in it that a user wrote."""

import io
import logging
import sys
import threading
from collections.abc import Callable, Iterator

import pytest

from bot import logs

SECRET = "my neighbour Ruth is ill"


@pytest.fixture
def out() -> Iterator[io.StringIO]:
    """What is logged during one test; the set-up before it is put back."""
    root, hooks = logging.getLogger(), (sys.excepthook, sys.unraisablehook, threading.excepthook)
    before, raising = (root.level, list(root.handlers)), logging.raiseExceptions
    stream = io.StringIO()
    logs.configure("INFO", secrets=("hunter2",), stream=stream)
    yield stream
    root.setLevel(before[0])
    root.handlers[:] = before[1]
    logging.raiseExceptions = raising
    sys.excepthook, sys.unraisablehook, threading.excepthook = hooks


def plain() -> None:
    """Raises an error that quotes a user."""
    raise ValueError(SECRET)


def caused() -> None:
    """Raises an error with a cause and a context that quote a user."""
    try:
        plain()
    except ValueError as error:
        raise RuntimeError(SECRET) from error


def grouped() -> None:
    """Raises several errors at once."""
    raise ExceptionGroup(SECRET, [ValueError(SECRET), KeyError(SECRET)])


def noted() -> None:
    """Raises an error with a note on it."""
    error = ValueError("x")
    error.add_note(SECRET)
    raise error


def syntax() -> None:
    """Raises an error whose type carries a source line."""
    compile(f"'{SECRET}", SECRET, "exec")


@pytest.mark.parametrize("fails", [plain, caused, grouped, noted, syntax])
def test_an_exception_is_told_without_its_words(
    fails: Callable[[], None], out: io.StringIO
) -> None:
    """The type and the place stand there, the message and the source line do not."""
    try:
        fails()
    except Exception:
        logging.getLogger("bot.jobs").exception("job j1 failed")
    line = out.getvalue()
    assert "Ruth" not in line
    assert " at tests/bot/test_logs.py:" in line
    assert fails.__name__ in line
    assert line.count("\n") == 1


def test_a_line_has_time_level_logger_and_message(out: io.StringIO) -> None:
    """The four things an operator looks for, in this order."""
    logging.getLogger("bot.app").info("ready after %d s", 3)
    when, level, name, message = out.getvalue().rstrip("\n").split(" ", 3)
    assert (len(when), level, name, message) == (20, "INFO", "bot.app", "ready after 3 s")


def test_a_record_stays_one_line(out: io.StringIO) -> None:
    """Whatever stands in a message, it cannot forge a second record."""
    logging.getLogger("bot.app").info("one\r\ntwo\u2028three\x1b[2J")
    assert out.getvalue().splitlines() == [out.getvalue().rstrip("\n")]
    assert "\x1b" not in out.getvalue()


def test_a_secret_is_hidden(out: io.StringIO) -> None:
    """The token is nowhere, even where somebody logs it."""
    logging.getLogger("bot.app").info("the token is hunter2")
    assert "hunter2" not in out.getvalue()


@pytest.mark.parametrize(
    ("message", "args"),
    [
        ("Ignoring exception in view %r for item %r", (SECRET, SECRET)),
        ("rate limited on %s for %.2f s", (f"/webhooks/1/{SECRET}", 2.5)),
        ("%(what)s", ({"what": SECRET},)),
        (f"Task exception was never retrieved\nfuture: <Task exception={SECRET}>", ()),
        (f"Exception in callback show('{SECRET}')", ()),
        ("%d of %d", (SECRET, SECRET)),
        ("%s", (SECRET, SECRET)),
    ],
)
def test_libraries_quote_nobody(message: str, args: tuple[object, ...], out: io.StringIO) -> None:
    """Of what a library says only its own words and numbers are kept."""
    logging.getLogger("discord.http").warning(message, *args)
    assert "Ruth" not in out.getvalue()
    assert out.getvalue().count("\n") == 1


def test_a_librarys_numbers_are_kept(out: io.StringIO) -> None:
    """A rate limit is worth its seconds."""
    logging.getLogger("discord.http").warning("limited on %s, again in %.2f s", "/x", 2.5)
    assert "limited on …, again in 2.50 s" in out.getvalue()


@pytest.mark.parametrize("name", ["discord.gateway", "aiohttp.access", "sqlalchemy.engine"])
def test_libraries_are_heard_from_warnings_on(name: str, out: io.StringIO) -> None:
    """What they say before that holds payloads and statements."""
    logging.getLogger(name).info("chatter")
    assert out.getvalue() == ""


def test_the_numbers_of_an_error_are_told(out: io.StringIO) -> None:
    """The status and the code tell one refusal of Discord from another."""
    error = RuntimeError(SECRET)
    error.status, error.code = 400, 50035  # type: ignore[attr-defined]
    logging.getLogger("bot.app").error("refused", exc_info=error)
    assert "RuntimeError(status=400 code=50035)" in out.getvalue()


def test_uncaught_exceptions_take_the_same_way(out: io.StringIO) -> None:
    """A thread that dies writes no traceback of its own."""
    thread = threading.Thread(target=plain)
    thread.start()
    thread.join()
    assert "CRITICAL bot uncaught | ValueError at" in out.getvalue()
    assert "Ruth" not in out.getvalue()


def test_a_message_that_cannot_be_formatted_is_not_printed_raw(
    out: io.StringIO, capsys: pytest.CaptureFixture[str]
) -> None:
    """The logging module's own complaint would quote the arguments."""
    logging.getLogger("bot.app").info("%d", SECRET)
    assert "INFO bot.app %d" in out.getvalue()
    assert "Ruth" not in out.getvalue() + capsys.readouterr().err
