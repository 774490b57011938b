"""Brings a finished digest to where it was asked for, and keeps it for its buttons.

When the fifteen minutes of an answer are over, a public digest goes to its channel; a private one
is never published and waits until the same is asked again.
"""

import asyncio
import logging
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import discord

from bot.cogs.answer import NOBODY, Answer, ExpiredError, GoneError, Upload, persist
from bot.cogs.request import Request
from bot.jobs.queue import Result
from bot.services import Services
from bot.shelf import Place
from bot.sources.visits import compared
from bot.views.card import Card, Picture
from bot.views.chart import describe
from bot.views.digest import Look, digest_card, thread_card
from bot.views.escape import plain
from bot.views.message import layout
from bot.views.names import without_names
from config.digests import StoredDigest
from config.errors import DatabaseError
from models.codec import pack, unpack
from models.types import Digest, Length

_log = logging.getLogger(__name__)

CHART = "stances.png"
_THREAD_NAME = 90  # characters; Discord's limit is 100
_FALLBACK = timedelta(minutes=10)  # how long a channel message is tried after an answer expired


@dataclass(frozen=True, slots=True)
class Shown:
    """A digest as a message: the card and the files it refers to."""

    card: Card
    uploads: tuple[Upload, ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """What a digest was made of: a hash of the request, and the link where it was one."""

    source_id: str = ""
    link: str | None = None


def place(request: Request) -> Place:
    """Where the digest of a request belongs."""
    return Place(
        asked=request.asked,
        guild_id=request.visitor.guild_id,
        channel_id=request.visitor.channel_id or 0,
        user_id=request.visitor.user_id,
        private=request.private,
        length=request.length.value,
        language=request.say.language,
        days=request.settings.retention_days,
    )


def look(
    request: Request,
    row: StoredDigest,
    *,
    chart: bool,
    shared_by: str | None = None,
    asked_by: int | None = None,
) -> Look:
    """How ``row`` is shown to the asker of ``request``."""
    return Look(
        key=row.key,
        length=Length(row.length),
        say=request.say,
        mask=request.settings.mask_slurs,
        chart=CHART if chart else None,
        private=row.private,
        shareable=row.private and request.shareable,
        shared=row.shared_channel_id is not None,
        shared_by=shared_by,
        asked_by=asked_by,
    )


def names(digest: Digest, request: Request) -> Digest:
    """The digest as this guild shows it: with or without the names of commenters."""
    return digest if request.settings.names else without_names(digest)


async def render(digest: Digest, how: Look, chart: bytes | None) -> Shown:
    """The message of a digest, made beside the event loop: it may have 10,000 comments."""
    card = await asyncio.to_thread(digest_card, digest, how)
    if chart is None or not any(isinstance(block, Picture) for block in card.blocks):
        return Shown(card)
    return Shown(card, (Upload(CHART, chart, describe(digest, how.say)),))


async def deliver(
    services: Services, answer: Answer, request: Request, result: Result, origin: Origin
) -> None:
    """Keep the digest and show it; raises nothing that Discord's failures could explain."""
    if answer.interaction.client.has_left(answer.interaction):
        return  # everything of the guild is deleted, and stays so
    if origin.link is not None:
        result = await _compared(services, request, result, origin.link)
    row = await services.shelf.put(place(request), result.content)
    await _show(services, answer, request, row, result, origin)


async def _compared(services: Services, request: Request, result: Result, link: str) -> Result:
    """The result with a note where its page changed since this guild's last digest of it."""
    guild_id = request.visitor.guild_id
    if guild_id is None or not request.settings.retention_days:
        return result
    digest = await asyncio.to_thread(unpack, result.content)
    try:
        noted = await compared(digest, link, guild_id, services.store, datetime.now(UTC))
    except DatabaseError as error:
        _log.warning("a page is not compared: %s", error)
        return result
    if noted is digest:
        return result
    return replace(result, content=await asyncio.to_thread(pack, noted))


async def recovered(services: Services, answer: Answer, request: Request, origin: Origin) -> bool:
    """Show the digest that an expired answer kept from its asker, if the same is asked again."""
    row = await services.shelf.recover(request.visitor.user_id, origin.source_id)
    content = await services.shelf.content(row) if row else None
    if row is None or content is None:
        return False
    await deliver(services, answer, request, Result(content, None, 0.0), origin)
    await services.shelf.remove(row.key)
    return True


async def _show(
    services: Services,
    answer: Answer,
    request: Request,
    row: StoredDigest,
    result: Result,
    origin: Origin,
) -> None:
    digest = names(await asyncio.to_thread(unpack, result.content), request)
    how = look(request, row, chart=result.chart is not None)
    posted = replace(how, asked_by=row.user_id)  # what answers nothing does not show who asked
    try:
        if request.in_thread and await _in_thread(services, answer, row, digest, posted, result):
            return
        shown = await render(digest, how, result.chart)
        message = await answer.show(shown.card, shown.uploads)
        answer.settle()
        await services.shelf.change(row.key, message_id=message.id)
    except GoneError:
        _log.info("digest %s: its answer was deleted", row.key)
        await services.shelf.remove(row.key)
    except ExpiredError:
        shown = await render(digest, posted, result.chart)
        if request.private or not await _post_late(services, answer, row, shown):
            services.shelf.missed(row.user_id, origin.source_id, row.key)
            _log.warning("digest %s: its answer expired; kept until it is asked again", row.key)


async def _post_late(services: Services, answer: Answer, row: StoredDigest, shown: Shown) -> bool:
    """Post a public digest to its channel; False where the bot may not."""
    interaction = answer.interaction
    if interaction.guild_id is not None and not interaction.is_guild_integration():
        return False
    channel = interaction.client.get_partial_messageable(
        interaction.channel_id or 0, guild_id=interaction.guild_id
    )
    try:
        message = await post(channel, shown)
    except (discord.HTTPException, GoneError, ExpiredError) as error:
        _log.warning("digest %s: not posted to its channel, %s", row.key, type(error).__name__)
        return False
    _log.info("digest %s: its answer expired, posted to its channel", row.key)
    await services.shelf.change(row.key, message_id=message.id)
    if answer.message_id is not None:
        await _drop(channel, answer.message_id)
    return True


async def _drop(channel: discord.PartialMessageable, message_id: int) -> None:
    """Delete the progress that stopped when its answer expired; nothing hangs on it."""
    try:
        await channel.get_partial_message(message_id).delete()
    except (discord.HTTPException, OSError) as error:
        _log.info("message %s: not deleted, %s", message_id, type(error).__name__)


async def post(channel: discord.abc.Messageable, shown: Shown) -> discord.Message:
    """A message of its own, posted once even where a reply of Discord's is lost."""
    nonce = secrets.randbits(53)  # Discord drops a second message with the same nonce

    async def send() -> discord.Message:
        return await channel.send(
            view=layout(shown.card),
            files=[upload.file() for upload in shown.uploads],
            allowed_mentions=NOBODY,
            nonce=nonce,
        )

    return await persist(send, datetime.now(UTC) + _FALLBACK)


async def _in_thread(
    services: Services,
    answer: Answer,
    row: StoredDigest,
    digest: Digest,
    how: Look,
    result: Result,
) -> bool:
    """Post the digest in a thread of its own; False where the bot may not open one here."""
    interaction = answer.interaction
    may = interaction.app_permissions
    if not isinstance(interaction.channel, discord.TextChannel) or not (
        may.create_public_threads and may.send_messages_in_threads
    ):
        return False
    title = plain(digest.document.article.title or "", _THREAD_NAME, how.mask)
    opening = replace(how, asked_by=None)
    message = await answer.show(await asyncio.to_thread(thread_card, digest, opening))
    try:
        thread = await interaction.channel.get_partial_message(message.id).create_thread(
            name=title or how.say("status.thread_name")
        )
        posted = await post(thread, await render(digest, how, result.chart))
    except (discord.HTTPException, GoneError, ExpiredError, OSError) as error:
        _log.warning("digest %s: not in a thread, %s", row.key, type(error).__name__)
        return False
    answer.settle()
    await services.shelf.change(row.key, channel_id=thread.id, message_id=posted.id)
    return True


def sharer(message: discord.Message | None, row: StoredDigest) -> str | None:
    """Who shared the digest in ``message``: what answers a press, not a command, was shared."""
    about = message.interaction_metadata if message else None
    if row.private or about is None or about.type is not discord.InteractionType.component:
        return None
    return about.user.display_name


def asker(message: discord.Message | None, row: StoredDigest) -> int | None:
    """Who asked for the digest in ``message``, where that answers nothing and does not show it."""
    posted = message is not None and message.interaction_metadata is None
    return row.user_id if posted and not row.private else None


def kept_chart(message: discord.Message | None) -> Sequence[discord.Attachment]:
    """The chart that hangs on a message already, to stay there when the message changes."""
    attachments = message.attachments if message else []
    return [one for one in attachments if one.filename == CHART]
