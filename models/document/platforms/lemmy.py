"""Lemmy: a post of any instance with its comments, by version 3 of the interface or version 4.

An instance is known by what its page holds, not by the shape of its addresses.
"""

import re
from typing import Any

from models.document import markdown
from models.document.fragment import blocks, name_of, plain
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
    failed,
    feeds,
    key,
    number,
    parsed,
    rows,
    unasked,
    words,
)
from models.document.platforms.thread import Post, comments, when
from models.types import Article, Feed, Page

NAME = "lemmy"
CAPS = Caps(requests=62, comments=3_000)
SECOND_WAY = True
_EACH = 50  # the most that Lemmy gives at once
_POST = re.compile(r"/post/(\d{1,18})(?:/\d{1,18})?/?\Z")
_NEW = re.compile(r'"version":"[1-9]\d?\.')


def recognises(page: Page) -> bool:
    """Whether the page is a post of a Lemmy instance."""
    return _post(page) is not None


def ask(page: Page, keys: Keys = NO_KEYS) -> tuple[Ask, ...]:
    """The post and its first comments, then the other pages of them."""
    post = _post(page)
    if post is None:
        return ()
    markup = hints.head(page)
    newer = "isoData" in markup and _NEW.search(markup) is not None
    other = failed(page, NAME) and not any("comment/list" in f.url for f in feeds(page, NAME))
    if newer != other:  # the other version where the likely one fails
        return unasked(page, _new(page, post))
    return unasked(page, _old(page, post))


def read(page: Page) -> Found:
    """The post as article and its comments; PlatformError where neither is there."""
    values = [value for _, value in answers(page, NAME) if isinstance(value, dict)]
    view = next((dig(value, "post_view") for value in values if "post_view" in value), None)
    listed = [row for value in values for row in _listed(value)]
    if not listed and not isinstance(view, dict):
        raise PlatformError("The thread could not be read.")
    posts = (post for row in listed if (post := _comment(row)))
    total = number(view, "counts", "comments")
    total = number(view, "post", "comments") if total is None else total
    return Found(comments(posts, CAPS.comments), total, _article(view), _link(view))


def linked(page: Page) -> str | None:
    """The address that the post is about."""
    for feed in feeds(page, NAME):
        if "/post?" in feed.url:
            try:
                return _link(dig(parsed(feed.content), "post_view"))
            except PlatformError:
                continue
    return None


def _post(page: Page) -> str | None:
    match = _POST.match(hints.address(page).path)
    if match is None:
        return None
    markup = hints.head(page)
    software = "isoData" in markup and "site_res" in markup
    named = hints.host(page).startswith("lemmy.") or "lemmy" in hints.generator(page)
    return match[1] if software or named else None


def _old(page: Page, post: str) -> list[Ask]:
    start = f"{hints.origin(page)}/api/v3/"
    given = [feed for feed in feeds(page, NAME) if feed.url.startswith(f"{start}comment/list")]
    pages = max(len(given) + bool(given and _count(given[-1]) >= _EACH), 1)
    total = _total(page, f"{start}post?")
    if total is not None:
        pages = max(-(-total // _EACH), 1)
    listing = f"{start}comment/list?post_id={post}&type_=All&sort=Old&limit={_EACH}&page="
    numbered = (Ask(f"{listing}{at}") for at in range(1, min(pages, CAPS.requests - 2) + 1))
    return [Ask(f"{start}post?id={post}"), *numbered]


def _new(page: Page, post: str) -> list[Ask]:
    start = f"{hints.origin(page)}/api/v4/"
    listing = f"{start}comment/list?post_id={post}&type_=all&sort=old&limit={_EACH}"
    given = [feed for feed in feeds(page, NAME) if feed.url.startswith(listing)]
    asks = [Ask(f"{start}post?id={post}"), Ask(listing)]
    cursor = _cursor(given[-1]) if given else None
    return [*asks, Ask(f"{listing}&page_cursor={hints.quoted(cursor)}")] if cursor else asks


def _cursor(feed: Feed) -> str | None:
    try:
        value = parsed(feed.content)
    except PlatformError:
        return None
    return words(value, "next_page") if _listed(value) else None


def _count(feed: Feed) -> int:
    try:
        return len(_listed(parsed(feed.content)))
    except PlatformError:
        return 0


def _total(page: Page, start: str) -> int | None:
    for feed in feeds(page, NAME):
        if feed.url.startswith(start):
            try:
                return number(parsed(feed.content), "post_view", "counts", "comments")
            except PlatformError:
                return None
    return None


def _listed(value: Any) -> list[dict[str, Any]]:
    return rows(value, "comments") or rows(value, "items")


def _comment(row: dict[str, Any]) -> Post | None:
    said = dig(row, "comment")
    name = key(said, "id")
    if name is None:
        return None
    steps = (words(said, "path") or "").split(".")
    score = number(row, "counts", "score")
    return Post(
        key=name,
        parent=steps[-2] if len(steps) > 2 else None,
        author=_person(row),
        text=_unmarked(words(said, "content") or ""),
        published=_published(said),
        votes=number(said, "score") if score is None else score,
        shown=not (dig(said, "deleted") or dig(said, "removed")),
    )


def _person(row: Any) -> str | None:
    return name_of(words(row, "creator", "display_name") or words(row, "creator", "name"))


def _published(said: Any) -> str | None:
    return when(dig(said, "published") or dig(said, "published_at"), utc=True)


def _unmarked(text: str) -> str:
    """Markdown without its marks; quoted lines keep theirs."""
    lines = plain(markdown.without_links(text)).split("\n")
    return "\n".join(
        line if line.startswith(">") else markdown.without_marks(line.removeprefix(":::"))
        for line in lines
    ).strip()


def _link(view: Any) -> str | None:
    return elsewhere(words(view, "post", "url"))


def _article(view: Any) -> Article | None:
    if not isinstance(dig(view, "post"), dict):
        return None
    url = words(view, "post", "ap_id")
    return Article(
        title=name_of(words(view, "post", "name")),
        author=_person(view),
        published=_published(dig(view, "post")),
        url=url,
        site=hints.split(url).hostname if url else None,
        paragraphs=blocks(_unmarked(words(view, "post", "body") or "")),
    )
