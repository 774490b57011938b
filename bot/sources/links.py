"""Links in what people write: found, told from text, taken out. It dials none of them."""

import re

from bot.errors import SourceError

_LINK = re.compile(r"<?\bhttps?://[^\s<>\"]{1,2000}>?", re.IGNORECASE)
_AFTER = ".,;:!?)]}'\"…»”’>"
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


def refuse(text: str) -> None:
    """Raises SourceError where ``text`` means the page behind a link: links are not read yet."""
    if stands_for_page(text):
        raise SourceError("link_later")
