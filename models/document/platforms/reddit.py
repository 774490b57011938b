"""Reddit: one thread with its comments, for operators who have a token; without one, nothing."""

import re
from typing import Any

from models.document.fragment import name_of, paragraphs_of, plain, text_of
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
    elsewhere,
    feeds,
    key,
    members,
    number,
    parsed,
    rows,
    unasked,
    words,
)
from models.document.platforms.thread import Post, comments, nested, when
from models.types import Article, Page

NAME = "reddit"
CAPS = Caps(requests=30, comments=5_000)
_API = "https://oauth.reddit.com"
_EACH = 100  # the most ids that are taken at once
_THREAD = re.compile(r"(?:/(?:r|user|u)/[^/]{1,60})?/comments/([a-z0-9]{1,12})(?:/|\Z)")
_SHORT = re.compile(r"/([a-z0-9]{1,12})/?\Z")
_GONE = frozenset(("[deleted]", "[removed]", "[ Removed by Reddit ]", "[deleted by user]"))
_PLACES = ("reddit.com", "redd.it", "redditmedia.com")


def recognises(page: Page) -> bool:
    """Whether the page is a thread of Reddit."""
    return _thread(page) is not None


def ask(page: Page, keys: Keys = NO_KEYS) -> tuple[Ask, ...]:
    """The thread, then the comments it only numbers; nothing without a token."""
    thread = _thread(page)
    if thread is None or not keys.reddit:
        return ()
    headers = (("Authorization", f"Bearer {keys.reddit}"),)
    urls = [f"{_API}/comments/{thread}?limit=500&sort=old&raw_json=1"]
    more: list[str] = []
    for feed in feeds(page, NAME):
        try:
            stubs = [row for row, _ in _things(parsed(feed.content)) if row.get("kind") == "more"]
        except PlatformError:
            continue
        for stub in stubs:
            named = members(stub, "data", "children")
            more.extend(name for name in named if isinstance(name, str) and name.isalnum())
    for at in range(0, len(more), _EACH):
        children = ",".join(more[at : at + _EACH])
        values = f"api_type=json&raw_json=1&sort=old&link_id=t3_{thread}&children={children}"
        urls.append(f"{_API}/api/morechildren?{values}")
    return unasked(page, (Ask(url, headers) for url in urls[: CAPS.requests]))


def read(page: Page) -> Found:
    """The thread's own post as article and its comments; PlatformError without a thread."""
    values = [value for _, value in answers(page, NAME)]
    things = [row for value in values for row, _ in _things(value)]
    opening = next((dig(row, "data") for row in things if row.get("kind") == "t3"), None)
    if opening is None:
        raise PlatformError("The thread could not be read.")
    said = [dig(row, "data") for row in things if row.get("kind") == "t1"]
    posts = (post for row in said if isinstance(row, dict) and (post := _post(row)))
    total = number(opening, "num_comments")
    return Found(comments(posts, CAPS.comments), total, _article(opening), _link(opening))


def linked(page: Page) -> str | None:
    """The address that the thread is about."""
    for feed in feeds(page, NAME):
        try:
            value = parsed(feed.content)
        except PlatformError:
            continue
        opening = dig(value, 0, "data", "children", 0, "data")
        if opening is not None:
            return _link(opening)
    return None


def _thread(page: Page) -> str | None:
    host, path = hints.host(page), hints.address(page).path
    if host == "redd.it":
        match = _SHORT.match(path)
    else:
        match = _THREAD.match(path) if f".{host}".endswith(".reddit.com") else None
    return match[1] if match else None


def _things(value: Any) -> Any:
    """Every post, comment and stub of a listing, at any depth."""
    listings = value if isinstance(value, list) else [value]
    top = [row for one in listings for row in rows(one, "data", "children")]
    top.extend(rows(value, "json", "data", "things"))
    return nested(top, lambda row: rows(row, "data", "replies", "data", "children"))


def _post(row: dict[str, Any]) -> Post | None:
    name = key(row, "id")
    if name is None:
        return None
    body = words(row, "body") or ""
    return Post(
        key=name,
        parent=_comment(words(row, "parent_id")),
        author=_author(row),
        text=_words(words(row, "body_html"), body),
        published=when(row.get("created_utc")),
        votes=number(row, "score"),
        shown=body.strip() not in _GONE and row.get("banned_by") is None,
    )


def _comment(name: str | None) -> str | None:
    return name[3:] if name and name.startswith("t1_") else None


def _words(markup: str | None, body: str) -> str:
    return text_of(markup) if markup and "<" in markup else plain(body)


def _author(row: Any) -> str | None:
    author = words(row, "author")
    return None if author in _GONE else name_of(author)


def _link(opening: Any) -> str | None:
    if dig(opening, "is_self"):
        return None
    url = words(opening, "url_overridden_by_dest") or words(opening, "url")
    return elsewhere(url, *_PLACES)


def _article(opening: Any) -> Article:
    own = words(opening, "permalink") or ""
    markup = words(opening, "selftext_html")
    return Article(
        title=name_of(dig(opening, "title")),
        author=_author(opening),
        published=when(dig(opening, "created_utc")),
        url=f"https://www.reddit.com{own}" if own.startswith("/") else None,
        site="Reddit",
        paragraphs=paragraphs_of(markup) if markup and "<" in markup else (),
    )
