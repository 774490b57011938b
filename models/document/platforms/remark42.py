"""Remark42: all comments that a page embeds, from the host that its script names."""

import re
from typing import Any

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
    dig,
    key,
    number,
    rows,
    unasked,
    words,
)
from models.document.platforms.thread import Post, comments, nested, when
from models.types import Page

NAME = "remark42"
CAPS = Caps(requests=1, comments=10_000)
_CONFIG = re.compile(r"remark_config\s{0,20}=")


def recognises(page: Page) -> bool:
    """Whether the page's script sets Remark42 up."""
    return _find(page) is not None


def ask(page: Page, keys: Keys = NO_KEYS) -> tuple[Ask, ...]:
    """The tree of comments, all in one answer."""
    url = _find(page)
    return unasked(page, [Ask(url)]) if url else ()


def read(page: Page) -> Found:
    """The comments, told as a tree or as a list; PlatformError where there are neither."""
    for _, value in answers(page, NAME):
        if isinstance(dig(value, "comments"), list):
            tree = nested(rows(value, "comments"), lambda row: rows(row, "replies"))
            posts = (p for row, _ in tree if (p := _post(row.get("comment", row))))
            return Found(comments(posts, CAPS.comments), number(value, "info", "count"))
    raise PlatformError("The comments' place gave no list of comments.")


def _find(page: Page) -> str | None:
    markup = hints.head(page)
    config = _CONFIG.search(markup) if "remark_config" in markup else None
    if config is None:
        return None
    script = markup[config.start() : config.start() + 3_000]
    host = hints.joined(page, hints.setting(script, "host") or "").rstrip("/")
    site = hints.setting(script, "site_id") or "remark"
    parts = hints.address(page)
    url = hints.setting(script, "url") or f"{hints.origin(page)}{parts.path}"
    if not host:
        return None
    values = f"site={hints.quoted(site)}&url={hints.quoted(url)}&format=tree&sort=%2Btime"
    return f"{host}/api/v1/find?{values}"


def _post(row: Any) -> Post | None:
    name = key(row, "id")
    if name is None:
        return None
    return Post(
        key=name,
        parent=key(row, "pid"),
        author=name_of(words(row, "user", "name")),
        text=text_of(words(row, "text") or ""),
        published=when(dig(row, "time")),
        votes=number(row, "score"),
        shown=not dig(row, "delete"),
    )
