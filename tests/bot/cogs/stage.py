"""The real client on the double, and what people do there: commands, presses, choices, forms."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import aiohttp
import discord
import pytest
from discord import http as discord_http

from bot.app import Hustings
from bot.guilds import Guilds
from bot.services import Services
from bot.shelf import Shelf
from config.database import opened
from config.settings import Settings
from config.store import Store
from tests.bot.cogs.fake_queue import FakeQueue
from tests.bot.cogs.fake_web import FakeWeb
from tests.discord_double import Double, Exchange, Shown
from tests.discord_double.double import APPLICATION, until

PAGE = (
    "The market should stay on the square\n\n"
    "The town should keep its Saturday market on the square, as forty traders live from it.\n\n"
    "Without the stalls the shops around the square would lose half of their customers.\n\n"
    "Moving the market to the ring road would be wrong, and nobody would go there.\n\n"
    "3 Comments\n\n"
    "Ada\nMay 2, 2025 at 9:00 am\n"
    "Yes, keep it where it is. The square would be dead without it.\nReply\n\n"
    "Boris\nMay 2, 2025 at 9:01 am\n"
    "@Ada No, you are wrong about that. It blocks the buses every week.\nReply\n\n"
    "Cleo\nMay 2, 2025 at 9:02 am\n"
    "I bought two apples there on my way to the dentist last month.\nReply\n\n"
)
ARTICLE, _, COMMENTS = PAGE.partition("3 Comments\n\n")
GUILD, GENERAL, ELSEWHERE, EVERYONE = 500, 501, 502, 500
SLASH, CONTEXT = 1, 3
_COMMAND, _COMPONENT, _COMPLETE, _FORM = 2, 3, 4, 5  # kinds of interactions
_TYPES = {str: 3, int: 4, bool: 5, dict: 11}
_BOT_MAY = discord.Permissions(
    view_channel=True, send_messages=True, attach_files=True, embed_links=True,
    read_message_history=True, send_messages_in_threads=True, create_public_threads=True,
)  # fmt: skip
_TALK = discord.Permissions(
    view_channel=True, send_messages=True, send_messages_in_threads=True, attach_files=True
)


@dataclass(frozen=True)
class Person:
    """Somebody with an account; ``may`` are their permissions in any channel of a guild."""

    id: int
    name: str
    may: discord.Permissions = _TALK
    locale: str = "en-US"
    roles: tuple[int, ...] = ()

    @property
    def user(self) -> dict[str, Any]:
        """The person as a payload has them."""
        return {
            "id": str(self.id), "username": self.name.lower(), "global_name": self.name,
            "discriminator": "0", "avatar": None,
        }  # fmt: skip

    @property
    def member(self) -> dict[str, Any]:
        """The person as a guild's payload has them."""
        return {
            "user": self.user, "roles": [str(role) for role in self.roles], "nick": None,
            "joined_at": "2024-01-01T00:00:00+00:00", "deaf": False, "mute": False, "flags": 0,
            "permissions": str(self.may.value),
        }  # fmt: skip

    def allowed(self, **may: bool) -> "Person":
        """The same person with other permissions."""
        changed = discord.Permissions(self.may.value)
        changed.update(**may)
        return replace(self, may=changed)


@dataclass(frozen=True)
class Place:
    """Where something is done, and what the bot may do there; ``guild`` None is outside of one."""

    channel: int
    guild: int | None = GUILD
    kind: int = 0
    parent: int | None = None
    installed: bool = True
    bot_may: discord.Permissions = field(default_factory=lambda: _BOT_MAY)

    def payload(self, person: Person) -> dict[str, Any]:
        """The part of an interaction that says who acts where."""
        channel: dict[str, Any] = {"id": str(self.channel), "type": self.kind, "name": "a-place"}
        who: dict[str, Any] = {"user": person.user}
        if self.guild is not None:
            guild = {"id": str(self.guild), "locale": "en-US", "features": []}
            who = {"member": person.member, "guild_id": str(self.guild), "guild": guild}
            channel |= {"guild_id": str(self.guild), "position": 0, "permission_overwrites": []}
        if self.parent is not None:
            channel |= _thread(self.parent)
        owner = {"0": str(self.guild or 0)} if self.installed else {"1": str(person.id)}
        context = 0 if self.guild is not None else 1 if self.kind == 1 else 2
        return {
            **who, "channel_id": str(self.channel), "channel": channel, "locale": person.locale,
            "app_permissions": str(self.bot_may.value), "entitlements": [], "context": context,
            "authorizing_integration_owners": owner, "attachment_size_limit": 10_485_760,
        }  # fmt: skip


