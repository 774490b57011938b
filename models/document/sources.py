"""Says where the comments of a linked page are from, how many are missing, and which place failed.

It reads counts and addresses of further pages, no comment.
"""

import re
from collections.abc import Iterator
from typing import Any

from models.types import Note, Page

NAMES = {
    "wordpress": "WordPress",
    "wordpresscom": "WordPress.com",
    "disqus": "Disqus",
    "hackernews": "Hacker News",
    "discourse": "Discourse",
    "lobsters": "Lobsters",
    "lemmy": "Lemmy",
    "mastodon": "Mastodon",
    "bluesky": "Bluesky",
    "substack": "Substack",
    "blogger": "Blogger",
    "isso": "Isso",
    "remark42": "Remark42",
    "ghost": "Ghost",
    "guardian": "The Guardian",
    "nytimes": "The New York Times",
    "reddit": "Reddit",
    "youtube": "YouTube",
}
"""The places by the name of their module, as readers know them."""

_FURTHER = re.compile(r"(?:/comment-page-|[?&](?:cpage|comment_page|comments_page)=)\d", re.I)
_COUNT = re.compile(r"(?<![\d.,])(\d{1,3}(?:[.,\u2009\u202f\u00a0]\d{3})+|\d{1,7})(?![\d.,]*\d)")
_TITLES = frozenset(("comments-title", "wp-block-comments-title", "comments-heading"))
_LONGEST = 300


def notes(
    page: Page, source: str, kept: int, total: int | None = None, part: bool = False
) -> tuple[Note, ...]:
    """The notes on a page from which ``kept`` comments were read.

    ``source`` is a platform's name, "page" for the page's own markup, "schema" for its list for
    search engines, "" for none; ``total`` is how many that source says there are, ``part`` that
    there are further pages of them.
    """
    return tuple(_notes(page, source, kept, total, part))


def _notes(page: Page, source: str, kept: int, total: int | None, part: bool) -> Iterator[Note]:
    place = NAMES.get(source, "")
    if place:
        of = max(total or 0, kept)
        yield Note("from_place", (("source", place), ("kept", kept), ("total", of)))
    elif source and part and total is not None and total > kept:
        yield Note("from_page_part", (("kept", kept), ("total", total)))
    elif source and part:
        yield Note("from_page_first", (("kept", kept),))
    elif source:
        yield Note("from_page", (("kept", kept),))
    for name, reason in page.failed:
        yield _failure(name, reason)


def _failure(name: str, reason: str) -> Note:
    if name == "linked":
        return Note("linked_failed")
    place = NAMES.get(name, name)
    if reason in ("limit", "time"):
        return Note("place_limit", (("source", place),))
    return Note("place_failed", (("source", place),))


def further(root: Any) -> tuple[bool, int | None]:
    """Whether a page, as a tree, leads to more of its comments; how many it says there are."""
    part, total = False, None
    for element in root.iter():
        if element.tag == "a" and _FURTHER.search((element.get("href") or "")[:2_000]):
            part = part or not _is_permalink(element)
        elif total is None and _is_title(element):
            said = " ".join("".join(element.itertext())[:_LONGEST].split())
            found = _COUNT.search(said)
            total = int(re.sub(r"\D", "", found[1])) if found else None
    return part, total


def _is_permalink(element: Any) -> bool:
    """Whether a link leads to one comment, which names the page it stands on."""
    return "#comment-" in element.get("href")


def _is_title(element: Any) -> bool:
    if not isinstance(element.tag, str) or element.tag not in ("h2", "h3", "h4", "div", "span"):
        return False
    return not _TITLES.isdisjoint((element.get("class") or "").split()) or (
        element.tag in ("h2", "h3") and element.get("id") == "comments"
    )
