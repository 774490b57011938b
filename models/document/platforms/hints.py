"""What a page says of the place of its comments: tags, scripts and its address, read cheaply.

Looks at the first part of the raw HTML with patterns that cannot backtrack; builds no tree.
"""

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import SplitResult, parse_qsl, quote, urljoin, urlsplit

from models.types import Page

MOST = 1_500_000  # characters of a page that are looked at
_LONGEST_TAG = 4_000
_ATTRIBUTE = re.compile(
    r"""(?<![-\w:.])([a-zA-Z_:][-\w:.]*+)\s*+=\s*+(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))"""
)
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))")
_COMMENT = re.compile(r"(?<![:'\"])//")
_NUMBER = re.compile(r"[0-9]{1,19}\Z")
_NO_PAGE = SplitResult("", "", "", "", "")


def head(page: Page) -> str:
    """The part of the page's HTML that is looked at."""
    return page.content if len(page.content) <= MOST else page.content[:MOST]


def address(page: Page) -> SplitResult:
    """The page's address in parts, empty where it has none that can be read."""
    return split(page.url or "")


def split(url: str) -> SplitResult:
    """An address in parts; an unreadable one is empty."""
    try:
        parts = urlsplit(url.strip())
        return parts if parts.scheme in ("http", "https") and parts.hostname else _NO_PAGE
    except ValueError:
        return _NO_PAGE


def host(page: Page) -> str:
    """The page's host in lower case, without "www."."""
    return (address(page).hostname or "").removeprefix("www.")


def origin(page: Page) -> str:
    """``https://host`` of the page, or nothing."""
    parts = address(page)
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


def query(page: Page) -> dict[str, str]:
    """The values of the address's query."""
    return dict(parse_qsl(address(page).query[:2_000]))


def joined(page: Page, place: str) -> str:
    """The absolute address of a place the page names, or nothing where that is none."""
    try:
        url = urljoin(page.url or "", place.strip())
    except ValueError:
        return ""
    return url if split(url).netloc else ""


def quoted(value: str) -> str:
    """A value as it stands in a query or as one part of a path."""
    return quote(value.encode("utf-8", "replace"), safe="")


def is_number(value: str | None) -> bool:
    """Whether this is a number as ids are."""
    return value is not None and _NUMBER.match(value) is not None


def tags(page: Page, name: str) -> Iterator[dict[str, str]]:
    """The attributes of every ``<name …>``, lower-case names, entities read."""
    markup = head(page)
    pattern = rf"<(?:{name}|{name.upper()})(?=[\s/])([^>]{{0,{_LONGEST_TAG}}})"
    for tag in re.finditer(pattern, markup):
        yield attributes(tag[1])


def attributes(inside: str) -> dict[str, str]:
    """The attributes in the inside of a tag."""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(inside[:_LONGEST_TAG]):
        value = match[2] or match[3] or match[4] or ""
        found.setdefault(match[1].lower(), unescape(value) if "&" in value else value)
    return found


def links(page: Page, rel: str) -> Iterator[dict[str, str]]:
    """The ``<link>`` elements of that relation."""
    return (link for link in tags(page, "link") if rel in link.get("rel", "").lower().split())


def generator(page: Page) -> str:
    """What the page says it was made with, in lower case."""
    named = (meta for meta in tags(page, "meta") if meta.get("name", "").lower() == "generator")
    return " ".join(meta.get("content", "").lower()[:200] for meta in named)


def body_classes(page: Page) -> list[str]:
    """The classes of the page's body."""
    return next((body.get("class", "").split() for body in tags(page, "body")), [])


def setting(markup: str, *names: str) -> str | None:
    """The string that a script gives to one of these names: ``name = 'x'`` or ``"name": "x"``.

    What stands behind ``//`` on its line is no setting.
    """
    for name in names:
        if name not in markup:
            continue
        pattern = (
            rf"(?<![\w$-]){re.escape(name)}[\"']?[ \t]{{0,20}}[=:]"
            r"\s{0,20}(?:\"((?:[^\"\\\n]|\\.){1,1000})\"|'((?:[^'\\\n]|\\.){1,1000})')"
        )
        for found in re.finditer(pattern, markup):
            before = markup[max(found.start() - 60, 0) : found.start()].rpartition("\n")[2]
            if not (_COMMENT.search(before) or before.lstrip().startswith("*")):
                return _unescaped(found[1] or found[2])
    return None


def _unescaped(text: str) -> str:
    """A JavaScript string's inside as it is meant."""
    if "\\" not in text:
        return text
    read = _ESCAPE.sub(
        lambda mark: chr(int(mark[1] or mark[2], 16)) if mark[3] is None else mark[3], text
    )
    return read.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
