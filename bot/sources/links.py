"""Links in what people write: found, told from text, taken out. It dials none of them."""

import re

from models.types import Page

_LINK = re.compile(r"<?\bhttps?://[^\s<>\"]{1,2000}>?", re.IGNORECASE)
_AFTER = ".,;:!?)]}'\"…»”’>*~|`"
UNREAD = "text/uri-list"
"""The media type of a page that is a link and nothing else yet."""

ARTICLE = 400
"""Characters around a link from which the text, and not the link, is what is meant."""


def first(text: str) -> str | None:
    """The first link in ``text`` without the marks around it, or None."""
    found = _LINK.search(text)
    return found.group().lstrip("<").rstrip(_AFTER) if found else None


def without(text: str) -> str:
    """The text without its links."""
    return _LINK.sub("", text).strip()


def stands_for_page(text: str) -> bool:
    """Whether ``text`` is a link with at most a few words around it: the page is meant."""
    return first(text) is not None and len(without(text)) < ARTICLE


def behind(url: str, comments: str | None = None) -> Page:
    """The page behind a link, still to be fetched, with comments that were given apart."""
    return Page("", UNREAD, url, comments)


def is_unread(page: Page) -> bool:
    """Whether a page is a link whose content was not fetched yet."""
    return page.media_type == UNREAD