ANN, BOB = Person(11, "Ann"), Person(12, "Bob")
ADMIN = Person(13, "Ada", discord.Permissions(_TALK.value | 1 << 5))
MODERATOR = Person(14, "Mod", discord.Permissions(_TALK.value | 1 << 13))
HOME, OTHER, HIDDEN = Place(GENERAL), Place(ELSEWHERE), Place(ELSEWHERE)
THREAD = Place(601, kind=11, parent=GENERAL)
DIRECT, GROUP = Place(701, None, kind=1), Place(702, None, kind=3, installed=False)
GUEST = Place(GENERAL, installed=False)


class Stage:
    """A Discord, a bot in it, and its queue."""

    def __init__(self, double: Double, queue: FakeQueue, services: Services) -> None:
        self.double = double
        self.queue = queue
        self.services = services
        self.client: Hustings | None = None
        self._running: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Connects a new client."""
        self.client = Hustings(self.services)
        self._running = asyncio.create_task(self.client.start("a-token"))
        client, running = self.client, self._running
        await until(lambda: running.done() or client.get_guild(GUILD))
        if running.done():
            running.result()

    async def stop(self) -> None:
        """Disconnects the client."""
        assert self.client is not None and self._running is not None
        await self.client.close()
        await self._running

    async def restart(self) -> None:
        """A new client and an empty memory on the same database."""
        await self.stop()
        old = self.services
        guilds = await Guilds.load(old.store, old.settings)
        self.services = Services(
            old.settings, old.store, guilds, Shelf(old.store), old.queue, old.http, old.web
        )
        await self.start()

    async def set(self, **values: Any) -> None:
        """Settings of the guild."""
        guilds = self.services.guilds
        await guilds.replace(GUILD, {**guilds.overrides(GUILD), **values})

    async def settle(self) -> None:
        """Waits until the bot has nothing under way any more."""
        await asyncio.sleep(0.02)  # an event is on its way to the bot
        await until(lambda: not _busy(), 20)

    async def slash(
        self,
        name: str,
        options: Mapping[str, Any] | None = None,
        by: Person = ANN,
        at: Place = HOME,
        copies: int = 1,
    ) -> Exchange:
        """A command, of a group as "group command"; a dict among the options is an upload."""
        return await self._done(_command(name, options or {}), _COMMAND, by, at, copies)

    async def complete(
        self, name: str, options: Mapping[str, Any], typed: str, by: Person = ADMIN
    ) -> list[str]:
        """What is offered while ``typed`` is being typed."""
        data = _command(name, options, typed)
        exchange = await self._done(data, _COMPLETE, by, HOME)
        return [choice["value"] for choice in exchange.choices]

    async def use_on(self, message: Shown, by: Person = ANN, at: Place = HOME) -> Exchange:
        """The message command."""
        data = {
            "id": "1", "name": "Digest", "type": CONTEXT, "target_id": message["id"],
            "resolved": {"messages": {message["id"]: message}},
        }  # fmt: skip
        return await self._done(data, _COMMAND, by, at)

    async def press(
        self, message: Shown | None, label: str, by: Person = ANN, at: Place = HOME
    ) -> Exchange:
        """A press of a button that the message has."""
        assert message is not None
        button = message.controls[label]
        assert not button.get("disabled")
        return await self.forge(button["custom_id"], by, at, message)

    async def choose(
        self, message: Shown | None, place: int = 0, by: Person = ANN, at: Place = HOME
    ) -> Exchange:
        """A choice in the message's menu."""
        assert message is not None
        menu = next(part for part in message.controls.values() if part["type"] == 3)
        value = menu["options"][place]["value"]
        return await self.forge(menu["custom_id"], by, at, message, [value])

    async def forge(
        self,
        custom_id: str,
        by: Person = BOB,
        at: Place = HOME,
        message: Shown | None = None,
        values: Sequence[str] | None = None,
    ) -> Exchange:
        """A press that need not have been offered."""
        kind = {"component_type": 3, "values": values} if values else {"component_type": 2}
        shown = message or self.double.message(str(at.channel), BOB.user)
        return await self._done(
            {"custom_id": custom_id, **kind}, _COMPONENT, by, at, message=dict(shown)
        )

    async def submit(
        self, form: Exchange | str, fields: Mapping[str, Any], by: Person = ANN, at: Place = HOME
    ) -> Exchange:
        """A form sent: texts as they are, choices as lists, an upload as a dict."""
        custom_id = form if isinstance(form, str) else form.form["custom_id"]
        parts, files = [], {}
        for name, value in fields.items():
            part: dict[str, Any] = {"custom_id": name, "type": 4, "value": value}
            if isinstance(value, dict):
                files[value["id"]] = value
                part = {"custom_id": name, "type": 19, "values": [value["id"]]}
            elif isinstance(value, list):
                part = {"custom_id": name, "type": 3, "values": value}
            parts.append({"type": 18, "component": part})
        data = {"custom_id": custom_id, "components": parts, "resolved": {"attachments": files}}
        return await self._done(data, _FORM, by, at)

    def shown(self, exchange: Exchange) -> Shown | None:
        """The message that answers an interaction."""
        return self.double.messages.get(exchange.original or "")

    def said(self, exchange: Exchange) -> str:
        """All words of the answer: of its message, or of what was whispered after it."""
        if exchange.followups:
            return "\n".join(message.text for message in exchange.followups)
        message = self.shown(exchange)
        return message.text if message else ""

    async def digest(self, by: Person = ANN, at: Place = HOME, **options: Any) -> Shown:
        """A finished digest."""
        exchange = await self.slash("digest", {"text": PAGE, **options}, by, at)
        message = self.shown(exchange)
        assert message is not None and "keep its Saturday market" in message.text
        return message

    async def _done(
        self, data: dict[str, Any], kind: int, by: Person, at: Place, copies: int = 1, **more: Any
    ) -> Exchange:
        """Sends an interaction and waits until nothing more comes, or a held job is under way."""
        payload = {"type": kind, "data": data, **at.payload(by), **more}
        exchange = await self.double.interact(payload, copies)
        await until(lambda: exchange.first is not None)
        if not self.queue.holding:
            await self.settle()
        return exchange


