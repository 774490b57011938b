"""Bluesky: a public post with the answers to it, over the network's open interface."""

import re
from typing import Any

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
    failed,
    feeds,
    members,
    number,
    parsed,
    rows,
    unasked,
    words,
)
from models.document.platforms.thread import Post, comments, nested, when
from models.types import Article, Page

NAME = "bluesky"
CAPS = Caps(requests=2, comments=5_000)
SECOND_WAY = True
_API = "https://public.api.bsky.app/xrpc/"
_POST = re.compile(r"/profile/([\w.:%-]{1,300})/post/([\w.~-]{1,30})/?\Z")
_DID = re.compile(r"did:[a-z]{1,20}:[\w.:%-]{1,300}\Z")
_HIDING = frozenset(("!hide", "!takedown", "spam"))


def recognises(page: Page) -> bool:
    """Whether the page is a post of Bluesky."""
    return _named(page) is not None


def ask(page: Page, keys: Keys = NO_KEYS) -> tuple[Ask, ...]:
    """Whose handle it is, then the post with all that stands under it."""
    named = _named(page)
    if named is None:
        return ()
    who, post = named
    if not _DID.match(who):
        resolving = Ask(f"{_API}com.atproto.identity.resolveHandle?handle={hints.quoted(who)}")
        did = _resolved(page, resolving.url)
        if did is None and not failed(page, NAME):
            return (resolving,)
        who = did or who
    uri = hints.quoted(f"at://{who}/app.bsky.feed.post/{post}")
    values = f"uri={uri}&depth=1000&parentHeight=0"
    return unasked(page, [Ask(f"{_API}app.bsky.feed.getPostThread?{values}")])


def read(page: Page) -> Found:
    """The post as article and its answers; PlatformError where there is no post."""
    for _, value in answers(page, NAME):
        root = dig(value, "thread")
        if isinstance(dig(root, "post", "record"), dict):
            hidden = members(value, "threadgate", "record", "hiddenReplies")
            hiding = {uri for uri in hidden if isinstance(uri, str)}
            below = nested(rows(root, "replies"), lambda row: rows(row, "replies"))
            posts = (post for row, above in below if (post := _post(row, above, hiding)))
            total = number(root, "post", "replyCount")
            found = comments(posts, CAPS.comments)
            most = max(total, len(found)) if total is not None else None
            return Found(found, most, _article(root))
    raise PlatformError("The answers could not be read.")


def _named(page: Page) -> tuple[str, str] | None:
    match = _POST.match(hints.address(page).path) if hints.host(page) == "bsky.app" else None
    return (match[1].replace("%3A", ":"), match[2]) if match else None


def _resolved(page: Page, url: str) -> str | None:
    for feed in feeds(page, NAME):
        if feed.url == url:
            try:
                did = words(parsed(feed.content), "did") or ""
            except PlatformError:
                return None
            return did if _DID.match(did) else None
    return None


def _post(row: dict[str, Any], above: dict[str, Any] | None, hiding: set[str]) -> Post | None:
    uri = words(row, "post", "uri")
    if uri is None:
        return None
    labels = {words(label, "val") for label in rows(row, "post", "labels")}
    return Post(
        key=uri,
        parent=words(above, "post", "uri") if above else None,
        author=_author(row),
        text=plain(words(row, "post", "record", "text") or ""),
        published=when(dig(row, "post", "record", "createdAt")),
        votes=number(row, "post", "likeCount"),
        shown=uri not in hiding and not labels & _HIDING,
    )


def _author(row: Any) -> str | None:
    author = dig(row, "post", "author")
    return name_of(words(author, "displayName")) or name_of(words(author, "handle"))


def _article(root: Any) -> Article:
    return Article(
        author=_author(root),
        published=when(dig(root, "post", "record", "createdAt")),
        site="Bluesky",
        paragraphs=blocks(plain(words(root, "post", "record", "text") or "")),
    )
