"""A link read as the program reads it, and its comments in a form that two lists share."""

import asyncio
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from urllib.parse import urlsplit

from bot.sources.link import Fetcher
from config.settings import Fetch
from models.document.read import read
from models.types import Comment, Document, Page
from tests.servers.threads import Row, Thread

_LIMITS = Fetch(headers_timeout_s=30, timeout_s=60)  # a busy machine may take longer than a site


@dataclass(frozen=True, slots=True)
class Said:
    """Who said what when; ``moment`` in UTC, or on the site's clock where none is named."""

    author: str | None
    lines: tuple[str, ...]
    moment: str | None


@cache
def fetch(url: str, *others: str) -> Page:
    """The page with its feeds; its own server and ``others`` may be dialled. Asked for once."""
    pairs = {(p.hostname or "", p.port or 80) for p in map(urlsplit, (url, *others))}

    async def run() -> Page:
        async with Fetcher(_LIMITS, exempt=pairs) as fetcher:
            return await fetcher.fetch(url)

    return asyncio.run(run())


def pairs(document: Document) -> Counter[tuple[Said, Said | None]]:
    """Every comment with the one it answers, however they are ordered."""
    said = {comment.id: _said(comment) for comment in document.comments}
    above = {comment.id: comment.parent_id for comment in document.comments}
    return Counter(
        (each, said[above[key] or ""] if above[key] else None) for key, each in said.items()
    )


def expected(
    thread: Thread, *, depth: int | None = None, local: bool = False, rows: tuple[Row, ...] = ()
) -> Counter[tuple[Said, Said | None]]:
    """The same of a thread as a site shows it that nests to ``depth``."""
    listed = rows or thread.seen
    above = [thread.parent(row, depth) for row in listed]
    return Counter(
        (_stored(row, local), _stored(parent, local) if parent else None)
        for row, parent in zip(listed, above, strict=True)
    )


@cache
def document(page: Page) -> Document:
    """What the worker makes of the page."""
    return read(page)


def _said(comment: Comment) -> Said:
    lines = tuple(line for line in comment.text.splitlines() if line.strip())
    return Said(comment.author, lines, _moment(comment.published))


def _moment(published: str | None) -> str | None:
    if published is None:
        return None
    moment = datetime.fromisoformat(published)
    return (moment.astimezone(UTC) if moment.tzinfo else moment).isoformat()


def _stored(row: Row, local: bool) -> Said:
    return Said(row.author, row.lines, (row.local if local else row.moment).isoformat())
