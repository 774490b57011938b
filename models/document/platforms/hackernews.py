"""Hacker News: one item with everything under it, from Algolia or else from Firebase.

Also finds the thread about an article.
"""

from typing import Any
from urllib.parse import parse_qsl, urlencode

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
    elsewhere,
    failed,
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
from models.types import Article, Feed, Page

NAME = "hackernews"
CAPS = Caps(requests=300, comments=20_000)  # Firebase is asked once for every comment
SECOND_WAY = True
_HOST = "news.ycombinator.com"
_ALGOLIA = "https://hn.algolia.com/api/v1/"
_FIREBASE = "https://hacker-news.firebaseio.com/v0/item/"


def recognises(page: Page) -> bool:
    """Whether the page is an item of Hacker News."""
    return _item(page) is not None


def ask(page: Page, keys: Keys = NO_KEYS) -> tuple[Ask, ...]:
    """The whole tree from Algolia; where it fails, item after item from Firebase."""
    item = _item(page)
    if item is None:
        return ()
    tree = f"{_ALGOLIA}items/{item}"
    given = feeds(page, NAME)
    if any(feed.url == tree and _tree(feed) for feed in given):
        return ()
    if not failed(page, NAME) and not given:
        return (Ask(tree),)
    wanted = [item]
    for feed in given:
        if feed.url.startswith(_FIREBASE):
            wanted.extend(_kids(feed))
    return unasked(page, (Ask(f"{_FIREBASE}{kid}.json") for kid in wanted[: CAPS.requests]))


def read(page: Page) -> Found:
    """The thread with its own text as article; PlatformError where there is no item."""
    items = [value for feed, value in answers(page, NAME) if _is_item(feed, value)]
    if not items:
        raise PlatformError("The thread could not be read.")
    root = items[0]
    if "children" in root:
        below = nested(rows(root, "children"), lambda row: rows(row, "children"))
        posts = [_of_algolia(row, above) for row, above in below]
    else:
        posts = [_of_firebase(row) for row in items[1:]]
    listed = comments((post for post in posts if post), CAPS.comments)
    return Found(listed, number(root, "descendants"), _article(root), _link(root))


def linked(page: Page) -> str | None:
    """The address that the story is about."""
    for feed in feeds(page, NAME):
        if feed.url.startswith((f"{_ALGOLIA}items/", _FIREBASE)):
            try:
                return _link(parsed(feed.content))
            except PlatformError:
                continue
    return None


def discussions(page: Page) -> tuple[Ask, ...]:
    """The search for the thread about an article, then the thread with the most comments."""
    wanted = {bare for url in _addresses(page) if (bare := _bare(url))}
    if not wanted or recognises(page):
        return ()
    values = {"query": sorted(wanted)[0], "restrictSearchableAttributes": "url", "tags": "story"}
    search = Ask(f"{_ALGOLIA}search?{urlencode(values)}&hitsPerPage=20")
    hits: list[tuple[int, str]] = []
    for feed in feeds(page, NAME):
        if feed.url == search.url:
            hits = _hits(feed, wanted)
            return unasked(page, (Ask(f"{_ALGOLIA}items/{item}") for _, item in hits[:1]))
    return (search,)


def _hits(feed: Feed, wanted: set[str]) -> list[tuple[int, str]]:
    """(comments, id) of the threads about these addresses, the longest first."""
    try:
        found = rows(parsed(feed.content), "hits")
    except PlatformError:
        return []
    about = [row for row in found if _bare(words(row, "url") or "") in wanted]
    counted = [(number(row, "num_comments") or 0, key(row, "objectID") or "") for row in about]
    return sorted((hit for hit in counted if hit[0] and hints.is_number(hit[1])), reverse=True)


def _addresses(page: Page) -> list[str]:
    canonical = [link.get("href", "") for link in hints.links(page, "canonical")]
    return [url for url in (page.url or "", *canonical[:1]) if url]


def _bare(url: str) -> str:
    """An address without what differs between links to one page."""
    parts = hints.split(url)
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.").removeprefix("amp.")
    path = parts.path.rstrip("/")
    if not host or not path:
        return ""
    kept = [(n, v) for n, v in parse_qsl(parts.query[:1_000]) if not n.startswith(("utm_", "fb"))]
    return f"{host}{path}" + (f"?{urlencode(sorted(kept))}" if kept else "")


def _item(page: Page) -> str | None:
    if hints.host(page) != _HOST or hints.address(page).path != "/item":
        return None
    item = hints.query(page).get("id")
    return item if hints.is_number(item) else None


def _tree(feed: Feed) -> bool:
    return '"children"' in feed.content


def _kids(feed: Feed) -> list[str]:
    try:
        kids = members(parsed(feed.content), "kids")
    except PlatformError:
        return []
    return [str(kid) for kid in kids if isinstance(kid, int)]


def _is_item(feed: Feed, value: Any) -> bool:
    return isinstance(value, dict) and key(value, "id") is not None and "hits" not in value


def _of_algolia(row: dict[str, Any], above: dict[str, Any] | None) -> Post | None:
    name = key(row, "id")
    if name is None:
        return None
    return Post(
        key=name,
        parent=key(above, "id") if above else None,
        author=name_of(row.get("author")),
        text=text_of(words(row, "text") or ""),
        published=when(row.get("created_at_i")) or when(row.get("created_at")),
        votes=number(row, "points"),
    )


def _of_firebase(row: dict[str, Any]) -> Post | None:
    name = key(row, "id")
    if name is None:
        return None
    return Post(
        key=name,
        parent=key(row, "parent"),
        author=name_of(row.get("by")),
        text=text_of(words(row, "text") or ""),
        published=when(row.get("time")),
        shown=not (row.get("deleted") or row.get("dead")),
    )


def _link(root: Any) -> str | None:
    return elsewhere(words(root, "url"), _HOST)


def _article(root: dict[str, Any]) -> Article:
    return Article(
        title=name_of(root.get("title")),
        author=name_of(root.get("author") or root.get("by")),
        published=when(root.get("created_at_i") or root.get("time")),
        url=f"https://{_HOST}/item?id={key(root, 'id')}",
        site="Hacker News",
        paragraphs=paragraphs_of(words(root, "text") or ""),
    )
