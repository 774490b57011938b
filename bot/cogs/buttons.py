"""What a press of a button or a choice in a menu does; everything works after a restart.

The custom id says which digest and which action; who may is checked here, never assumed.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import discord

from bot.cogs import deliver
from bot.cogs.access import may_change, may_open, may_share
from bot.cogs.answer import Answer, Upload
from bot.cogs.guard import answering
from bot.cogs.request import Request, request
from bot.errors import AccessError
from bot.services import Wanted
from bot.shelf import Shelf
from bot.views.card import MAX_CHOICE, Choice
from bot.views.comments import comments_card
from bot.views.escape import plain
from bot.views.export import to_json
from bot.views.forms import ask_form, split_form, wrong_form
from bot.views.html import to_html
from bot.views.markdown import to_markdown
from bot.views.press import Action, Press, read
from bot.views.status import shared_card
from config.digests import StoredDigest
from config.errors import DatabaseError
from config.unbroken import unbroken
from models.codec import unpack
from models.document.resplit import NONE, candidates
from models.types import Digest, Length, StanceLabel

if TYPE_CHECKING:
    from bot.cogs.answer import Interaction

_log = logging.getLogger(__name__)

_LENGTHS = tuple(Length)


@dataclass(frozen=True, slots=True)
class Opened:
    """A digest that the presser may see, and how it is shown to them."""

    row: StoredDigest
    content: bytes
    request: Request

    async def digest(self) -> Digest:
        """The digest itself, unpacked beside the event loop, with names or without."""
        return deliver.names(await asyncio.to_thread(unpack, self.content), self.request)


async def pressed(interaction: "Interaction") -> None:
    """Routes one press; one that no version of the bot made is answered all the same."""
    data: Mapping[str, Any] = dict(interaction.data or {})
    press = read(str(data.get("custom_id", "")))
    async with answering(interaction) as answer:
        if press is None or press.action not in _ACTIONS:
            raise AccessError("unknown_press")
        if press.action is Action.COMMENTS:
            values = data.get("values") or [""]
            press = replace(press, argument=str(values[0]))
        await _ACTIONS[press.action](answer, press)


async def open_digest(answer: Answer, key: str) -> Opened:
    """The digest by its key; raises AccessError where it is gone or not the presser's to see."""
    interaction = answer.interaction
    shelf = interaction.client.services.shelf
    asked = request(interaction, Wanted())
    row = await shelf.row(key)
    if row is None:
        raise AccessError("digest_gone", count=asked.settings.retention_days)
    may_open(asked.visitor, row)
    content = await shelf.content(row)
    if content is None:
        raise AccessError("digest_gone", count=asked.settings.retention_days)
    return Opened(row, content, asked)


async def _cancel(answer: Answer, press: Press) -> None:
    services = answer.interaction.client.services
    asked = services.asked.get(press.key)
    if asked is None:
        raise AccessError("nothing_to_cancel")
    if asked.user_id != answer.interaction.user.id:
        raise AccessError("not_yours")
    await answer.update()
    services.cancel(press.key)


async def _comments(answer: Answer, press: Press) -> None:
    message = answer.interaction.message
    if press.action is Action.PAGE and message is not None and message.flags.ephemeral:
        await answer.update()
    else:  # a page that turns is its reader's own; a message that others see never changes
        await answer.wait(private=True)
    claim_id, label, page = _position(press.argument)
    opened = await open_digest(answer, press.key)
    how = deliver.look(opened.request, opened.row, chart=False)
    card = await asyncio.to_thread(comments_card, await opened.digest(), claim_id, label, page, how)
    await answer.show(card)


def _position(argument: str) -> tuple[str, StanceLabel, int]:
    """Claim, side and page of "k1:favor:2"; raises AccessError for what was made up."""
    claim_id, _, rest = argument.partition(":")
    label, _, page = rest.partition(":")
    if label not in set(StanceLabel) or not (page or "0").isdecimal() or len(page) > 6:
        raise AccessError("unknown_press")
    return claim_id, StanceLabel(label), int(page or 0)


async def _resize(answer: Answer, press: Press) -> None:
    opened = await open_digest(answer, press.key)
    row, asked = opened.row, opened.request
    step = 1 if press.action is Action.LONGER else -1
    index = _LENGTHS.index(Length(row.length)) + step
    length = _LENGTHS[min(max(index, 0), len(_LENGTHS) - 1)]
    shelf = answer.interaction.client.services.shelf
    message = answer.interaction.message
    if may_change(asked.visitor, row, message.id if message else None):
        await answer.update()
        row = replace(row, length=length.value)
        await shelf.change(row.key, length=row.length)
        chart = deliver.kept_chart(message)
        how = deliver.look(
            asked,
            row,
            chart=bool(chart),
            shared_by=deliver.sharer(message, row),
            asked_by=deliver.asker(message, row),
        )
        shown = await deliver.render(await opened.digest(), how, None)
        await answer.show(shown.card, keep=chart)
        return
    await answer.wait(private=True)
    asked = replace(asked, private=True, length=length)
    copy = await shelf.put(deliver.place(asked), opened.content, row)
    chart_bytes = await _chart(message)
    how = deliver.look(asked, copy, chart=chart_bytes is not None)
    shown = await deliver.render(await opened.digest(), how, chart_bytes)
    sent = await answer.show(shown.card, shown.uploads)
    answer.settle()
    await shelf.change(copy.key, message_id=sent.id)


