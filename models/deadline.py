"""Says when optional work should stop; it stops nothing by itself."""

import time
from collections.abc import Callable


class Deadline:
    """``seconds`` from now, by ``clock``."""

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._start = clock()
        self._seconds = seconds

    def passed(self, share: float = 1.0) -> bool:
        """Whether ``share`` of the time is over, so that one step leaves time to the next."""
        return self._clock() - self._start >= share * self._seconds
