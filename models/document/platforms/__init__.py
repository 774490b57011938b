"""The places where pages keep their comments: which one a page names, what to ask it, its answer.

Each platform is a module with ``NAME``, ``recognises``, ``ask`` and ``read``, all pure. ``ask`` and
``recognises`` run where the bot lives and stay cheap; ``read`` looks at the page's feeds alone.
``ask(page, keys)`` is called again after each answer until it names no request that was not made:
whoever makes them makes none twice, keeps the asked address as ``Feed.url`` and puts the reason of
a failure into ``Page.failed`` under the platform's name. A module with ``SECOND_WAY`` may name
other requests after a failure; of every other one a failure ends the asking.
"""

from dataclasses import replace
from types import ModuleType

from models.document.platforms import (
    blogger,
    bluesky,
    discourse,
    disqus,
    ghost,
    guardian,
    hackernews,
    isso,
    lemmy,
    lobsters,
    mastodon,
    nytimes,
    reddit,
    remark42,
    substack,
    wordpress,
    wordpresscom,
    youtube,
)
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

PLATFORMS: tuple[ModuleType, ...] = (
    hackernews,
    lobsters,
    reddit,
    bluesky,
    youtube,
    guardian,
    nytimes,
    lemmy,
    mastodon,
    disqus,
    remark42,
    isso,
    discourse,
    ghost,
    substack,
    blogger,
    wordpresscom,
    wordpress,
)
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
    return hackernews.discussions(page)


def linked(page: Page) -> str | None:
    """The address of the page that a thread is about, from its feeds; cheaper than ``read``."""
    for platform in _answered(page):
        found: str | None = platform.linked(page) if hasattr(platform, "linked") else None
        if found is not None:
            return found
    return None


def read(page: Page) -> Found:
    """What the page's feeds hold: of the first platform whose answers list comments.

    Raises PlatformError where there is no feed that can be read.
    """
    empty: Found | None = None
    for platform in _answered(page):
        try:
            found: Found = replace(platform.read(page), source=platform.NAME)
        except PlatformError:
            continue
        if found.comments:
            return found
        empty = empty or found
    if empty is None:
        raise PlatformError("The page's comments could not be read from where they are kept.")
    return empty


def _answered(page: Page) -> list[ModuleType]:
    """The platforms that the page has answers of."""
    named = {feed.platform for feed in page.feeds}
    return [platform for platform in PLATFORMS if platform.NAME in named]
