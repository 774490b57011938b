"""The Guardian: the comments under one of its articles, threaded, a hundred threads at once."""

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
    key,
    number,
    parsed,
    rows,
    unasked,
    words,
)
from models.document.platforms.thread import Post, comments, nested, when
from models.types import Page

NAME = "guardian"
CAPS = Caps(requests=30, comments=10_000)
_API = "https://discussion.theguardian.com/discussion-api/discussion/p/"
_SHORT = re.compile(
    r"(?:theguardian\.com|gu\.com|shortUrlId\"\s?:\s?\")\\?/p\\?/([0-9a-z]{3,10})(?![0-9a-z])"
)


def recognises(page: Page) -> bool:
    """Whether the page is an article whose short name it tells."""
    return _short(page) is not None


def ask(page: Page, keys: Keys = NO_KEYS) -> tuple[Ask, ...]:
    """The first page of comments, then every other."""
    short = _short(page)
    if short is None:
        return ()
    values = "orderBy=oldest&pageSize=100&displayThreaded=true&maxResponses=100&page="
    start = f"{_API}{short}?{values}"
    pages = min(_pages(page), CAPS.requests)
    return unasked(page, (Ask(f"{start}{at}") for at in range(1, pages + 1)))


def read(page: Page) -> Found:
    """The comments that are visible; PlatformError where there is no discussion."""
    posts: list[Post] = []
    total, listed = None, False
    for _, value in answers(page, NAME):
        told = dig(value, "discussion") or dig(value, "results", "discussion")
        if not isinstance(dig(told, "comments"), list):
            continue
        listed = True
        total = number(told, "commentCount") if total is None else total
        for row, above in nested(rows(told, "comments"), lambda row: rows(row, "responses")):
            if post := _post(row, above):
                posts.append(post)
    if not listed:
        raise PlatformError("The comments' place gave no list of comments.")
    return Found(comments(posts, CAPS.comments), total)


def _short(page: Page) -> str | None:
    if hints.host(page) != "theguardian.com":
        return None
    match = _SHORT.search(hints.head(page)) or _SHORT.search(page.url or "")
    return match[1] if match else None


def _pages(page: Page) -> int:
    for feed in feeds(page, NAME):
        try:
            return number(parsed(feed.content), "pages") or 1
        except PlatformError:
            continue
    return 1


def _post(row: dict[str, Any], above: dict[str, Any] | None) -> Post | None:
    name = key(row, "id")
    if name is None:
        return None
    answered = key(row, "responseTo", "commentId")
    status = row.get("status")
    return Post(
        key=name,
        parent=answered or (key(above, "id") if above else None),
        author=name_of(words(row, "userProfile", "displayName")),
        text=text_of(words(row, "body") or ""),
        published=when(row.get("isoDateTime")),
        votes=number(row, "numRecommends"),
        shown=status in (None, "visible"),
    )