@asynccontextmanager
async def staged(database_url: str, folder: Path, queue: Any = None) -> AsyncIterator[Stage]:
    """Everything opened, a client connected; at the end no rule of Discord's may be broken."""
    settings = Settings(data_dir=folder, database_url=database_url)
    queue = queue or FakeQueue()
    async with AsyncExitStack() as stack:
        double = await stack.enter_async_context(Double([_guild()]))
        patch = stack.enter_context(pytest.MonkeyPatch.context())
        patch.setattr(discord_http.Route, "BASE", double.api)
        store = Store(await stack.enter_async_context(opened(database_url)))
        http = await stack.enter_async_context(aiohttp.ClientSession())
        guilds = await Guilds.load(store, settings)
        services = Services(settings, store, guilds, Shelf(store), queue, http, FakeWeb())
        stage = Stage(double, queue, services)
        await stage.start()
        yield stage
        await queue.close()
        await stage.settle()
        await stage.stop()
    assert not double.broken


def _busy() -> bool:
    names = ("discord.py: on_interaction", "discord.py: on_guild", "CommandTree-invoker")
    return any(task.get_name().startswith(names) for task in asyncio.all_tasks())


def _command(name: str, options: Mapping[str, Any], typed: str | None = None) -> dict[str, Any]:
    first, _, second = name.partition(" ")
    files = {value["id"]: value for value in options.values() if isinstance(value, dict)}
    chosen = [
        {"name": key, "type": _TYPES[type(value)], "value": value["id"] if files and
         isinstance(value, dict) else value}
        for key, value in options.items()
    ]  # fmt: skip
    if typed is not None:
        focused = "value" if "name" in options else "name"
        chosen.append({"name": focused, "type": 3, "value": typed, "focused": True})
    if second:
        chosen = [{"name": second, "type": 1, "options": chosen}]
    data = {"id": "1", "name": first, "type": SLASH, "options": chosen}
    return {**data, "resolved": {"attachments": files}} if files else data


def _guild() -> dict[str, Any]:
    role = {
        "id": str(EVERYONE), "name": "@everyone", "permissions": "0", "position": 0, "color": 0,
        "hoist": False, "managed": False, "mentionable": False, "flags": 0,
    }  # fmt: skip
    crew = {**role, "id": "900", "name": "crew", "position": 1}
    channels = [
        {"id": str(id_), "type": 0, "name": f"c{id_}", "position": 0, "permission_overwrites": []}
        for id_ in (GENERAL, ELSEWHERE)
    ]
    return {
        "id": str(GUILD), "name": "Home", "owner_id": "1", "roles": [role, crew],
        "channels": channels, "threads": [], "members": [], "member_count": 4, "emojis": [],
        "features": [], "preferred_locale": "en-US", "verification_level": 0, "large": False,
        "default_message_notifications": 0, "explicit_content_filter": 0, "nsfw_level": 0,
        "afk_timeout": 60, "mfa_level": 0, "premium_tier": 0, "system_channel_flags": 0,
        "application_id": str(APPLICATION), "joined_at": "2024-01-01T00:00:00+00:00",
        "stickers": [], "presences": [], "voice_states": [], "unavailable": False,
    }  # fmt: skip


def _thread(parent: int) -> dict[str, Any]:
    about = {"archived": False, "auto_archive_duration": 1440, "locked": False}
    return {
        "parent_id": str(parent), "owner_id": "1", "message_count": 0, "member_count": 1,
        "thread_metadata": {**about, "archive_timestamp": "2025-01-01T00:00:00+00:00"},
    }  # fmt: skip
