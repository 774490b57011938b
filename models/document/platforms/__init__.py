"""The places where pages keep their comments: which one a page names, what to ask it, its answer.

Each platform is a module with ``NAME``, ``recognises``, ``ask`` and ``read``, all pure. ``ask`` and
``recognises`` run where the bot lives and stay cheap; ``read`` looks at the page's feeds alone.
"""

from types import ModuleType

from models.document.platforms.answer import Ask, Caps, Found, Keys, PlatformError
from models.types import Page

__all__ = [
    "PLATFORMS",
    "Ask",
    "Caps",
    "Found",
    "Keys",
    "PlatformError",
    "candidates",
    "caps",
    "discussions",
    "linked",
    "of",
    "read",
]

PLATFORMS: tuple[ModuleType, ...] = ()
"""In order of trust: the host's own thread, comments that a page embeds, the page's software."""


def of(page: Page) -> ModuleType | None:
    """The platform that the page's address or its markup names, or None.

    A page with its address alone (``Page("", url=…)``) is enough for the sites that are one host.
    """
    return next(iter(candidates(page)), None)


def candidates(page: Page) -> tuple[ModuleType, ...]:
    """Every platform the page names, the most trusted first; the next one is for a failure."""
    return tuple(platform for platform in PLATFORMS if platform.recognises(page))


def caps(platform: ModuleType) -> Caps:
    """How many requests to make of the platform for one page, and how many comments it keeps."""
    found = getattr(platform, "CAPS", None)
    return found if isinstance(found, Caps) else Caps()


def discussions(page: Page) -> tuple[Ask, ...]:
    """The requests that find the Hacker News thread about an article, then read it.

    Called again after each answer, as a platform's ``ask``; the feeds are of "hackernews".
    """
    return ()


def linked(page: Page) -> str | None:
    """The address of the page that a thread is about, from its feeds; cheaper than ``read``."""
    return None


def read(page: Page) -> Found:
    """What the page's feeds hold: of the first platform whose answers list comments.

    Raises PlatformError where there is no feed that can be read.
    """
    raise PlatformError("The page has no comments from elsewhere.")
