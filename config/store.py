"""Everything the bot keeps, behind one object: settings of guilds, digests, quotas, feedback.

Each method is one transaction. It knows rows, not what a digest says, and no Discord.
"""

from collections.abc import AsyncIterator, Collection, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, Unpack

from sqlalchemy import delete
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from config import digests as rows
from config import memories, overrides, pages, people, quotas
from config.database import Database, first_line, insert
from config.digests import Changes, StoredDigest, content_id, new_key
from config.errors import DatabaseError
from config.kinds import Value
from config.pages import StoredPage, Visit
from config.people import Erased, Swept
from config.quotas import Spent
from config.tables import digests, feedback
from config.unbroken import unbroken
from config.wipe import wipe

_WIPE_DUE = "wipe due"  # the memory that removed rows may still be readable in the file
_SOON, _NOW = "soon", "now"


class Store:
    """Built from what ``config.database.opened`` gives.

    Every method may raise DatabaseError, and ends what it began when its caller is cancelled.
    Those that only read do not wait for those that write.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    @unbroken
    async def all_overrides(self) -> dict[int, dict[str, Value]]:
        """What each guild set itself, by guild and name."""
        async with self._reading() as connection:
            return await overrides.read_all(connection)

    @unbroken
    async def set_override(self, guild_id: int, name: str, value: Value) -> None:
        """Keeps one setting of a guild."""
        async with self._transaction() as connection:
            await overrides.write(connection, guild_id, name, value)

    @unbroken
    async def reset_overrides(self, guild_id: int, name: str | None = None) -> None:
        """Drops one setting of a guild, or all of them."""
        async with self._transaction() as connection:
            await overrides.reset(connection, guild_id, name)

    @unbroken
    async def replace_overrides(self, guild_id: int, values: Mapping[str, Value]) -> None:
        """Makes ``values`` all that a guild set itself."""
        async with self._transaction() as connection:
            await overrides.reset(connection, guild_id, None)
            for name, value in values.items():
                await overrides.write(connection, guild_id, name, value)

    @unbroken
    async def save_digest(
        self,
        content: bytes,
        *,
        guild_id: int | None,
        channel_id: int,
        user_id: int,
        private: bool,
        length: str,
        language: str,
        created: datetime,
        expires: datetime,
        message_id: int | None = None,
    ) -> StoredDigest:
        """Keeps a digest under a new key; the content only where it is not there yet."""
        row = StoredDigest(
            new_key(),
            content_id(content),
            guild_id,
            channel_id,
            message_id,
            user_id,
            private,
            length,
            language,
            created,
            expires,
        )
        async with self._transaction() as connection:
            await rows.save(connection, row, content)
        return row

    @unbroken
    async def read_digest(self, key: str, now: datetime | None = None) -> StoredDigest | None:
        """The row of that key, None where there is none or its time is over."""
        async with self._reading() as connection:
            found = await rows.find(connection, key)
        return found if found and found.expires > (now or datetime.now(UTC)) else None

    @unbroken
    async def read_content(self, name: str) -> bytes | None:
        """The content of that ``content_id``, None where it is gone."""
        async with self._reading() as connection:
            return await rows.content(connection, name)

    @unbroken
    async def change_digest(self, key: str, **changes: Unpack[Changes]) -> StoredDigest | None:
        """The row with ``changes``, None where it is gone."""
        async with self._transaction() as connection:
            await rows.change(connection, key, changes)
            return await rows.find(connection, key)

    @unbroken
    async def claim_share(self, key: str, channel_id: int) -> bool:
        """Marks a digest as shared there, before it is posted; True for exactly one caller.

        After posting, ``change_digest`` adds the message; if that fails it clears the channel.
        """
        async with self._transaction() as connection:
            return await rows.claim_share(connection, key, channel_id)

    @unbroken
    async def shorten_digests(self, guild_id: int, days: int) -> None:
        """Makes a shorter retention hold for the digests that a guild already has."""
        async with self._transaction() as connection:
            await rows.shorten(connection, guild_id, timedelta(days=days))

    @unbroken
    async def delete_digest(self, key: str) -> bool:
        """Removes one digest, and its content where nobody else shows it."""
        async with self._transaction() as connection:
            gone = await rows.remove(connection, delete(digests).where(digests.c.key == key))
            await memories.remember(connection, _WIPE_DUE, _SOON, again=False)
            return gone == 1

    @unbroken
    async def spend(
        self, guild_id: int | None, user_id: int, day: date, member_quota: int, guild_quota: int
    ) -> Spent | None:
        """Counts one digest of that day, or counts nothing and says whose quota is used up.

        A quota of 0 is no limit. However many ask at once, no more get through.
        """
        async with self._transaction() as connection:
            spent = await quotas.spend(
                connection, guild_id, user_id, day, member_quota, guild_quota
            )
            if spent:
                await connection.rollback()
            return spent

    @unbroken
    async def refund(self, guild_id: int | None, user_id: int, day: date) -> None:
        """Gives one counted digest back."""
        async with self._transaction() as connection:
            await quotas.refund(connection, guild_id, user_id, day)

    @unbroken
    async def add_feedback(
        self, key: str, guild_id: int | None, user_id: int, part: str, created: datetime
    ) -> bool:
        """Keeps what a user found wrong, as long as the digest; False where that is gone."""
        async with self._transaction() as connection:
            await rows.hold(connection)
            if await rows.find(connection, key) is None:
                return False
            new = insert(connection, feedback).values(
                digest_key=key, guild_id=guild_id, user_id=user_id, part=part, created=created
            )
            await connection.execute(new.on_conflict_do_nothing())
        return True

    @unbroken
    async def user_data(self, user_id: int) -> dict[str, Any]:
        """Every row with that id, as JSON takes it; a content is named by its ``content_id``."""
        async with self._reading() as connection:
            return await people.data(connection, user_id)

    @unbroken
    async def erase_user(self, user_id: int) -> Erased:
        """Removes every row with that id, and on SQLite every byte of them in the file."""
        async with self._transaction() as connection:
            erased = await people.erase(connection, user_id)
            # Rows that went before, by time or with a guild, may have been this user's as well.
            if any(erased.rows.values()) or await memories.recall(connection, _WIPE_DUE):
                await memories.remember(connection, _WIPE_DUE, _NOW)
        await self._wipe()
        return erased

    @unbroken
    async def enter_guilds(self, bot_id: int, guild_ids: Collection[int]) -> None:
        """Keeps that the bot is in these guilds, until each is forgotten."""
        async with self._transaction() as connection:
            await memories.enter(connection, bot_id, guild_ids)

    @unbroken
    async def entered_guilds(self, bot_id: int) -> set[int]:
        """The guilds that the bot was in; it may have left some while it was down."""
        async with self._reading() as connection:
            return await memories.entered(connection, bot_id)

    @unbroken
    async def forget_guild(self, guild_id: int) -> None:
        """Removes every row of a guild."""
        async with self._transaction() as connection:
            await people.forget_guild(connection, guild_id)
            await pages.forget_guild(connection, guild_id)
            await memories.leave(connection, guild_id)
            await memories.remember(connection, _WIPE_DUE, _SOON, again=False)

    @unbroken
    async def sweep(self, now: datetime) -> Swept:
        """Removes what is over: digests, contents nobody shows, quotas of past days, pages."""
        async with self._transaction() as connection:
            swept = await people.sweep(connection, now)
            swept = replace(swept, pages=await pages.sweep(connection, now))
            if swept.digests or swept.quotas:
                await memories.remember(connection, _WIPE_DUE, _SOON, again=False)
        await self._wipe()
        return swept

    @unbroken
    async def cached(self, url: str, now: datetime) -> StoredPage | None:
        """The page that was kept for that link, None where there is none or its time is over."""
        async with self._reading() as connection:
            return await pages.find(connection, pages.page_id(url), now)

    @unbroken
    async def keep_page(self, page: StoredPage) -> None:
        """Keeps a page for a day, in place of the one that was kept for its link."""
        async with self._transaction() as connection:
            await pages.keep(connection, page)

    @unbroken
    async def drop_page(self, url: str) -> None:
        """Removes the page that was kept for that link."""
        async with self._transaction() as connection:
            await pages.drop(connection, pages.page_id(url))

    @unbroken
    async def visit(self, visit: Visit) -> Visit | None:
        """Keeps which state of a page a guild saw, and gives the one it saw before."""
        async with self._transaction() as connection:
            return await pages.visit(connection, visit)

    @unbroken
    async def remember(self, name: str, value: str) -> None:
        """Keeps a small text over restarts."""
        async with self._transaction() as connection:
            await memories.remember(connection, name, value)

    @unbroken
    async def recall(self, name: str) -> str | None:
        """The text kept under ``name``."""
        async with self._reading() as connection:
            return await memories.recall(connection, name)

    async def _wipe(self) -> None:
        due = await self.recall(_WIPE_DUE)
        if due and await wipe(self._database.writing, urgent=due == _NOW):
            async with self._transaction() as connection:
                await memories.forget(connection, _WIPE_DUE)

    def _transaction(self) -> AbstractAsyncContextManager[AsyncConnection]:
        return _begun(self._database.writing)

    def _reading(self) -> AbstractAsyncContextManager[AsyncConnection]:
        return _begun(self._database.reading)


@asynccontextmanager
async def _begun(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    try:
        async with engine.begin() as connection:
            yield connection
    except SQLAlchemyError as error:
        raise DatabaseError(f"the database does not answer: {first_line(error)}") from error
