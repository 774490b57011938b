"""The tables as the code of today reads them; ``config/migrations`` makes them.

Times are aware and in UTC on every database: SQLite, which keeps none of that, would hand back
naive ones.
"""

from datetime import UTC, datetime

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    TypeDecorator,
)


class Moment(TypeDecorator[datetime]):
    """An aware time, kept in UTC; a naive one is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """In UTC, so that SQLite's texts sort by time."""
        if value is not None and value.tzinfo is None:
            raise ValueError("a time without a time zone")
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Aware again where the database forgot."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

overrides = Table(
    "overrides",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),  # JSON
)

contents = Table(
    "contents",
    metadata,
    Column("id", Text, primary_key=True),  # SHA-256 of the data, in hexadecimal
    Column("data", LargeBinary, nullable=False),
)

digests = Table(
    "digests",
    metadata,
    Column("key", Text, primary_key=True),
    Column("content_id", ForeignKey("contents.id"), nullable=False, index=True),
    Column("guild_id", BigInteger, index=True),
    Column("channel_id", BigInteger, nullable=False),
    Column("message_id", BigInteger),
    Column("user_id", BigInteger, nullable=False, index=True),
    Column("private", Boolean, nullable=False),
    Column("length", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("created", Moment, nullable=False),
    Column("expires", Moment, nullable=False, index=True),
    Column("shared_channel_id", BigInteger),
    Column("shared_message_id", BigInteger),
)

quotas = Table(
    "quotas",
    metadata,
    Column("day", Date, primary_key=True),
    # 0 is no guild (a direct message) and, as a user, the guild as a whole.
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("user_id", BigInteger, primary_key=True, autoincrement=False, index=True),
    Column("used", Integer, nullable=False),
)

feedback = Table(
    "feedback",
    metadata,
    Column("digest_key", ForeignKey("digests.key", ondelete="CASCADE"), primary_key=True),
    Column("user_id", BigInteger, primary_key=True, autoincrement=False, index=True),
    Column("part", Text, primary_key=True),
    Column("guild_id", BigInteger),
    Column("created", Moment, nullable=False),
)

memories = Table(
    "memories",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

pages = Table(
    "pages",
    metadata,
    Column("id", Text, primary_key=True),  # SHA-256 of the link, in hexadecimal
    Column("fetched", Moment, nullable=False),
    Column("etag", Text),
    Column("modified", Text),
    Column("data", LargeBinary, nullable=False),
    Column("expires", Moment, nullable=False, index=True),
)

visits = Table(
    "visits",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("page_id", Text, primary_key=True),
    Column("content_hash", Text, nullable=False),  # of what was read, not of the markup
    Column("comments", Integer, nullable=False),
    Column("seen", Moment, nullable=False),
    Column("expires", Moment, nullable=False, index=True),
)
