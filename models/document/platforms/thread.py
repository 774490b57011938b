"""Posts of a platform become comments: parents true, each once, in the order of the tree.

What is left out of a thread hands its replies to the nearest comment above it that is kept.
"""

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from models.types import Comment

_LAST = 253_402_300_799  # seconds: the end of the year 9999
_NOT_SHOWN = frozenset(
    "deleted removed hidden spam pending hold held unapproved trash dead blocked moderated rejected"
    " banned suspended moderator_removed author_removed".split()
)


@dataclass(frozen=True, slots=True)
class Post:
    """One post as a platform gives it: its id there, that of the post it answers, and its words.

    ``text`` is read already; ``shown`` is False for what the place no longer or not yet shows.
    """

    key: str
    parent: str | None
    author: str | None
    text: str
    published: str | None = None
    votes: int | None = None
    shown: bool = True


def comments(posts: Iterable[Post], most: int) -> tuple[Comment, ...]:
    """At most so many comments, oldest first among those that answer the same post.

    A post without words is left out. Of posts with one id the first counts. An unknown parent is
    none; of posts that answer each other in a circle the first is taken for the start.
    """
    known: dict[str, Post] = {}
    for post in posts:
        known.setdefault(post.key, post)
    answers: dict[str | None, list[Post]] = {}
    for post in known.values():
        above = post.parent if post.parent in known and post.parent != post.key else None
        answers.setdefault(above, []).append(post)
    kept: list[Comment] = []
    names: dict[str, str | None] = {}  # the nearest kept comment at or above each post
    for post in _in_order(known, {key: _by_age(found) for key, found in answers.items()}):
        above = names.get(post.parent) if post.parent else None
        names[post.key] = above
        if not (post.shown and post.text):
            continue
        if len(kept) >= most:
            break
        name = names[post.key] = f"c{len(kept) + 1}"
        kept.append(
            Comment(
                id=name,
                author=post.author,
                text=post.text,
                published=post.published,
                parent_id=above,
                votes=post.votes,
            )
        )
    return tuple(kept)


def _in_order(known: dict[str, Post], answers: dict[str | None, list[Post]]) -> Iterator[Post]:
    """Every post once, before those that answer it."""
    seen: set[str] = set()
    for first in (*answers.get(None, ()), *known.values()):  # the latter: what answers itself
        stack = [first]
        while stack:
            post = stack.pop()
            if post.key not in seen:
                seen.add(post.key)
                yield post
                stack.extend(reversed(answers.get(post.key, [])))


def _by_age(posts: list[Post]) -> list[Post]:
    """Oldest first; a post without a date stays behind the one before it."""
    aged: list[tuple[float, Post]] = []
    latest = float("-inf")
    for post in posts:
        at = _seconds(post.published)
        latest = latest if at is None else at
        aged.append((latest, post))
    aged.sort(key=lambda pair: pair[0])
    return [post for _, post in aged]


def _seconds(published: str | None) -> float | None:
    if published is None:
        return None
    moment = datetime.datetime.fromisoformat(published)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=datetime.UTC)
    return moment.timestamp()


def when(value: Any, *, utc: bool = False) -> str | None:
    """A moment in ISO 8601 from such a string or from Unix seconds, or None.

    A string without an offset stays without one, unless the place is known to write ``utc``.
    """
    if isinstance(value, bool):
        return None
    if isinstance(value, str) and value.strip().isdecimal() and len(value) < 15:
        value = int(value)
    if isinstance(value, int | float):
        if not 0 < value < _LAST:
            return None
        moment = datetime.datetime.fromtimestamp(int(value), datetime.UTC)
        return moment.isoformat(timespec="seconds")
    if not isinstance(value, str) or not 10 <= len(value) < 50:
        return None
    try:
        moment = datetime.datetime.fromisoformat(value.strip())
    except ValueError:
        return None
    if not 1 < moment.year < 9999:
        return None
    if moment.tzinfo is None and utc:
        moment = moment.replace(tzinfo=datetime.UTC)
    return moment.replace(microsecond=0).isoformat(timespec="seconds")


def nested(
    top: Iterable[dict[str, Any]], inner: Callable[[dict[str, Any]], Iterable[dict[str, Any]]]
) -> Iterator[tuple[dict[str, Any], dict[str, Any] | None]]:
    """Every row with the row it stands in, in reading order and at any depth."""
    stack: list[tuple[dict[str, Any], dict[str, Any] | None]] = [(row, None) for row in top]
    stack.reverse()
    while stack:
        row, above = stack.pop()
        yield row, above
        below = [(reply, row) for reply in inner(row)]
        below.reverse()
        stack.extend(below)


def is_shown(status: Any) -> bool:
    """Whether a status in words is that of a comment that readers see; none given is."""
    return not isinstance(status, str) or status.strip().lower() not in _NOT_SHOWN
