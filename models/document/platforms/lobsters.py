"""Lobsters and its sister sites: one story with all its comments."""

import re
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
    elsewhere,
    feeds,
    key,
    number,
    parsed,
    rows,
    unasked,
    words,
)
from models.document.platforms.thread import Post, comments, when
from models.types import Article, Page

NAME = "lobsters"
CAPS = Caps(requests=1, comments=10_000)
_STORY = re.compile(r"/s/([a-z0-9]{6})(?:\.json|/[^/]{0,300})?/?\Z")


def recognises(page: Page) -> bool:
    """Whether the page is a story; of another host only with its mark in the page."""
    return _story(page) is not None


def ask(page: Page, keys: Keys = NO_KEYS) -> tuple[Ask, ...]:
    """The story, all in one answer."""
    story = _story(page)
    return unasked(page, [Ask(f"{hints.origin(page)}/s/{story}.json")]) if story else ()


def read(page: Page) -> Found:
    """The story and its comments; PlatformError where there is no story."""
    for _, value in answers(page, NAME):
        if isinstance(value, dict) and isinstance(value.get("comments"), list):
            listed = comments(_posts(rows(value, "comments")), CAPS.comments)
            return Found(listed, number(value, "comment_count"), _article(value), _link(value))
    raise PlatformError("The thread could not be read.")


def linked(page: Page) -> str | None:
    """The address that the story is about."""
    for feed in feeds(page, NAME):
        try:
            return _link(parsed(feed.content))
        except PlatformError:
            continue
    return None


def _story(page: Page) -> str | None:
    match = _STORY.match(hints.address(page).path)
    if match is None:
        return None
    marked = f'data-shortid="{match[1]}"' in hints.head(page)
    return match[1] if marked or hints.host(page) == "lobste.rs" else None


def _posts(listed: list[dict[str, Any]]) -> list[Post]:
    """The comments; older sites tell only how far each is indented."""
    posts: list[Post] = []
    open_at: dict[int, str] = {}
    for row in listed:
        name = key(row, "short_id")
        if name is None:
            continue
        depth = number(row, "depth")
        level = depth if depth is not None else number(row, "indent_level") or 0
        told = "parent_comment" in row
        open_at[level] = name
        posts.append(
            Post(
                key=name,
                parent=key(row, "parent_comment") if told else open_at.get(level - 1),
                author=_user(row.get("commenting_user")),
                text=text_of(words(row, "comment") or ""),
                published=when(row.get("created_at")),
                votes=number(row, "score"),
                shown=not (row.get("is_deleted") or row.get("is_moderated")),
            )
        )
    return posts


def _user(value: Any) -> str | None:
    return name_of(words(value, "username") if isinstance(value, dict) else value)


def _link(story: Any) -> str | None:
    return elsewhere(words(story, "url"))


def _article(story: dict[str, Any]) -> Article:
    url = words(story, "short_id_url") or words(story, "comments_url")
    return Article(
        title=name_of(story.get("title")),
        author=_user(story.get("submitter_user")),
        published=when(story.get("created_at")),
        url=url,
        site=(hints.split(url).hostname if url else None) or "Lobsters",
        paragraphs=paragraphs_of(words(story, "description") or ""),
    )
