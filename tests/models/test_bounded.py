"""A child process that takes too long or too much is ended, and the next call has a new one."""

import os
import time

import pytest

from models.bounded import Bounded
from models.errors import DocumentError


def act(what: str) -> int:
    """Does what it is told, in a process of its own."""
    if what == "sleep":
        time.sleep(60)
    if what == "die":
        os._exit(1)
    if what == "grow":
        return len(bytearray(10_000_000_000))
    if what == "refuse":
        raise DocumentError("There is no text to read.", "no_text")
    if what == "fail":
        raise KeyError("secret")
    return os.getpid()


@pytest.mark.parametrize(
    ("what", "name"),
    [("sleep", "page_slow"), ("die", "page_complex"), ("grow", "page_complex"),
     ("refuse", "no_text"), ("fail", "unreadable")],
)  # fmt: skip
def test_one_bad_page_never_ends_the_run(what: str, name: str) -> None:
    """It is refused in a sentence that tells nothing of the page, and the next one is read."""
    with Bounded(act, seconds=1.0) as run:
        with pytest.raises(DocumentError) as refused:
            run(what)
        assert (refused.value.name, "secret" in str(refused.value)) == (name, False)
        assert run("go") != os.getpid()


def test_one_child_serves_many_calls() -> None:
    """And is gone afterwards."""
    with Bounded(act) as run:
        first, second = run("go"), run("go")
    assert first == second
    with pytest.raises(ProcessLookupError):
        os.kill(first, 0)
