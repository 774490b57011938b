"""Substack: the comments of a public post, of its own hosts and of domains that carry its mark."""

import re
from typing import Any

from models.document.fragment import either, name_of, plain
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
    members,
    number,
    parsed,
    rows,
    unasked,
    words,
)
from models.document.platforms.thread import Post, comments, is_shown, nested, when
from models.types import Page

NAME = "substack"
CAPS = Caps(requests=2, comments=10_000)
_POST = re.compile(r"/p/([\w%-]{1,300})(?:/comments?)?/?\Z")
_LINES = frozenset("paragraph heading blockquote listItem codeBlock horizontalRule".split())


def recognises(page: Page) -> bool:
    """Whether the page is a post of a publication on Substack."""
    return _slug(page) is not None


def ask(page: Page, keys: Keys = NO_KEYS) -> tuple[Ask, ...]:
    """The post, for its number; then all its comments."""
    slug = _slug(page)
    if slug is None:
        return ()
    post = Ask(f"{hints.origin(page)}/api/v1/posts/{slug}")
    for feed in feeds(page, NAME):
        if feed.url == post.url:
            try:
                name = key(parsed(feed.content), "id")
            except PlatformError:
                return ()
            start = f"{hints.origin(page)}/api/v1/post/{name}/comments"
            asked = Ask(f"{start}?all_comments=true&sort=oldest_first")
            return unasked(page, [asked]) if hints.is_number(name) else ()
    return (post,)


def read(page: Page) -> Found:
    """The comments with their replies; PlatformError where there is no list of them."""
    total = None
    for _, value in answers(page, NAME):
        if isinstance(dig(value, "comments"), list):
            tree = nested(rows(value, "comments"), lambda row: rows(row, "children"))
            posts = (post for row, above in tree if (post := _post(row, above)))
            return Found(comments(posts, CAPS.comments), total)
        total = number(value, "comment_count")
    raise PlatformError("The comments' place gave no list of comments.")


def _slug(page: Page) -> str | None:
    match = _POST.match(hints.address(page).path)
    if match is None:
        return None
    hosted = hints.host(page).endswith(".substack.com") and hints.host(page) != "open.substack.com"
    return match[1] if hosted or "substackcdn.com" in hints.head(page) else None


def _post(row: dict[str, Any], above: dict[str, Any] | None) -> Post | None:
    name = key(row, "id")
    if name is None:
        return None
    body = words(row, "body")
    return Post(
        key=name,
        parent=key(above, "id") if above else None,
        author=name_of(row.get("name")) or name_of(row.get("handle")),
        text=either(body) if body else _document(row.get("body_json")),
        published=when(row.get("date")),
        votes=number(row, "reaction_count"),
        shown=not row.get("deleted") and is_shown(row.get("status")),
    )


def _document(value: Any) -> str:
    """The words of an editor's document: nodes of text, in blocks."""
    parts: list[str] = []
    stack = [value]
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            parts.append(node)
            continue
        parts.append(words(node, "text") or "")
        kind = words(node, "type")
        if kind == "hardBreak":
            parts.append("\n")
        elif kind in _LINES:
            stack.append("\n\n")
        stack.extend(reversed(members(node, "content")))
    return plain("".join(parts))
