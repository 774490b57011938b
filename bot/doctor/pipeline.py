"""Looks at the models: their files, and one small digest with its time."""

import os
import time
from collections.abc import Iterator

from bot.doctor.finding import Finding, Level
from config.settings import Settings
from models.errors import ModelsError, WeightsError
from models.types import Digest, DigestOptions, Page, Step

_SLOW_S = 20.0
_WEIGHTS = ("crossencoder", "embedder")

_SAMPLE = """The market should stay on the square

The town should keep its Saturday market on the square, because forty traders live from it.

Without the stalls the shops around the square would lose half of their customers, traders say.

3 Comments

Ada
May 2, 2025 at 9:00 am
Keep the market. The square would be dead without it.
Reply

Boris
May 2, 2025 at 9:30 am
@Ada you are wrong, the market must go. It blocks the buses every single week.
Reply

Cleo
May 2, 2025 at 10:00 am
I agree with the author. I buy all my vegetables there.
Reply
"""


def weights(settings: Settings) -> Iterator[Finding]:
    """Whether the models' files are those that were shipped."""
    from models.load import WEIGHTS, verify

    try:
        for name in _WEIGHTS:
            verify(WEIGHTS / name)
    except WeightsError as error:
        advice = "Fetch the files again, from the release or with git checkout -- models/weights."
        yield Finding(Level.FAIL, "weights", str(error), advice)
    else:
        yield Finding(Level.OK, "weights", f"{' and '.join(_WEIGHTS)} are as shipped")


def digest(settings: Settings) -> Iterator[Finding]:
    """One small digest with the real models, in this process, with its time."""
    threads = settings.jobs.threads or settings.limits.threads
    if threads:  # read by torch when it is first imported
        os.environ["OMP_NUM_THREADS"] = str(threads)
    from models.digest import digest as run
    from models.load import load

    begun = time.monotonic()
    try:
        parts = load()
        loaded = time.monotonic()
        made = run(Page(_SAMPLE), lambda: parts, DigestOptions(), settings.limits, _silent)
    except ModelsError as error:
        yield Finding(Level.FAIL, "digest", str(error), "Install the program again.")
        return
    spent = time.monotonic() - loaded
    words = f"{loaded - begun:.1f} s to load the models, {spent:.1f} s a digest"
    if not _is_whole(made):
        yield Finding(Level.FAIL, "digest", "the sample is misread", "Install the program again.")
    elif spent > _SLOW_S:
        advice = "People will wait long: a faster processor or more cores help."
        yield Finding(Level.WARN, "digest", words, advice)
    else:
        yield Finding(Level.OK, "digest", words)


def _is_whole(made: Digest) -> bool:
    return len(made.document.comments) == 3 and bool(made.claims) and bool(made.positions)


def _silent(step: Step, done: int = 0, total: int = 0) -> None:
    """Nobody watches."""
