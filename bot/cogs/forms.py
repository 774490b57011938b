"""What a filled-in form does: a source to digest, a claim to ask, what was wrong, a new split.

A form can be sent without having been opened, so rights are checked again here.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from bot.cogs import deliver
from bot.cogs.answer import Answer
from bot.cogs.buttons import open_digest
from bot.cogs.digest import submitted as source_submitted
from bot.cogs.guard import answering
from bot.cogs.request import Request
from bot.cogs.work import begin, work
from bot.errors import AccessError, SourceError
from bot.jobs.queue import AskTask
from bot.views.forms import CLAIM, LINE, PART, PARTS, Values, read_values
from bot.views.hidden import cleaned
from bot.views.press import Action, Press, read
from bot.views.status import plain_card
from models.document.resplit import resplit
from models.types import DigestOptions, Length, Page

if TYPE_CHECKING:
    from bot.cogs.answer import Interaction


async def submitted(interaction: "Interaction") -> None:
    """Routes one submit; one that no version of the bot made is answered all the same."""
    data: Mapping[str, Any] = dict(interaction.data or {})
    press = read(str(data.get("custom_id", "")))
    async with answering(interaction) as answer:
        if press is None or press.action not in _FORMS:
            raise AccessError("unknown_press")
        await _FORMS[press.action](answer, press, read_values(data))


async def _ask(answer: Answer, press: Press, values: Values) -> None:
    await answer.wait(private=True)
    opened = await open_digest(answer, press.key)
    claim = values.texts.get(CLAIM, "").strip()
    if not cleaned(claim):
        raise SourceError("empty_form")
    request = _own(opened.request)
    options = DigestOptions(claim, Length.FULL, request.settings.threshold)
    language = request.say.language if request.pictures else None
    await work(answer, request, AskTask(opened.content, options, language), deliver.Origin())


async def _wrong(answer: Answer, press: Press, values: Values) -> None:
    await answer.wait(private=True)
    opened = await open_digest(answer, press.key)
    part = (values.choices.get(PART) or ("",))[0]
    if part not in PARTS:
        raise SourceError("empty_form")
    visitor = opened.request.visitor
    services = answer.interaction.client.services
    if services.shelf.is_stored(press.key):  # where nothing is stored, no feedback is either
        await services.store.add_feedback(
            press.key, visitor.guild_id, visitor.user_id, part, datetime.now(UTC)
        )
    say = opened.request.say
    await answer.show(plain_card(say, say("status.thanks")))


async def _split(answer: Answer, press: Press, values: Values) -> None:
    await answer.wait(private=True)
    opened = await open_digest(answer, press.key)
    first = (values.choices.get(LINE) or ("",))[0]
    document = (await opened.digest()).document

    async def source() -> Page:
        try:
            return await asyncio.to_thread(resplit, document, first)
        except ValueError as error:  # the line was made up
            raise AccessError("unknown_press") from error

    await begin(answer, _own(opened.request), source)


def _own(request: Request) -> Request:
    """The answer to a question about a digest is private, wherever the digest stands."""
    return replace(request, private=True, in_thread=False)


_FORMS: dict[Action, Callable[[Answer, Press, Values], Awaitable[None]]] = {
    Action.SOURCE: source_submitted,
    Action.ASK: _ask,
    Action.WRONG: _wrong,
    Action.SPLIT: _split,
}
