"""Mastodon: a public post of any instance with the answers to it.

An instance is known by what its page holds. Servers show at most 60 answers without an account.
"""

import re
from typing import Any

from models.document.fragment import name_of, paragraphs_of, text_of
from models.document.platforms import hints
from models.document.platforms.answer import (
    NO_KEYS,
    Ask,
    Caps,
    Found,
    Keys,
    PlatformError,
    answers,
    key,
    number,
    rows,
    unasked,
    words,
)
from models.document.platforms.thread import Post, comments, when
from models.types import Article, Page

NAME = "mastodon"
CAPS = Caps(requests=2, comments=4_096)
_STATUS = re.compile(r"/(?:web/)?(?:@[^/]{1,300}|users/[^/]{1,300}/statuses)/(\d{1,20})/?\Z")
_CONTEXT = re.compile(r"/api/v1/statuses/(\d{1,20})/context\Z")


def recognises(page: Page) -> bool:
    """Whether the page is a post, or an element of it names one."""
    return _status(page) is not None


def ask(page: Page, keys: Keys = NO_KEYS) -> tuple[Ask, ...]:
    """The post and what stands under it."""
    status = _status(page)
    if status is None:
        return ()
    return unasked(page, (Ask(status), Ask(f"{status}/context")))


def read(page: Page) -> Found:
    """The post as article and its answers; PlatformError where there are none."""
    article, listed, top, total = None, None, None, None
    for feed, value in answers(page, NAME):
        context = _CONTEXT.search(feed.url)
        if isinstance(value, dict) and isinstance(value.get("descendants"), list):
            listed = rows(value, "descendants")
            top = context[1] if context else top
        elif key(value, "id") is not None and "content" in value:
            article, top = _article(value), key(value, "id")
            total = number(value, "replies_count")
    if listed is None:
        raise PlatformError("The answers could not be read.")
    posts = (post for row in listed if (post := _post(row, top)))
    found = comments(posts, CAPS.comments)
    return Found(found, max(total, len(found)) if total is not None else None, article)


def _status(page: Page) -> str | None:
    """The post's address in the server's interface."""
    markup = hints.head(page)
    match = _STATUS.match(hints.address(page).path)
    marks = ('id="mastodon"', "id='mastodon'", "application/activity+json")
    if match and any(mark in markup for mark in marks) and "initial-state" in markup:
        return f"{hints.origin(page)}/api/v1/statuses/{match[1]}"
    if "<mastodon-comments" not in markup:
        return None
    told = next(hints.tags(page, "mastodon-comments"), {})
    status, host = told.get("tootid", ""), told.get("host", "")
    if not hints.is_number(status) or not re.match(r"[\w.-]{1,253}\Z", host):
        return None
    return f"https://{host}/api/v1/statuses/{status}"


def _post(row: dict[str, Any], top: str | None) -> Post | None:
    name = key(row, "id")
    if name is None:
        return None
    parent = key(row, "in_reply_to_id")
    return Post(
        key=name,
        parent=None if parent == top else parent,
        author=_author(row),
        text=_words(row),
        published=when(row.get("created_at")),
        votes=number(row, "favourites_count"),
    )


def _words(row: dict[str, Any]) -> str:
    """The post with the warning that its author put before it."""
    parts = (text_of(words(row, "spoiler_text") or ""), text_of(words(row, "content") or ""))
    return "\n\n".join(part for part in parts if part)


def _author(row: Any) -> str | None:
    return name_of(words(row, "account", "display_name")) or name_of(words(row, "account", "acct"))


def _article(row: dict[str, Any]) -> Article:
    url = words(row, "url")
    return Article(
        author=_author(row),
        published=when(row.get("created_at")),
        url=url,
        site=(hints.split(url).hostname if url else None) or "Mastodon",
        paragraphs=paragraphs_of(words(row, "content") or ""),
    )
