"""Discourse: a topic of any forum, or the topic in which a site's article is talked about.

The first post is what the topic is about and no comment. Forums are known by their own mark.
"""

import re
from html import unescape
from typing import Any

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
    dig,
    elsewhere,
    feeds,
    key,
    members,
    number,
    parsed,
    rows,
    unasked,
    words,
)
from models.document.platforms.thread import Post, comments, when
from models.types import Article, Feed, Page

NAME = "discourse"
CAPS = Caps(requests=45, comments=5_000)  # a forum allows 50 requests in ten seconds
_EACH = 20  # posts at once, as the forum's own pages ask for them
_TOPIC = re.compile(r"(.{0,300}?)/t/(?:[^/]{1,300}/)?(\d{1,15})(?:/\d{1,9}){0,2}/?\Z")
_EMBEDDED = re.compile(r"https?://[^\s\"'<>]{1,300}/t/(?:[^/\s\"'<>]{1,300}/)?\d{1,15}")
_NUMBER = re.compile(r"topicId[\"']?\s{0,5}:\s{0,5}[\"']?(\d{1,15})")
_COMPANION = re.compile(r"<small>[^<]{0,300}<a href=\"(https?://[^\"<>\s]{1,2000})\"")
_WRITTEN = (1, 2)  # the kinds of posts that people write; 3 and 4 are the forum's own


def recognises(page: Page) -> bool:
    """Whether the page is a topic, or embeds one."""
    return _topic(page) is not None or _embedding(page) is not None


def ask(page: Page, keys: Keys = NO_KEYS) -> tuple[Ask, ...]:
    """The topic, found in the frame of a page that embeds it, then the posts it only numbers."""
    topic = _topic(page)
    if topic is None:
        embedded = _embedding(page)
        if embedded is None or "?" not in embedded:
            topic = embedded
        else:
            shown = next((feed for feed in feeds(page, NAME) if feed.url == embedded), None)
            if shown is None:
                return (Ask(embedded),)
            found = _EMBEDDED.search(shown.content[: hints.MOST])
            topic = found[0] if found else None
    if topic is None:
        return ()
    first = Ask(f"{topic}.json")
    for feed in feeds(page, NAME):
        if feed.url == first.url:
            missing = _missing(feed)
            parts = (missing[at : at + _EACH] for at in range(0, len(missing), _EACH))
            base = topic.rpartition("/t/")[0] + "/t/" + topic.rpartition("/")[2]
            asks = (Ask(f"{base}/posts.json?{_listed(part)}") for part in parts)
            return unasked(page, list(asks)[: CAPS.requests - 2])
    return (first,)


def read(page: Page) -> Found:
    """The topic's first post as article, the others as comments; PlatformError without a topic."""
    values = [
        value for _, value in answers(page, NAME) if isinstance(dig(value, "post_stream"), dict)
    ]
    if not values:
        raise PlatformError("The topic could not be read.")
    topic = next((value for value in values if "title" in value), values[0])
    posts = [row for value in values for row in rows(value, "post_stream", "posts")]
    posts.sort(key=lambda row: number(row, "post_number") or 0)
    opening = next((row for row in posts if number(row, "post_number") == 1), None)
    replies = (post for row in posts if row is not opening and (post := _post(row)))
    counted = number(topic, "posts_count")
    return Found(
        comments(replies, CAPS.comments),
        counted - 1 if counted else None,
        _article(page, topic, opening),
        _link(topic, opening),
    )


def linked(page: Page) -> str | None:
    """The address that the topic is about, where it says so."""
    for feed in feeds(page, NAME):
        try:
            topic = parsed(feed.content)
        except PlatformError:
            continue
        if words(topic, "title"):
            return _link(topic, dig(topic, "post_stream", "posts", 0))
    return None


def _topic(page: Page) -> str | None:
    """The topic's address without what follows its number."""
    match = _TOPIC.match(hints.address(page).path)
    if match is None:
        return None
    markup = hints.head(page)
    marked = "discourse" in hints.generator(page) or "data-discourse-setup" in markup
    return f"{hints.origin(page)}{match[1]}/t/{match[2]}" if marked else None


def _embedding(page: Page) -> str | None:
    """What the page's script tells the forum: the topic's address, or the frame that knows it."""
    markup = hints.head(page)
    at = markup.find("DiscourseEmbed")
    if at < 0:
        return None
    script = markup[at : at + 3_000]
    root = hints.joined(page, hints.setting(script, "discourseUrl") or "").rstrip("/")
    if not root:
        return None
    told = _NUMBER.search(script)
    if told is not None:
        return f"{root}/t/{told[1]}"
    url = hints.setting(script, "discourseEmbedUrl") or page.url or ""
    return f"{root}/embed/comments?embed_url={hints.quoted(url)}"


def _missing(feed: Feed) -> list[str]:
    """The ids of the posts that the topic numbers and does not hold."""
    try:
        topic = parsed(feed.content)
    except PlatformError:
        return []
    held = {key(row, "id") for row in rows(topic, "post_stream", "posts")}
    stream = members(topic, "post_stream", "stream")
    named = [str(name) for name in stream if isinstance(name, int)]
    return [name for name in named if name not in held]


def _listed(part: list[str]) -> str:
    return "&".join(f"post_ids[]={name}" for name in part)


def _post(row: dict[str, Any]) -> Post | None:
    name = key(row, "post_number")
    if name is None:
        return None
    kind = number(row, "post_type")
    gone = any(row.get(flag) for flag in ("hidden", "user_deleted", "deleted_at"))
    return Post(
        key=name,
        parent=key(row, "reply_to_post_number"),
        author=_author(row),
        text=text_of(words(row, "cooked") or ""),
        published=when(row.get("created_at")),
        votes=_likes(row),
        shown=not gone and (kind is None or kind in _WRITTEN),
    )


def _author(row: Any) -> str | None:
    return name_of(words(row, "name") or words(row, "username"))


def _likes(row: dict[str, Any]) -> int | None:
    """How many like the post; the forum's action 2 is a like."""
    likes = (number(act, "count") for act in rows(row, "actions_summary") if act.get("id") == 2)
    return next(likes, None)


def _link(topic: Any, opening: Any) -> str | None:
    companion = _COMPANION.search((words(opening, "cooked") or "")[:20_000])
    return elsewhere(words(topic, "featured_link")) or elsewhere(
        unescape(companion[1]) if companion else None
    )


def _article(page: Page, topic: Any, opening: Any) -> Article | None:
    if not isinstance(opening, dict):
        return None
    given = feeds(page, NAME)
    url = next((f.url.removesuffix(".json") for f in given if f.url.endswith(".json")), None)
    return Article(
        title=name_of(topic.get("title")),
        author=_author(opening),
        published=when(opening.get("created_at")),
        url=url,
        site=hints.split(url).hostname if url else None,
        paragraphs=paragraphs_of(words(opening, "cooked") or ""),
    )
