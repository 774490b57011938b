"""WordPress.com: comments of a blog hosted there, or known there, over its public interface.

The post is asked for by its name where the page does not tell its number.
"""

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
    feeds,
    key,
    number,
    parsed,
    rows,
    unasked,
    words,
)
from models.document.platforms.thread import Post, comments, is_shown, when
from models.document.platforms.wordpress import post_number
from models.types import Page

NAME = "wordpresscom"
CAPS = Caps(requests=50, comments=5_000)
_EACH = 100
_SITES = "https://public-api.wordpress.com/rest/v1.1/sites/"
_STATS = re.compile(r'"blog":"(\d{1,15})"[^{}]{0,300}?"post":"([1-9]\d{0,15})"')
_SLUG = re.compile(r"/(?:\d{4}/\d{2}/(?:\d{2}/)?)?([^/]{1,300})/?\Z")


def recognises(page: Page) -> bool:
    """Whether the page is of a blog on WordPress.com, or tells its numbers there."""
    return _post(page) is not None


def ask(page: Page, keys: Keys = NO_KEYS) -> tuple[Ask, ...]:
    """The post where only its name is known, the first hundred comments, then the others."""
    place = _post(page)
    if place is None:
        return ()
    site, post, slug = place
    if post is None:
        first = Ask(f"{_SITES}{site}/posts/slug:{slug}?fields=ID")
        post = _number_of(page, first.url)
        if post is None:
            return unasked(page, [first])
    start = f"{_SITES}{site}/posts/{post}/replies/?number={_EACH}&order=ASC&offset="
    offsets = range(0, max(1, min(_found(page, start), CAPS.comments)), _EACH)
    return unasked(page, (Ask(f"{start}{offset}") for offset in offsets))


def read(page: Page) -> Found:
    """The approved comments; PlatformError where no answer lists any."""
    listed = [v for _, v in answers(page, NAME) if isinstance(v, dict) and "comments" in v]
    if not listed:
        raise PlatformError("The comments' place gave no list of comments.")
    posts = (post for value in listed for row in rows(value, "comments") if (post := _read(row)))
    return Found(comments(posts, CAPS.comments), number(listed[0], "found"))


def _read(row: dict[str, Any]) -> Post | None:
    name = key(row, "ID")
    if name is None:
        return None
    kind = row.get("type")
    return Post(
        key=name,
        parent=key(row, "parent", "ID"),
        author=name_of(words(row, "author", "name")),
        text=text_of(words(row, "content") or ""),
        published=when(row.get("date")),
        votes=number(row, "like_count"),
        shown=is_shown(row.get("status")) and kind in (None, "comment", ""),
    )


def _post(page: Page) -> tuple[str, str | None, str] | None:
    """(the site, the post's number or None, its name) of a page of WordPress.com."""
    host = hints.host(page)
    hosted = host.endswith(".wordpress.com") and not host.startswith("public-api")
    markup = hints.head(page)
    at = markup.find("_stq")
    stats = _STATS.search(markup, at, at + 3_000) if at >= 0 else None
    if stats is not None and not hosted:
        return stats[1], stats[2], ""
    slug = _SLUG.match(hints.address(page).path)
    if not hosted or slug is None:
        return None
    post = stats[2] if stats else post_number(page)
    return host, post, hints.quoted(slug[1]) if "%" not in slug[1] else slug[1]


def _number_of(page: Page, url: str) -> str | None:
    for feed in feeds(page, NAME):
        if feed.url == url:
            try:
                return key(parsed(feed.content), "ID")
            except PlatformError:
                return None
    return None


def _found(page: Page, start: str) -> int:
    for feed in feeds(page, NAME):
        if feed.url.startswith(start):
            try:
                return number(parsed(feed.content), "found") or 0
            except PlatformError:
                return 0
    return 0
