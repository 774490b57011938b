"""The New York Times: the approved comments under one of its articles."""

import re
from typing import Any

from models.document.fragment import either, name_of
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
from models.document.platforms.thread import Post, comments, is_shown, nested, when
from models.types import Feed, Page

NAME = "nytimes"
CAPS = Caps(requests=60, comments=5_000)
_API = "https://www.nytimes.com/svc/community/V3/requestHandler?"
_EACH = 25
_ARTICLE = re.compile(r"/(?:interactive/)?\d{4}/\d{2}/\d{2}/.{1,400}\Z")


def recognises(page: Page) -> bool:
    """Whether the page is an article of the newspaper."""
    return (
        hints.host(page) == "nytimes.com" and _ARTICLE.match(hints.address(page).path) is not None
    )


def ask(page: Page, keys: Keys = NO_KEYS) -> tuple[Ask, ...]:
    """Twenty-five threads after another, then the replies of which only the first were given."""
    if not recognises(page):
        return ()
    url = hints.quoted(f"{hints.origin(page)}{hints.address(page).path}")
    listing = f"{_API}cmd=GetCommentsAll&method=get&sort=oldest&limit={_EACH}&url={url}&offset="
    given = feeds(page, NAME)
    threads = next((n for feed in given if (n := _threads(feed, listing)) is not None), 0)
    urls = [f"{listing}{offset}" for offset in range(0, max(threads, 1), _EACH)]
    sequence = f"{_API}cmd=GetRepliesBySequence&method=get&url={url}&limit=100&commentSequence="
    urls.extend(
        f"{sequence}{name}&offset={held}"
        for feed in given
        if feed.url.startswith(listing)
        for name, held in _shortened(feed)
    )
    return unasked(page, (Ask(each) for each in urls[: CAPS.requests]))


def read(page: Page) -> Found:
    """The comments with their replies; PlatformError where no answer lists any."""
    posts: list[Post] = []
    total, listed = None, False
    for _, value in answers(page, NAME):
        if not isinstance(dig(value, "results", "comments"), list):
            continue
        listed = True
        counted = number(value, "results", "totalCommentsFound")
        total = counted if total is None else total
        top = rows(value, "results", "comments")
        for row, above in nested(top, lambda row: rows(row, "replies")):
            if post := _post(row, above):
                posts.append(post)
    if not listed:
        raise PlatformError("The comments' place gave no list of comments.")
    return Found(comments(posts, CAPS.comments), total)


def _threads(feed: Feed, listing: str) -> int | None:
    if not feed.url.startswith(listing):
        return None
    try:
        return number(parsed(feed.content), "results", "totalParentCommentsFound")
    except PlatformError:
        return None


def _shortened(feed: Feed) -> list[tuple[str, int]]:
    """(id, replies given) of the comments that have more replies than the answer holds."""
    try:
        listed = rows(parsed(feed.content), "results", "comments")
    except PlatformError:
        return []
    counted = [(key(row, "commentID"), len(rows(row, "replies")), row) for row in listed]
    return [(name, held) for name, held, row in counted if name and _has_more(row, held)]


def _has_more(row: dict[str, Any], held: int) -> bool:
    return (number(row, "replyCount") or 0) > held


def _post(row: dict[str, Any], above: dict[str, Any] | None) -> Post | None:
    name = key(row, "commentID")
    if name is None:
        return None
    return Post(
        key=name,
        parent=key(row, "parentID") or (key(above, "commentID") if above else None),
        author=name_of(words(row, "userDisplayName")),
        text=either(words(row, "commentBody") or ""),
        published=when(row.get("createDate")),
        votes=number(row, "recommendations"),
        shown=is_shown(row.get("status")),
    )
