"""The other addresses that a page names for itself: on one page, for print, AMP.

Cheap enough for the gateway: it reads the first half megabyte once and builds no tree.
"""

import re
from html import unescape
from urllib.parse import urljoin

_HEAD = 500_000
_LINK = re.compile(r"<(?:link|a)\s(?P<attributes>[^<>]{1,1500}+)>", re.IGNORECASE)
_HREF = re.compile(r"""\bhref\s{0,3}=\s{0,3}["']?(?P<url>[^"'\s>]{1,1000})""", re.IGNORECASE)
_KINDS = (
    re.compile(r"""single[-_ ]?page|[?&](?:page=all|singlepage|pagewanted=all)\b""", re.IGNORECASE),
    re.compile(r"""media\s{0,3}=\s{0,3}["']?print|\brel\s{0,3}=\s{0,3}["']?print""", re.IGNORECASE),
    re.compile(r"""\brel\s{0,3}=\s{0,3}["']?amphtml""", re.IGNORECASE),
)
_MOST = 5


def variants(html: str, url: str) -> tuple[str, ...]:
    """Absolute addresses of the same article, the fullest first: at most five, never ``url``."""
    found: dict[str, int] = {}
    for link in _LINK.finditer(html[:_HEAD]):
        attributes = link["attributes"]
        rank = next((n for n, kind in enumerate(_KINDS) if kind.search(attributes)), None)
        if rank is None or "stylesheet" in attributes or (href := _HREF.search(attributes)) is None:
            continue
        target = _absolute(url, unescape(href["url"]))
        if target is not None and target != url:
            found.setdefault(target, rank)
    return tuple(sorted(found, key=found.__getitem__))[:_MOST]


def _absolute(base: str, target: str) -> str | None:
    try:
        joined = urljoin(base, target)
    except ValueError:
        return None
    return joined if joined.startswith(("http://", "https://")) else None
