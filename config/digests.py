"""The rows of digests and what they point at: a content is stored once, however many show it.

Every function works on the connection of its caller's transaction. What is inside a content is
not known here.
"""

import hashlib
import secrets
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import TypedDict

from sqlalchemy import Delete, delete, exists, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from config.database import insert
from config.tables import contents, digests

_LOCK = 0x636F6E74656E74  # any number, the same in every process
_KEY_BYTES = 9


@dataclass(frozen=True, slots=True)
class StoredDigest:
    """One digest as somebody was shown it. ``guild_id`` is None in direct messages.

    ``user_id`` asked for it; ``private`` means that it is theirs alone. It may be opened until
    ``expires``. ``shared_*`` is where a private one was posted for all.
    """

    key: str
    content_id: str
    guild_id: int | None
    channel_id: int
    message_id: int | None
    user_id: int
    private: bool
    length: str
    language: str
    created: datetime
    expires: datetime
    shared_channel_id: int | None = None
    shared_message_id: int | None = None


class Changes(TypedDict, total=False):
    """What of a digest may change."""

    channel_id: int
    message_id: int | None
    private: bool
    length: str
    language: str
    expires: datetime
    shared_channel_id: int | None
    shared_message_id: int | None


def new_key() -> str:
    """A key that cannot be guessed: 12 characters of letters, digits, ``-`` and ``_``."""
    return secrets.token_urlsafe(_KEY_BYTES)


def content_id(data: bytes) -> str:
    """The name of a content: the same for the same bytes."""
    return hashlib.sha256(data).hexdigest()


async def hold(connection: AsyncConnection) -> None:
    """Makes others wait who save or remove contents, until this transaction ends.

    Otherwise a content could be removed as unused while a row that uses it is being written.
    On SQLite every transaction does so anyway.
    """
    if connection.dialect.name == "postgresql":
        await connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})


async def save(connection: AsyncConnection, row: StoredDigest, data: bytes) -> None:
    """Writes ``row``, and its content where it is new."""
    await hold(connection)
    new = insert(connection, contents).values(id=row.content_id, data=data)
    await connection.execute(new.on_conflict_do_nothing())
    await connection.execute(digests.insert().values(**asdict(row)))


async def find(connection: AsyncConnection, key: str) -> StoredDigest | None:
    """The row of that key, expired or not."""
    row = (await connection.execute(select(digests).where(digests.c.key == key))).one_or_none()
    return None if row is None else StoredDigest(**row._mapping)


async def content(connection: AsyncConnection, name: str) -> bytes | None:
    """The bytes of a content."""
    found: bytes | None = await connection.scalar(
        select(contents.c.data).where(contents.c.id == name)
    )
    return found


async def change(connection: AsyncConnection, key: str, changes: Changes) -> None:
    """Writes ``changes`` into the row of that key, if it is still there."""
    if changes:
        await connection.execute(update(digests).where(digests.c.key == key).values(**changes))


async def claim_share(connection: AsyncConnection, key: str, channel_id: int) -> bool:
    """Writes where it is shared; False where it already is, or is gone."""
    first = (digests.c.key == key) & digests.c.shared_channel_id.is_(None)
    done = await connection.execute(
        update(digests).where(first).values(shared_channel_id=channel_id)
    )
    return done.rowcount == 1


async def shorten(connection: AsyncConnection, guild_id: int, kept: timedelta) -> None:
    """Lets no digest of a guild be kept longer than ``kept`` after it was made."""
    theirs = select(digests.c.key, digests.c.created, digests.c.expires)
    for key, created, expires in await connection.execute(
        theirs.where(digests.c.guild_id == guild_id)
    ):
        if created + kept < expires:
            await change(connection, key, Changes(expires=created + kept))


async def remove(connection: AsyncConnection, rows: Delete) -> int:
    """Runs a deletion of digests, and drops the contents that nobody shows any more.

    Returns how many digests went.
    """
    await hold(connection)
    removed = (await connection.execute(rows)).rowcount
    shown = exists().where(digests.c.content_id == contents.c.id)
    await connection.execute(delete(contents).where(~shown))
    return removed
