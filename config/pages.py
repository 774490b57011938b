"""The rows of linked pages: what they held, and which state of them a guild saw last.

No row says who asked for a page. Every function works on the connection of its caller's
transaction; what is inside a page is not known here.
"""

import hashlib
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from config.database import insert
from config.tables import pages, visits

MOST_PAGES = 500
"""Pages that are kept at once; the oldest make room."""

KEPT = timedelta(days=1)
"""How long a page is kept: the longest time for which a guild may have it without asking anew."""

REMEMBERED = timedelta(days=30)
"""How long it is known which state of a page a guild saw last."""


@dataclass(frozen=True, slots=True)
class StoredPage:
    """A page as it was ``fetched``, and what its site said about its state."""

    id: str
    fetched: datetime
    etag: str | None
    modified: str | None
    data: bytes


@dataclass(frozen=True, slots=True)
class Visit:
    """What a guild's last digest of a page read: a hash of it and the number of its comments."""

    guild_id: int
    page_id: str
    content_hash: str
    comments: int
    seen: datetime


def page_id(url: str) -> str:
    """The name of the page behind a link; the link itself is not kept."""
    return hashlib.sha256(url.encode(errors="surrogatepass")).hexdigest()


async def find(connection: AsyncConnection, name: str, now: datetime) -> StoredPage | None:
    """The page of that ``page_id``, None where there is none or its time is over."""
    columns = [pages.c[field] for field in StoredPage.__dataclass_fields__]
    wanted = select(*columns).where(pages.c.id == name, pages.c.expires > now)
    row = (await connection.execute(wanted)).one_or_none()
    return None if row is None else StoredPage(**row._mapping)


async def keep(connection: AsyncConnection, page: StoredPage) -> None:
    """Keeps a page in place of the one before it, and no more than ``MOST_PAGES`` of all."""
    values = {**asdict(page), "expires": page.fetched + KEPT}
    new = insert(connection, pages).values(**values)
    await connection.execute(new.on_conflict_do_update(index_elements=["id"], set_=values))
    newest = select(pages.c.id).order_by(pages.c.fetched.desc()).limit(MOST_PAGES)
    await connection.execute(delete(pages).where(pages.c.id.not_in(newest)))


async def drop(connection: AsyncConnection, name: str) -> None:
    """Removes one page."""
    await connection.execute(delete(pages).where(pages.c.id == name))


async def visit(connection: AsyncConnection, new: Visit) -> Visit | None:
    """Keeps what a guild saw now, and gives what it saw the last time."""
    columns = [visits.c[field] for field in Visit.__dataclass_fields__]
    same = (visits.c.guild_id == new.guild_id, visits.c.page_id == new.page_id)
    wanted = select(*columns).where(*same, visits.c.expires > new.seen)
    row = (await connection.execute(wanted)).one_or_none()
    values = {**asdict(new), "expires": new.seen + REMEMBERED}
    kept = insert(connection, visits).values(**values)
    keys = ["guild_id", "page_id"]
    await connection.execute(kept.on_conflict_do_update(index_elements=keys, set_=values))
    return None if row is None else Visit(**row._mapping)


async def forget_guild(connection: AsyncConnection, guild_id: int) -> None:
    """Removes what a guild saw."""
    await connection.execute(delete(visits).where(visits.c.guild_id == guild_id))


async def sweep(connection: AsyncConnection, now: datetime) -> int:
    """Removes what is over; returns how many pages went."""
    await connection.execute(delete(visits).where(visits.c.expires <= now))
    return (await connection.execute(delete(pages).where(pages.c.expires <= now))).rowcount