async def _ask(answer: Answer, press: Press) -> None:
    opened = await open_digest(answer, press.key)
    await answer.form(ask_form(opened.request.say, press.key))


async def _wrong(answer: Answer, press: Press) -> None:
    opened = await open_digest(answer, press.key)
    await answer.form(wrong_form(opened.request.say, press.key))


async def _split(answer: Answer, press: Press) -> None:
    opened = await open_digest(answer, press.key)
    say, mask = opened.request.say, opened.request.settings.mask_slurs
    document = (await opened.digest()).document
    choices = [
        Choice(plain(block.opening.text, MAX_CHOICE, mask) or block.source, block.source)
        for block in await asyncio.to_thread(candidates, document)
    ]
    choices.append(Choice(say("form.no_comments"), NONE))
    await answer.form(split_form(say, press.key, choices))


async def _share(answer: Answer, press: Press) -> None:
    opened = await open_digest(answer, press.key)
    row, asked = opened.row, opened.request
    if row.shared_channel_id is not None and row.user_id == asked.visitor.user_id:
        await answer.tell(shared_card(asked.say, row.shared_channel_id))
        return
    may_share(asked.visitor, row)
    _check_bot(answer)
    await answer.wait(private=False)  # a claim waits for whoever writes, Discord for three seconds
    shelf = answer.interaction.client.services.shelf
    if not await shelf.claim_share(row.key, row.channel_id):
        raise AccessError("sharing")
    await _mark_shared(answer, opened, await _publish(answer, opened))


def _check_bot(answer: Answer) -> None:
    interaction = answer.interaction
    if interaction.guild_id is None or not interaction.is_guild_integration():
        return
    if not interaction.app_permissions.send_messages:
        raise AccessError("bot_may_not_send")


async def _publish(answer: Answer, opened: Opened) -> int:
    """Post the digest as a message of its own, with a row of its own; the message's id."""
    interaction, asked, row = answer.interaction, opened.request, opened.row
    shelf = interaction.client.services.shelf
    public = None
    try:
        where = deliver.place(replace(asked, private=False, length=Length(row.length)))
        public = await shelf.put(where, opened.content, row)
        chart = await _chart(interaction.message)
        how = deliver.look(asked, public, chart=chart is not None, shared_by=asked.asker)
        shown = await deliver.render(await opened.digest(), how, chart)
        sent = await answer.show(shown.card, shown.uploads)
        answer.settle()
    except BaseException:
        await _take_back(shelf, row, public)
        raise
    await shelf.change(public.key, message_id=sent.id)
    return sent.id


@unbroken
async def _take_back(shelf: Shelf, row: StoredDigest, public: StoredDigest | None) -> None:
    """Nothing was posted: the digest may be shared again, and nobody can open the row for it.

    Done to its end, as the bot may be stopping; what the database refuses ends with its days.
    """
    try:
        await shelf.change(row.key, shared_channel_id=None)
        if public is not None:
            await shelf.remove(public.key)
    except DatabaseError as error:
        _log.warning("digest %s: not posted, but kept as shared, %s", row.key, error)


async def _mark_shared(answer: Answer, opened: Opened, message_id: int) -> None:
    """The private digest remembers where it was shared, and its button says so."""
    row, message = opened.row, answer.interaction.message
    await answer.interaction.client.services.shelf.change(row.key, shared_message_id=message_id)
    if message is None:
        return
    row = replace(row, shared_channel_id=row.channel_id)
    keep = deliver.kept_chart(message)
    how = deliver.look(opened.request, row, chart=bool(keep))
    shown = await deliver.render(await opened.digest(), how, None)
    await answer.change(message, shown.card, keep)


async def _export(answer: Answer, press: Press) -> None:
    await answer.wait(private=True)
    opened = await open_digest(answer, press.key)
    digest, say = await opened.digest(), opened.request.say
    texts = {
        "digest.md": await asyncio.to_thread(to_markdown, digest, say),
        "digest.json": await asyncio.to_thread(to_json, digest),
        "digest.html": await asyncio.to_thread(to_html, digest, say),
    }
    uploads = [Upload(name, text.encode("utf-8", "replace")) for name, text in texts.items()]
    limit = answer.interaction.filesize_limit
    fitting = [upload for upload in uploads if len(upload.content) <= limit]
    sentence = say("export.here") if len(fitting) == len(uploads) else say("export.too_large")
    await answer.hand(sentence, fitting)


async def _chart(message: discord.Message | None) -> bytes | None:
    """The chart of the pressed message, read back from Discord; None where it cannot be had."""
    for attachment in deliver.kept_chart(message):
        try:
            return await attachment.read()
        except discord.HTTPException:
            return None
    return None


_ACTIONS: dict[Action, Callable[[Answer, Press], Awaitable[None]]] = {
    Action.CANCEL: _cancel,
    Action.COMMENTS: _comments,
    Action.PAGE: _comments,
    Action.LONGER: _resize,
    Action.SHORTER: _resize,
    Action.ASK: _ask,
    Action.WRONG: _wrong,
    Action.SPLIT: _split,
    Action.SHARE: _share,
    Action.EXPORT: _export,
}
