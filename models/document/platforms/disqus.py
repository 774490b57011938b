"""Disqus: the first page of a thread that a site embeds, as its embedding page lists it.

The thread is named by what the site's own scripts tell Disqus.
"""

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
    dig,
    feeds,
    first,
    key,
    number,
    parsed,
    rows,
    unasked,
    words,
)
from models.document.platforms.thread import Post, comments, when
from models.types import Page

NAME = "disqus"
CAPS = Caps(requests=1, comments=1_000)
_SITE = re.compile(r"([a-zA-Z0-9][a-zA-Z0-9-]{0,60})\.disqus\.com\\?/embed")
_SHORTNAME = re.compile(r"[a-zA-Z0-9][a-zA-Z0-9_-]{0,60}\Z")
_DATA = 'id="disqus-threadData"'


def recognises(page: Page) -> bool:
    """Whether the page embeds a thread of Disqus."""
    return _shortname(page) is not None


def ask(page: Page, keys: Keys = NO_KEYS) -> tuple[Ask, ...]:
    """The page that Disqus would show in the site's frame."""
    shortname = _shortname(page)
    if shortname is None:
        return ()
    markup = hints.head(page)
    data = _data(page)
    told = {
        "t_i": data.get("data-disqus-identifier")
        or hints.setting(markup, "disqusIdentifier", "disqus_identifier", "page.identifier"),
        "t_u": data.get("data-disqus-url")
        or hints.setting(markup, "disqusUrl", "disqus_url", "page.url")
        or page.url,
        "t_t": data.get("data-disqus-title")
        or hints.setting(markup, "disqusTitle", "disqus_title", "page.title"),
    }
    values = "".join(f"&{name}={hints.quoted(v)}" for name, v in told.items() if v)
    url = f"https://disqus.com/embed/comments/?base=default&f={hints.quoted(shortname)}{values}"
    return unasked(page, [Ask(url)])


def read(page: Page) -> Found:
    """The posts that readers see; PlatformError where the thread is not in the answer."""
    for feed in feeds(page, NAME):
        value = _thread(feed.content)
        if isinstance(dig(value, "response", "posts"), list):
            posts = (p for row in rows(value, "response", "posts") if (p := _post(row)))
            total = number(value, "cursor", "total") or number(value, "response", "thread", "posts")
            return Found(comments(posts, CAPS.comments), total)
    raise PlatformError("The comments' place gave no list of comments.")


def _thread(content: str) -> Any:
    if content.lstrip()[:1] == "{":
        return parsed(content)
    at = content.find(_DATA)
    start = content.find(">", at) + 1
    end = content.find("</script", start)
    if at < 0 or not start:
        raise PlatformError("The comments' place gave no thread.")
    return parsed(content[start : end if end >= 0 else len(content)])


def _post(row: dict[str, Any]) -> Post | None:
    name = key(row, "id")
    if name is None:
        return None
    gone = any(row.get(flag) is True for flag in ("isDeleted", "isSpam", "isDeletedByAuthor"))
    said = words(row, "message")
    return Post(
        key=name,
        parent=key(row, "parent"),
        author=name_of(words(row, "author", "name") or words(row, "author", "username")),
        text=text_of(said or words(row, "raw_message") or ""),
        published=when(row.get("createdAt"), utc=True),
        votes=number(row, "points"),
        shown=not gone and row.get("isApproved") is not False,
    )


def _shortname(page: Page) -> str | None:
    markup = hints.head(page)
    if "disqus" not in markup:
        return None
    script = _SITE.search(markup)
    told = first(
        [
            _data(page).get("data-disqus-shortname"),
            hints.setting(_after(markup, "embedVars"), "disqusShortname"),
            script[1] if script else None,
            hints.setting(markup, "disqus_shortname") if "disqus_thread" in markup else None,
        ]
    )
    return told if told and _SHORTNAME.match(told) else None


def _after(markup: str, name: str) -> str:
    at = markup.find(name)
    return markup[at : at + 10_000] if at >= 0 else ""


def _data(page: Page) -> dict[str, str]:
    """The thread as an element's attributes name it."""
    if "data-disqus-" not in hints.head(page):
        return {}
    told = (tag for name in ("div", "section", "a") for tag in hints.tags(page, name))
    return next((tag for tag in told if any(n.startswith("data-disqus-") for n in tag)), {})
