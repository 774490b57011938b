"""One interaction's answer: acknowledged at once, then edited until it is final.

It hides Discord's failures that pass (errors, rate limits, lost replies) and names those that do
not: the message is gone, the token has expired. What is said is decided elsewhere.
"""

import asyncio
import io
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum, auto
from typing import TYPE_CHECKING, TypeVar

import aiohttp
import discord
from discord import AllowedMentions

from bot.views.card import Card
from bot.views.message import layout

if TYPE_CHECKING:
    from bot.app import Hustings

    Interaction = discord.Interaction[Hustings]

_T = TypeVar("_T")

NOBODY = AllowedMentions.none()
_ACKNOWLEDGED = 40060  # a first response was carried out although its reply was lost
_EXPIRED = frozenset((10015, 50027))  # unknown webhook, invalid webhook token
_UNKNOWN_INTERACTION = 10062  # the three seconds are over, or another process answered
_PASSING = (OSError, TimeoutError, aiohttp.ClientError)
_FIRST_PAUSE_S, _LONGEST_PAUSE_S = 1.0, 20.0
_ACK_TRIES = 3  # a first response is worth something for three seconds only


class GoneError(Exception):
    """The answer was deleted: nothing more is to be said there."""


class ExpiredError(Exception):
    """The interaction's fifteen minutes are over."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file to attach; ``description`` is the text for those who do not see a picture."""

    name: str
    content: bytes
    description: str | None = None

    def file(self) -> discord.File:
        """A fresh file, because a failed request has read the last one."""
        return discord.File(io.BytesIO(self.content), self.name, description=self.description)


class _Ack(Enum):
    NONE = auto()
    PRIVATE = auto()
    PUBLIC = auto()
    UPDATE = auto()
    DONE = auto()


class Answer:
    """What one interaction is answered; every method may be called in any order."""

    def __init__(self, interaction: "Interaction") -> None:
        self.interaction = interaction
        self._ack = _Ack.NONE
        self.message_id: int | None = None  # of what ``show`` put there last

    @property
    def acknowledged(self) -> bool:
        """Whether Discord has had its first response."""
        return self._ack is not _Ack.NONE

    @property
    def private(self) -> bool:
        """Whether the answer is the asker's alone."""
        return self._ack is _Ack.PRIVATE

    async def wait(self, *, private: bool) -> None:
        """Say that an answer is coming; raises ExpiredError where it is too late for one."""
        response = self.interaction.response
        await self._first(lambda: response.defer(ephemeral=private, thinking=True))
        self._ack = _Ack.PRIVATE if private else _Ack.PUBLIC

    async def update(self) -> None:
        """Say that the pressed message itself will change."""
        await self._first(lambda: self.interaction.response.defer())
        self._ack = _Ack.UPDATE

    def settle(self) -> None:
        """What stands there now stays: words that come after it go to the asker beside it."""
        self._ack = _Ack.DONE

    async def form(self, modal: discord.ui.Modal) -> None:
        """Open a form, which must be the first response."""
        await self._first(lambda: self.interaction.response.send_modal(modal))
        self._ack = _Ack.DONE

    async def show(
        self, card: Card, uploads: Sequence[Upload] = (), keep: Sequence[discord.Attachment] = ()
    ) -> discord.InteractionMessage:
        """Put ``card`` where the answer stands, with its files; ``keep`` are old files that stay.

        Raises GoneError or ExpiredError.
        """

        async def edit() -> discord.InteractionMessage:
            return await self.interaction.edit_original_response(
                view=layout(card),
                attachments=[*keep, *(upload.file() for upload in uploads)],
                allowed_mentions=NOBODY,
            )

        message = await self._through(edit)
        self.message_id = message.id
        return message

    async def hand(self, sentence: str, uploads: Sequence[Upload]) -> None:
        """Files with one sentence of the bot's own, in place of the deferred answer."""

        async def edit() -> None:
            await self.interaction.edit_original_response(
                content=sentence,
                attachments=[upload.file() for upload in uploads],
                allowed_mentions=NOBODY,
            )

        await self._through(edit)

    async def tell(self, card: Card) -> None:
        """Words for the asker alone, whatever was acknowledged; a public answer gives way."""
        match self._ack:
            case _Ack.NONE:
                response = self.interaction.response
                await self._first(
                    lambda: response.send_message(
                        view=layout(card), ephemeral=True, allowed_mentions=NOBODY
                    )
                )
                self._ack = _Ack.DONE
            case _Ack.PRIVATE:
                await self.show(card)
            case _Ack.PUBLIC:
                await self._through(self.interaction.delete_original_response)
                await self._whisper(card)
            case _Ack.UPDATE | _Ack.DONE:
                await self._whisper(card)

    async def change(
        self, message: discord.Message, card: Card, keep: Sequence[discord.Attachment]
    ) -> None:
        """Edit the message whose button was pressed, beside the answer itself."""

        async def edit() -> None:
            await self.interaction.followup.edit_message(
                message.id, view=layout(card), attachments=list(keep), allowed_mentions=NOBODY
            )

        await self._through(edit)

    async def _whisper(self, card: Card) -> None:
        async def send() -> None:
            await self.interaction.followup.send(
                view=layout(card), ephemeral=True, allowed_mentions=NOBODY
            )

        await self._through(send)

    async def _first(self, respond: Callable[[], Awaitable[object]]) -> None:
        """The first response, tried again only while Discord still waits for one."""
        for attempt in range(_ACK_TRIES):
            try:
                await respond()
                return
            except discord.HTTPException as error:
                if error.code == _ACKNOWLEDGED:
                    return
                if error.code == _UNKNOWN_INTERACTION:
                    raise ExpiredError from error
                if error.status != 429 or attempt + 1 == _ACK_TRIES:
                    raise
                await asyncio.sleep(_retry_after(error, 0.3))
            except _PASSING:
                if attempt + 1 == _ACK_TRIES:
                    raise
                await asyncio.sleep(0.1)

    async def _through(self, call: Callable[[], Awaitable[_T]]) -> _T:
        if self.interaction.is_expired():
            raise ExpiredError
        return await persist(call, until=self.interaction.expires_at)


async def persist(call: Callable[[], Awaitable[_T]], until: datetime) -> _T:
    """Repeat ``call`` while Discord fails in ways that pass, until the moment ``until``.

    Raises GoneError where the message does not exist any more, ExpiredError where the token or
    the time is over, and what else Discord refuses as it is.
    """
    pause = _FIRST_PAUSE_S
    while True:
        try:
            return await call()
        except discord.HTTPException as error:
            if error.code in _EXPIRED or error.status == 401:
                raise ExpiredError from error
            if isinstance(error, discord.NotFound):
                raise GoneError from error
            if error.status != 429 and error.status < 500:
                raise
            wait = max(pause, _retry_after(error, 0.0))
        except _PASSING:
            wait = pause
        if datetime.now(UTC) + timedelta(seconds=wait) >= until:
            raise ExpiredError
        await asyncio.sleep(wait)
        pause = min(2 * pause, _LONGEST_PAUSE_S)


def _retry_after(error: discord.HTTPException, default: float) -> float:
    """The seconds that a rate limit asks to wait, from the response's header."""
    try:
        return float(error.response.headers.get("Retry-After", default))
    except ValueError:
        return default
