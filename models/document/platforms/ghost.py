"""Ghost: the members' comments on a public post, from the site that its script names."""

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
from models.types import Feed, Page

NAME = "ghost"
CAPS = Caps(requests=60, comments=5_000)


def recognises(page: Page) -> bool:
    """Whether the page's script sets comments up."""
    return _place(page) is not None


def ask(page: Page, keys: Keys = NO_KEYS) -> tuple[Ask, ...]:
    """Every page of comments, and the replies of which only the first were given."""
    place = _place(page)
    if place is None:
        return ()
    root, post = place
    listing = f"{root}/members/api/comments/post/{post}/?limit=100&page="
    pages = 1
    replies: list[str] = []
    for feed in feeds(page, NAME):
        value = _value(feed)
        if feed.url.startswith(listing):
            pages = max(pages, number(value, "meta", "pagination", "pages") or 1)
            replies.extend(_shortened(value))
    urls = [f"{listing}{at}" for at in range(1, min(pages, CAPS.requests) + 1)]
    urls.extend(f"{root}/members/api/comments/{name}/replies/?limit=100" for name in replies)
    return unasked(page, (Ask(url) for url in urls[: CAPS.requests]))


def read(page: Page) -> Found:
    """The published comments with their replies; PlatformError where none are listed."""
    posts: list[Post] = []
    total, listed = None, False
    for feed, value in answers(page, NAME):
        if not isinstance(dig(value, "comments"), list):
            continue
        listed = True
        under = feed.url.partition("/replies/")[0].rpartition("/")[2]
        above_all = under if "/replies/" in feed.url else None
        if above_all is None and total is None:
            total = _total(value)
        for row, above in nested(rows(value, "comments"), lambda row: rows(row, "replies")):
            if post := _post(row, key(above, "id") if above else above_all):
                posts.append(post)
    if not listed:
        raise PlatformError("The comments' place gave no list of comments.")
    return Found(comments(posts, CAPS.comments), total)


def _total(value: Any) -> int | None:
    """Of a list on one page, comments and replies; a longer list counts only its threads."""
    listed = rows(value, "comments")
    if number(value, "meta", "pagination", "total") != len(listed):
        return None
    return len(listed) + sum(number(row, "count", "replies") or 0 for row in listed)


def _place(page: Page) -> tuple[str, str] | None:
    if "data-ghost-comments" not in hints.head(page):
        return None
    for script in hints.tags(page, "script"):
        root = hints.joined(page, script.get("data-ghost-comments", "")).rstrip("/")
        post = script.get("data-post-id", "")
        if root and "data-ghost-comments" in script and post.isalnum() and len(post) < 40:
            return root, post
    return None


def _value(feed: Feed) -> Any:
    try:
        return parsed(feed.content)
    except PlatformError:
        return None


def _shortened(value: Any) -> list[str]:
    counted = [(key(row, "id"), number(row, "count", "replies") or 0, row) for row in _rows(value)]
    return [name for name, count, row in counted if name and count > len(rows(row, "replies"))]


def _rows(value: Any) -> list[dict[str, Any]]:
    return rows(value, "comments")


def _post(row: dict[str, Any], above: str | None) -> Post | None:
    name = key(row, "id")
    if name is None:
        return None
    return Post(
        key=name,
        parent=key(row, "in_reply_to_id") or key(row, "parent_id") or above,
        author=name_of(words(row, "member", "name")),
        text=text_of(words(row, "html") or ""),
        published=when(row.get("created_at")),
        votes=number(row, "count", "likes"),
        shown=row.get("status") in (None, "published"),
    )
