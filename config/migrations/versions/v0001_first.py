"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Makes every table of the first version."""
    _settings()
    _digests()
    _people()


def _settings() -> None:
    op.create_table(
        "overrides",
        sa.Column("guild_id", sa.BigInteger, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("guild_id", "name", name="pk_overrides"),
    )
    op.create_table(
        "memories",
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_memories"),
    )


def _digests() -> None:
    op.create_table(
        "contents",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("data", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_contents"),
    )
    op.create_table(
        "digests",
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("content_id", sa.Text, nullable=False),
        sa.Column("guild_id", sa.BigInteger),
        sa.Column("channel_id", sa.BigInteger, nullable=False),
        sa.Column("message_id", sa.BigInteger),
        sa.Column("user_id", sa.BigInteger, nullable=False),
        sa.Column("private", sa.Boolean, nullable=False),
        sa.Column("length", sa.Text, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires", sa.DateTime(timezone=True), nullable=False),
        sa.Column("shared_channel_id", sa.BigInteger),
        sa.Column("shared_message_id", sa.BigInteger),
        sa.PrimaryKeyConstraint("key", name="pk_digests"),
        sa.ForeignKeyConstraint(["content_id"], ["contents.id"], name="fk_digests_content_id"),
    )
    for column in ("content_id", "guild_id", "user_id", "expires"):
        op.create_index(f"ix_digests_{column}", "digests", [column])


def _people() -> None:
    op.create_table(
        "quotas",
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("guild_id", sa.BigInteger, nullable=False),
        sa.Column("user_id", sa.BigInteger, nullable=False),
        sa.Column("used", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("day", "guild_id", "user_id", name="pk_quotas"),
    )
    op.create_index("ix_quotas_user_id", "quotas", ["user_id"])
    op.create_table(
        "feedback",
        sa.Column("digest_key", sa.Text, nullable=False),
        sa.Column("user_id", sa.BigInteger, nullable=False),
        sa.Column("part", sa.Text, nullable=False),
        sa.Column("guild_id", sa.BigInteger),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("digest_key", "user_id", "part", name="pk_feedback"),
        sa.ForeignKeyConstraint(
            ["digest_key"], ["digests.key"], name="fk_feedback_digest_key", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_feedback_user_id", "feedback", ["user_id"])
