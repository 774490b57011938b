"""Runs a function in a child process that ends when it takes too long or too much memory.

It knows nothing of what the function does; Linux only, because the child is a fork.
"""

import multiprocessing
import multiprocessing.connection
import resource
from collections.abc import Callable
from typing import Any, Self

from models.errors import DocumentError, ModelsError

SECONDS = 40.0
MEMORY = 2_300_000_000
"""Bytes of address space."""

_FORK = multiprocessing.get_context("fork")


class Bounded:
    """``function`` in a child process; a context manager, which ends the child."""

    def __init__(
        self, function: Callable[[Any], Any], seconds: float = SECONDS, memory: int = MEMORY
    ) -> None:
        self._function = function
        self._seconds = seconds
        self._memory = memory
        self._child: Any = None
        self._pipe: Any = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def __call__(self, argument: Any) -> Any:
        """What ``function(argument)`` returns or raises.

        Raises DocumentError where the child was ended; the next call has a new one.
        """
        if self._child is None:
            self._start()
        try:
            self._pipe.send(argument)
            if not self._pipe.poll(self._seconds):
                self._end()
                raise DocumentError(
                    "This page takes too long to read. Paste the text of the page instead.",
                    "page_slow",
                )
            fine, result = self._pipe.recv()
        except (EOFError, OSError) as error:
            self._end()
            raise DocumentError(
                "This page is too complex to be read. Paste the text of the page instead.",
                "page_complex",
            ) from error
        if not fine:
            raise result
        return result

    def _start(self) -> None:
        self._pipe, other = _FORK.Pipe()
        self._child = _FORK.Process(
            target=_serve, args=(other, self._function, self._memory), daemon=True
        )
        self._child.start()
        other.close()

    def _end(self) -> None:
        if self._child is not None:
            self._child.kill()
            self._child.join()
            self._pipe.close()
            self._child = None


def _serve(
    pipe: multiprocessing.connection.Connection, function: Callable[[Any], Any], memory: int
) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    while True:
        try:
            argument = pipe.recv()
        except EOFError:
            return
        pipe.send(_answer(function, argument))


def _answer(function: Callable[[Any], Any], argument: Any) -> tuple[bool, Any]:
    try:
        return True, function(argument)
    except ModelsError as error:
        return False, error
    except (MemoryError, RecursionError):
        return False, DocumentError(
            "This page is too complex to be read. Paste the text of the page instead.",
            "page_complex",
        )
    except Exception as error:  # noqa: BLE001 - it is raised on the other side, in one sentence
        return False, DocumentError(f"This page cannot be read ({type(error).__name__}).")
