"""YouTube: the comments of a video, for operators who have a key; without one, nothing."""

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
    feeds,
    key,
    number,
    parsed,
    rows,
    unasked,
    words,
)
from models.document.platforms.thread import Post, comments, is_shown, when
from models.types import Article, Feed, Page

NAME = "youtube"
CAPS = Caps(requests=40, comments=4_000)
_API = "https://www.googleapis.com/youtube/v3/"
_VIDEO = re.compile(r"[\w-]{11}\Z")
_PATH = re.compile(r"/(?:shorts|live|embed|v)/([\w-]{11})(?:/|\Z)")


def recognises(page: Page) -> bool:
    """Whether the page is a video."""
    return _video(page) is not None


def ask(page: Page, keys: Keys = NO_KEYS) -> tuple[Ask, ...]:
    """The video's description, page after page of comments, and the replies left out there."""
    video = _video(page)
    if video is None or not keys.youtube:
        return ()
    headers = (("X-Goog-Api-Key", keys.youtube),)
    threads = f"{_API}commentThreads?part=snippet,replies&videoId={video}&maxResults=100"
    threads += "&textFormat=plainText"
    urls = [f"{_API}videos?part=snippet,statistics&id={video}", threads]
    urls.extend(url for feed in feeds(page, NAME) for url in _further(feed, threads))
    return unasked(page, (Ask(url, headers) for url in urls[: CAPS.requests]))


def read(page: Page) -> Found:
    """The video's description as article and its comments; PlatformError without comments."""
    article, total, listed, seen = None, None, False, []
    for _, value in answers(page, NAME):
        kind = words(value, "kind") or ""
        if kind.endswith("#videoListResponse"):
            article = _article(dig(value, "items", 0))
            total = number(value, "items", 0, "statistics", "commentCount")
            continue
        listed = listed or isinstance(dig(value, "items"), list)
        for row in rows(value, "items"):
            top = dig(row, "snippet", "topLevelComment")
            seen.extend([top, *rows(row, "replies", "comments")] if top else [row])
    if not listed:
        raise PlatformError("The comments could not be read.")
    posts = (post for row in seen if (post := _post(row)))
    return Found(comments(posts, CAPS.comments), total, article)


def _video(page: Page) -> str | None:
    host, parts = hints.host(page).removeprefix("m."), hints.address(page)
    if host == "youtu.be":
        video = parts.path.strip("/")
    elif host in ("youtube.com", "youtube-nocookie.com", "music.youtube.com"):
        match = _PATH.match(parts.path)
        video = match[1] if match else hints.query(page).get("v", "")
    else:
        return None
    return video if _VIDEO.match(video) else None


def _further(feed: Feed, threads: str) -> list[str]:
    """The next page, and the lists of replies of which the answer holds only the first."""
    try:
        value = parsed(feed.content)
    except PlatformError:
        return []
    urls = []
    for row in rows(value, "items") if feed.url.startswith(threads) else []:
        held = len(rows(row, "replies", "comments"))
        name = key(row, "snippet", "topLevelComment", "id")
        if name and (number(row, "snippet", "totalReplyCount") or 0) > held:
            urls.append(_replies(name))
    token = words(value, "nextPageToken")
    if token:
        start = threads if feed.url.startswith(threads) else feed.url.partition("&pageToken=")[0]
        urls.insert(0, f"{start}&pageToken={hints.quoted(token)}")
    return urls


def _replies(name: str) -> str:
    values = f"part=snippet&parentId={hints.quoted(name)}&maxResults=100&textFormat=plainText"
    return f"{_API}comments?{values}"


def _post(row: Any) -> Post | None:
    name = key(row, "id")
    if name is None:
        return None
    said = dig(row, "snippet")
    return Post(
        key=name,
        parent=key(said, "parentId"),
        author=name_of(words(said, "authorDisplayName")),
        text=plain(words(said, "textDisplay") or words(said, "textOriginal") or ""),
        published=when(dig(said, "publishedAt")),
        votes=number(said, "likeCount"),
        shown=is_shown(dig(said, "moderationStatus"))
        and dig(said, "moderationStatus") not in ("heldForReview", "likelySpam"),
    )


def _article(video: Any) -> Article:
    return Article(
        title=name_of(words(video, "snippet", "title")),
        author=name_of(words(video, "snippet", "channelTitle")),
        published=when(dig(video, "snippet", "publishedAt")),
        url=f"https://www.youtube.com/watch?v={key(video, 'id')}",
        site="YouTube",
        paragraphs=blocks(plain(words(video, "snippet", "description") or "")),
    )
