"""Who may do what: judged from the facts of an interaction and a digest's row, nothing is asked.

Discord's own permission settings are a convenience for people; these checks are the rule, because
a custom id or a command can be sent by anybody.
"""

from dataclasses import dataclass

from bot.errors import AccessError
from config.digests import StoredDigest
from config.guilds import GuildSettings


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who acts, and where; channels are the channel itself and, for a thread, its parent."""

    user_id: int
    guild_id: int | None
    channel_id: int | None
    parent_id: int | None
    roles: frozenset[int]
    sees_channel: bool
    manages_messages: bool
    manages_guild: bool
    may_send: bool


def admit(visitor: Visitor, settings: GuildSettings) -> None:
    """Raises AccessError where a guild's channels or roles do not allow digests."""
    if visitor.guild_id is None:
        return
    places = {visitor.channel_id, visitor.parent_id}
    if settings.allowed_channels and not places & set(settings.allowed_channels):
        raise AccessError("channel_not_allowed")
    if settings.allowed_roles and not visitor.roles & set(settings.allowed_roles):
        raise AccessError("role_not_allowed")


def may_open(visitor: Visitor, row: StoredDigest) -> None:
    """Raises AccessError unless the digest is the visitor's own or stands where they can see it."""
    if row.user_id == visitor.user_id:
        return
    here = row.channel_id == visitor.channel_id and row.guild_id == visitor.guild_id
    if row.private or not here or not visitor.sees_channel:
        raise AccessError("not_yours")


def may_change(visitor: Visitor, row: StoredDigest, message_id: int | None) -> bool:
    """Whether the visitor may change that message: its asker, or who manages messages.

    A press may name one digest on the message of another, which it must not overwrite.
    """
    if row.message_id not in (None, message_id):
        return False
    if row.user_id == visitor.user_id:
        return True
    return not row.private and visitor.manages_messages


def may_share(visitor: Visitor, row: StoredDigest) -> None:
    """Raises AccessError unless this is the visitor's own private digest, not shared before."""
    if row.user_id != visitor.user_id:
        raise AccessError("not_yours")
    if row.shared_channel_id is not None:
        raise AccessError("already_shared", channel=f"<#{row.shared_channel_id}>")
    if not row.private:
        raise AccessError("nothing_to_share")
    if row.guild_id != visitor.guild_id or row.channel_id != visitor.channel_id:
        raise AccessError("share_elsewhere")
    if not visitor.may_send:
        raise AccessError("may_not_send")


def may_manage(visitor: Visitor) -> int:
    """The guild whose settings the visitor may change; raises AccessError where there is none."""
    if visitor.guild_id is None:
        raise AccessError("only_in_guilds")
    if not visitor.manages_guild:
        raise AccessError("may_not_manage")
    return visitor.guild_id
