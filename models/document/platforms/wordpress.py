"""WordPress: the comments of one post over its REST interface, as the site shows them.

The post's number and the interface's root are taken from what the page or its headers name.
"""

import re
from typing import Any
from urllib.parse import unquote

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
    header,
    key,
    number,
    parsed,
    rows,
    unasked,
    words,
)
from models.document.platforms.thread import Post, comments, is_shown, when
from models.types import Feed, Page

NAME = "wordpress"
CAPS = Caps(requests=100, comments=20_000)
_EACH = 100  # the most that WordPress gives at once
_FIELDS = "id,parent,author_name,date,date_gmt,content,type,status"
_READERS = ("comment", "review", "")  # a review is a comment on a product; others are machines'
_HEADER_LINK = re.compile(r"<([^<>\s]{1,2000})>((?:\s*;[^,<>]{0,300}){0,8})")
_POST = re.compile(
    r"(.{0,1900}?[/=])wp/v2/(?!categories|tags|users|media|comments)[\w-]{1,40}/(\d+)"
)
_SHORT = re.compile(r"(https?://[^?#\s]{1,1900})\?(?:p|page_id)=(\d+)\Z")
_LISTS = frozenset(("archive", "search", "blog"))
_BODY = re.compile(r"(?:postid|page-id)-(\d+)\Z")


def recognises(page: Page) -> bool:
    """Whether the page names the interface and the post."""
    return _endpoint(page) is not None


def ask(page: Page, keys: Keys = NO_KEYS) -> tuple[Ask, ...]:
    """The first hundred comments, then every other page at once."""
    start = _endpoint(page)
    if start is None:
        return ()
    return unasked(page, (Ask(_numbered(start, at)) for at in range(1, _pages(page) + 1)))


def read(page: Page) -> Found:
    """The approved comments; PlatformError where no answer is a list of them."""
    listed = [(feed, value) for feed, value in answers(page, NAME) if isinstance(value, list)]
    if not listed:
        raise PlatformError("The comments' place gave no list of comments.")
    posts = (post for _, value in listed for row in rows(value) if (post := _post(row)))
    total = number(header(listed[0][0], "x-wp-total"))
    return Found(comments(posts, CAPS.comments), total)


def _post(row: dict[str, Any]) -> Post | None:
    name = key(row, "id")
    if name is None:
        return None
    status = row.get("status")
    kind = row.get("type")
    return Post(
        key=name,
        parent=key(row, "parent"),
        author=name_of(row.get("author_name")),
        text=text_of(words(row, "content", "rendered") or ""),
        published=when(row.get("date_gmt"), utc=True) or when(row.get("date")),
        shown=is_shown(status) and (not isinstance(kind, str) or kind in _READERS),
    )


def _pages(page: Page) -> int:
    """How many pages of comments there are, as far as the answers tell."""
    given = feeds(page, NAME)
    if not given:
        return 1
    told = number(header(given[0], "x-wp-totalpages"))
    if told is None:
        told = len(given) + _is_full(given[-1])
    return max(1, min(told, CAPS.requests))


def _is_full(feed: Feed) -> bool:
    try:
        return len(rows(parsed(feed.content))) >= _EACH
    except PlatformError:
        return False


def _numbered(start: str, at: int) -> str:
    return f"{start}&per_page={_EACH}&page={at}&order=asc&orderby=id&_fields={_FIELDS}"


def _endpoint(page: Page) -> str | None:
    """The address that lists the post's comments, without paging."""
    root, post = _named(page)
    if not _LISTS.isdisjoint(hints.body_classes(page)):
        return None  # its numbers are those of a category, or of a post among others
    if not root or not post or "public-api.wordpress.com" in root:
        return None
    if "rest_route=" in root:
        return f"{root.rstrip('/')}/wp/v2/comments&post={post}"
    return f"{root.rstrip('/')}/wp/v2/comments?post={post}"


def _named(page: Page) -> tuple[str | None, str | None]:
    """(the interface's root, the post's number) as headers and markup name them."""
    root, post, short = None, None, None
    for url, kind in _links(page):
        place = hints.joined(page, unquote(url) if "rest_route" in url else url)
        if kind == "root":
            root = root or place
        elif kind == "json" and (match := _POST.match(place)):
            root, post = root or match[1], post or match[2]
        elif kind == "short" and (match := _SHORT.match(place)):
            short, post = short or match[1], post or match[2]
    post = post or post_number(page)
    if root is None and short is not None:
        root = f"{short}?rest_route=/"
    return root, post


def post_number(page: Page) -> str | None:
    """The post's number as the body's classes or the comment form name it."""
    for name in hints.body_classes(page):
        if match := _BODY.match(name):
            return match[1]
    if "comment_post_ID" in hints.head(page):
        for field in hints.tags(page, "input"):
            if field.get("name") == "comment_post_ID" and hints.is_number(field.get("value")):
                return field["value"]
    return None


def _links(page: Page) -> list[tuple[str, str]]:
    """The addresses that tell root, post and short form, the headers' first."""
    found: list[tuple[str, str]] = []
    sent = next((value for name, value in page.headers if name == "link"), "")
    for match in _HEADER_LINK.finditer(sent[:20_000]):
        found.append((match[1], _kind(match[2])))
    markup = hints.head(page)
    if "api.w.org" in markup or "wp/v2" in markup or "shortlink" in markup:
        for link in hints.tags(page, "link"):
            told = f"rel={link.get('rel', '')};type={link.get('type', '')}"
            found.append((link.get("href", ""), _kind(told)))
    return [(url, kind) for url, kind in found if kind and url]


def _kind(told: str) -> str:
    if "api.w.org" in told:
        return "root"
    if "shortlink" in told:
        return "short"
    return "json" if "alternate" in told and "application/json" in told else ""
