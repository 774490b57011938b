"""From an accepted request to its digest: queue it, show how it goes, keep it, deliver it.

What is asked for and who may ask is decided before; what a digest looks like is ``bot/views``.
"""

import asyncio
import hashlib
import logging
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import discord

from bot.cogs import deliver
from bot.cogs.access import admit
from bot.cogs.answer import Answer, ExpiredError, GoneError
from bot.cogs.request import Request
from bot.errors import AccessError, JobError, SourceError
from bot.jobs import bounds
from bot.jobs.queue import DigestTask, Job, Queue, Result, Running, State, Task, Waiting
from bot.services import Asked, Services
from bot.sources import linked, links, media
from bot.views.status import progress_card
from models.types import DigestOptions, Length, Page, Step

_log = logging.getLogger(__name__)

_SOON_S = 1.5
"""A page that comes sooner needs no words about its coming."""

_READING_S = 10.0
"""How long pages take to come, taken high: so many are read at once as fit in the longest wait."""

_BETWEEN_EDITS_S = 2.0
"""Discord allows about five edits of one answer in two seconds; people read slower."""

Source = Callable[[], Awaitable[Page]]


async def begin(answer: Answer, request: Request, source: Source) -> None:
    """Acknowledge if that is not done, read the source, make its digest; raises what is wrong."""
    services = answer.interaction.client.services
    admit(request.visitor, request.settings)
    _check_rights(answer, request)
    if not answer.acknowledged:
        await answer.wait(private=request.private)
    page = await source()
    linked_to = links.is_unread(page)
    if linked_to:
        page = await _read(answer, request, page)
    elif (
        page.media_type != media.PDF
        and len(page.content) + len(page.comments or "") > request.settings.max_input
    ):
        raise SourceError("too_long_here", limit=request.settings.max_input)
    origin = deliver.Origin(_fingerprint(page, request), page.url if linked_to else None)
    if await deliver.recovered(services, answer, request, origin):
        return
    settings = request.settings
    options = DigestOptions(request.claim, Length.FULL, settings.threshold, settings.max_input)
    await work(answer, request, DigestTask(page, options, _chart(request)), origin)


async def _read(answer: Answer, request: Request, link: Page) -> Page:
    """The page behind a link; where that takes a while it is said, and can be cancelled."""
    services, visitor = answer.interaction.client.services, request.visitor
    web = services.web.within(request.settings)
    asked = Asked(visitor.user_id, visitor.guild_id)
    bounds.admit(asked, services.asked.values(), services.settings.jobs, _READING_S)
    reading = asyncio.create_task(linked.read(link, web, request.settings))
    key = secrets.token_urlsafe(9)
    services.asked[key] = replace(asked, reading=reading)
    try:
        await asyncio.wait((reading,), timeout=_SOON_S)
        if not reading.done():
            await answer.show(progress_card(request.say, Running(Step.READING), key))
            await asyncio.wait((reading,))
        if reading.cancelled():
            raise JobError("cancelled")
        return await reading
    finally:
        reading.cancel()
        del services.asked[key]


async def work(answer: Answer, request: Request, task: Task, origin: deliver.Origin) -> None:
    """Queue ``task``, show its progress, deliver its result; raises JobError and the like."""
    services = answer.interaction.client.services
    if answer.interaction.client.has_left(answer.interaction):
        raise JobError("cancelled")
    services.shelf.check(request.visitor.user_id, request.asked)
    job = Job(secrets.token_urlsafe(9), request.group, request.visitor.user_id, task)
    waiting = services.queue.submit(job)
    services.asked[job.id] = Asked(request.visitor.user_id, request.visitor.guild_id)
    try:
        await _spend(services, request)
        result = await _made(answer, request, job, waiting)
    except GoneError:
        _log.info("job %s: its answer was deleted, the job is cancelled", job.id)
        return
    finally:
        services.queue.cancel(job.id)  # ends nothing where the job is done
        del services.asked[job.id]
    await deliver.deliver(services, answer, request, result, origin)


async def _made(answer: Answer, request: Request, job: Job, waiting: Waiting) -> Result:
    """The job's result; one that does not come is not counted against anybody."""
    services, visitor, today = answer.interaction.client.services, request.visitor, _today()
    try:
        return await _Follower(answer, request, services, job).follow(waiting)
    except BaseException:
        await services.store.refund(visitor.guild_id, visitor.user_id, today)
        raise


class _Follower:
    """Shows how one job goes, at most one edit every two seconds, until it is done."""

    def __init__(self, answer: Answer, request: Request, services: Services, job: Job) -> None:
        self._answer, self._say, self._job = answer, request.say, job
        self._queue: Queue = services.queue
        self._changed, self._done = asyncio.Event(), asyncio.Event()
        self._gone = False

    async def follow(self, waiting: State) -> Result:
        """The job's result; raises GoneError when the answer was deleted meanwhile."""
        self._watch(waiting)
        showing = asyncio.create_task(self._show())
        try:
            return await self._queue.result(self._job.id, self._watch)
        except JobError:
            if self._gone:
                raise GoneError from None
            raise
        finally:
            # An edit under way is never cut off: it could arrive after the digest.
            self._done.set()
            self._changed.set()
            await showing

    def _watch(self, state: State) -> None:
        self._state = state
        self._changed.set()

    async def _show(self) -> None:
        while not self._done.is_set():
            await self._changed.wait()
            self._changed.clear()
            if self._done.is_set():
                return
            try:
                await self._answer.show(progress_card(self._say, self._state, self._job.id))
            except GoneError:
                self._gone = True
                self._queue.cancel(self._job.id)
                return
            except ExpiredError:
                return  # the result finds its own way
            except (discord.HTTPException, OSError) as error:
                name = type(error).__name__
                _log.warning("job %s: progress is not shown, %s", self._job.id, name)
            try:
                await asyncio.wait_for(self._done.wait(), _BETWEEN_EDITS_S)
            except TimeoutError:
                continue


async def _spend(services: Services, request: Request) -> None:
    """Count the request against the day's quotas; raises AccessError where one is used up."""
    visitor, settings = request.visitor, request.settings
    used_up = await services.store.spend(
        visitor.guild_id,
        visitor.user_id,
        _today(),
        settings.member_quota,
        settings.guild_quota,
    )
    if used_up == "member":
        raise AccessError("member_quota", limit=settings.member_quota)
    if used_up == "guild":
        raise AccessError("guild_quota", limit=settings.guild_quota)


def _check_rights(answer: Answer, request: Request) -> None:
    """A public answer is posted where the bot may post; Discord itself would let it through."""
    if request.private or request.visitor.guild_id is None:
        return
    app = answer.interaction.app_permissions
    if not answer.interaction.is_guild_integration():
        return
    if not (app.view_channel and app.send_messages):
        raise AccessError("bot_may_not_send")


def _today() -> date:
    return datetime.now(UTC).date()


def _chart(request: Request) -> str | None:
    return request.say.language if request.pictures else None


def _fingerprint(page: Page, request: Request) -> str:
    """What was asked, as a hash: the same request finds the digest that could not be delivered."""
    parts = (page.content, page.comments or "", request.claim or "", page.url or "")
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:32]
