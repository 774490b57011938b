"""Isso: the comments that a page embeds, from the server that its script names."""

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

NAME = "isso"
CAPS = Caps(requests=40, comments=10_000)
_SCRIPT = re.compile(r"(.{0,500})/js/embed(?:\.min|\.dev)?\.js")
_ACCEPTED = 1  # 2 waits for the moderator, 4 is deleted


def recognises(page: Page) -> bool:
    """Whether the page sets Isso up."""
    return _thread(page) is not None


def ask(page: Page, keys: Keys = NO_KEYS) -> tuple[Ask, ...]:
    """All comments; where the server holds some back, the rest of them."""
    thread = _thread(page)
    if thread is None:
        return ()
    urls = [thread]
    held: dict[str | None, int] = {}
    waiting: dict[str | None, int] = {}
    for feed in feeds(page, NAME):
        try:
            value = parsed(feed.content)
        except PlatformError:
            continue
        for row in (value, *rows(value, "replies")):
            if isinstance(dig(row, "replies"), list):
                name = key(row, "id")
                held[name] = held.get(name, 0) + len(rows(row, "replies"))
                waiting[name] = number(row, "hidden_replies") or 0
    for name, count in waiting.items():
        if count > 0 and held[name]:
            parent = f"&parent={name}" if name else ""
            urls.append(f"{thread}{parent}&offset={held[name]}")
    return unasked(page, (Ask(url) for url in urls[: CAPS.requests]))


def read(page: Page) -> Found:
    """The accepted comments; PlatformError where there is no list of them."""
    values = [v for _, v in answers(page, NAME) if isinstance(dig(v, "replies"), list)]
    if not values:
        raise PlatformError("The comments' place gave no list of comments.")
    trees = (nested(rows(v, "replies"), lambda row: rows(row, "replies")) for v in values)
    posts = (post for tree in trees for row, _ in tree if (post := _post(row)))
    found = comments(posts, CAPS.comments)
    return Found(found, _total(values[0]))


def _total(value: Any) -> int | None:
    """Comments with their replies, those held back among them.

    Version 0.14 counts the replies into the first number, older ones count only what they answer.
    """
    total, top = number(value, "total_replies"), rows(value, "replies")
    if total is None:
        return None
    if total - (number(value, "hidden_replies") or 0) > len(top):
        return total
    return total + sum(number(row, "total_replies") or 0 for row in top)


def _thread(page: Page) -> str | None:
    markup = hints.head(page)
    if "isso" not in markup:
        return None
    for script in hints.tags(page, "script"):
        named = _SCRIPT.match(script.get("src", ""))
        place = script.get("data-isso") or (named[1] if named and "isso" in named[1] else None)
        root = hints.joined(page, place + "/").rstrip("/") if place else ""
        if root:
            return f"{root}/?uri={hints.quoted(_uri(page))}"
    return None


def _uri(page: Page) -> str:
    """The name of the thread: as its element tells, or the page's path."""
    for name in ("section", "div"):
        for tag in hints.tags(page, name):
            if tag.get("id") == "isso-thread":
                return tag.get("data-isso-id") or hints.address(page).path
    return hints.address(page).path


def _post(row: dict[str, Any]) -> Post | None:
    name = key(row, "id")
    if name is None:
        return None
    likes, dislikes = number(row, "likes"), number(row, "dislikes")
    return Post(
        key=name,
        parent=key(row, "parent"),
        author=name_of(row.get("author")),
        text=text_of(words(row, "text") or ""),
        published=when(row.get("created")),
        votes=None if likes is None else likes - (dislikes or 0),
        shown=number(row, "mode") in (None, _ACCEPTED),
    )
