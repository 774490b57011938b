"""Blogger: the feed of a post's comments, as the post's page names it."""

import re
from typing import Any

from models.document.fragment import name_of, text_of
from models.document.platforms import hints
from models.document.platforms.answer import (
    NO_KEYS,
    Ask,
    Caps,
    Found,
    Keys,
    PlatformError,
    answers,
    dig,
    feeds,
    number,
    parsed,
    rows,
    unasked,
    words,
)
from models.document.platforms.thread import Post, comments, when
from models.types import Page

NAME = "blogger"
CAPS = Caps(requests=20, comments=5_000)
_EACH = 500
_FEED = re.compile(r"(?:https?:)?//[^/\s]{1,253}/feeds/\d{1,25}/comments/default\Z")
_ID = re.compile(r"\.post-(\d{1,25})\Z")
_ANSWERED = re.compile(r"/comments/default/(\d{1,25})")


def recognises(page: Page) -> bool:
    """Whether the page names the feed of its comments."""
    return _feed(page) is not None


def ask(page: Page, keys: Keys = NO_KEYS) -> tuple[Ask, ...]:
    """Five hundred comments after another."""
    feed = _feed(page)
    if feed is None:
        return ()
    start = f"{feed}?alt=json&v=2&orderby=published&reverse=false&max-results={_EACH}&start-index="
    most = _EACH * CAPS.requests
    return unasked(
        page, (Ask(f"{start}{at}") for at in range(1, min(_total(page), most) + 1, _EACH))
    )


def read(page: Page) -> Found:
    """The comments that were not removed; PlatformError where there is no feed."""
    values = [v for _, v in answers(page, NAME) if isinstance(dig(v, "feed"), dict)]
    if not values:
        raise PlatformError("The comments' place gave no list of comments.")
    posts = (post for v in values for row in rows(v, "feed", "entry") if (post := _post(row)))
    total = number(values[0], "feed", "openSearch$totalResults", "$t")
    return Found(comments(posts, CAPS.comments), total)


def _feed(page: Page) -> str | None:
    if "/comments/default" not in hints.head(page):
        return None
    if "blogger" not in hints.generator(page) and not hints.host(page).endswith(".blogspot.com"):
        return None
    for link in hints.links(page, "alternate"):
        if _FEED.match(link.get("href", "")):
            return hints.joined(page, link["href"])
    return None


def _total(page: Page) -> int:
    for feed in feeds(page, NAME):
        try:
            total = number(parsed(feed.content), "feed", "openSearch$totalResults", "$t")
        except PlatformError:
            continue
        if total is not None:
            return max(total, 1)
    return 1


def _post(row: dict[str, Any]) -> Post | None:
    name = _ID.search(words(row, "id", "$t") or "")
    if name is None:
        return None
    removed = any(p.get("name") == "blogger.contentRemoved" for p in _properties(row))
    return Post(
        key=name[1],
        parent=_parent(row),
        author=name_of(words(row, "author", 0, "name", "$t")),
        text=text_of(words(row, "content", "$t") or words(row, "summary", "$t") or ""),
        published=when(dig(row, "published", "$t")),
        shown=not removed,
    )


def _properties(row: dict[str, Any]) -> list[dict[str, Any]]:
    return rows(row, "gd$extendedProperty")


def _parent(row: dict[str, Any]) -> str | None:
    """The comment that is answered; ``thr$in-reply-to`` names only the post."""
    for link in rows(row, "link"):
        answered = _ANSWERED.search(words(link, "href") or "")
        if link.get("rel") == "related" and answered:
            return answered[1]
    return None
