"""How long digests take on this machine, learnt from those that are done.

It knows sizes and seconds; what a digest costs beside its size it takes as it comes.
"""

from math import sqrt

_WEIGHT = 0.2  # of the newest job in the means: about the last ten count
_FIRST_MEAN_S = 5.0  # until a job is done
_START_S, _ROOT_S = 1.0, 0.02  # measured: 1 s for little, 33 s for 10,000 comments (2.5 million)
_LEAST, _MOST = 0.1, 20.0  # how far one machine is thought to differ from that


class Pace:
    """A moving mean of seconds, and of how they compare with what a size was expected to take."""

    def __init__(self) -> None:
        self._ratio = 1.0
        self._mean = _FIRST_MEAN_S

    @property
    def mean(self) -> float:
        """Seconds of a job, whatever its size."""
        return self._mean

    def expect(self, size: int) -> float:
        """Seconds for a page of ``size`` characters.

        Grows with the root of it: long pages are read in less detail, as time is bounded.
        """
        return self._ratio * _plain(size)

    def learn(self, size: int, seconds: float) -> None:
        """A job of ``size`` took ``seconds``."""
        ratio = min(max(seconds / _plain(size), _LEAST), _MOST)
        self._ratio += _WEIGHT * (ratio - self._ratio)
        self._mean += _WEIGHT * (seconds - self._mean)


def _plain(size: int) -> float:
    return _START_S + _ROOT_S * sqrt(size)
