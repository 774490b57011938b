"""The Discord client: connects, registers the commands, and hands every interaction on.

It has one intent, guilds, and no privileged one; it never sees a message that was not given to it.
"""

import asyncio
import logging
import signal
from collections import OrderedDict
from collections.abc import Coroutine
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import aiohttp
import discord
import yarl
from discord import http as discord_http
from discord.gateway import DiscordWebSocket

from bot import health
from bot.cogs import about, buttons, departed, digest, forms, privacy
from bot.cogs import settings as settings_commands
from bot.cogs.guard import Tree
from bot.cogs.translate import WordsTranslator, register
from bot.errors import StartError
from bot.logs import configure
from bot.services import Services, open_services
from config.errors import DatabaseError
from config.settings import Settings, Shards

if TYPE_CHECKING:
    from bot.cogs.answer import Interaction

_log = logging.getLogger(__name__)

_SEEN = 2_000  # interactions remembered, to drop what the gateway delivers twice
_SWEEP_S = 15 * 60
_FIRST_PAUSE_S, _LONGEST_PAUSE_S = 2.0, 60.0  # between two tries to log in
_GOODBYE_S = 8.0  # for telling those who wait that the bot stops; Docker kills after 10
_COMMANDS: tuple[Any, ...] = (
    digest.digest,
    digest.digest_message,
    settings_commands.group,
    privacy.privacy,
    privacy.group,
    about.about,
)


class Hustings(discord.AutoShardedClient):
    """The client; ``services`` is everything that is not Discord."""

    def __init__(self, services: Services) -> None:
        settings = services.settings
        super().__init__(
            intents=discord.Intents(guilds=True),
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            **_sharding(settings.shards),
        )
        self.services = services
        self.tree = Tree(self)
        for command in _COMMANDS:
            self.tree.add_command(command)
        self._seen: OrderedDict[int, None] = OrderedDict()
        self._left: set[int] = set()
        self._at_work: set[asyncio.Task[None]] = set()

    def watch(self) -> None:
        """Leave signs of life from now on, also while Discord cannot be reached."""
        self._keep(health.Pulse(self.services.settings.data_dir).keep(self.state))

    async def setup_hook(self) -> None:
        """Registers the commands before the first event; called again where that failed."""
        await self.tree.set_translator(WordsTranslator())
        await register(self.tree, self.services.store, self.application_id or 0)
        self._keep(self._sweep())
        self._keep(self._announce_models())
        _log.info("ready")

    def is_new(self, interaction: "Interaction") -> bool:
        """Whether this interaction has not been seen before; remembers it."""
        if interaction.id in self._seen:
            return False
        self._seen[interaction.id] = None
        if len(self._seen) > _SEEN:
            self._seen.popitem(last=False)
        return True

    def has_left(self, interaction: "Interaction") -> bool:
        """Whether the bot was removed from a guild after it was asked something there.

        Who takes the bot along as an app of their own may go on asking in that guild.
        """
        return interaction.guild_id in self._left and interaction.is_guild_integration()

    async def on_interaction(self, interaction: "Interaction") -> None:
        """Buttons, menus and forms; commands go through the tree."""
        kind = interaction.type
        if kind is discord.InteractionType.component and self.is_new(interaction):
            await buttons.pressed(interaction)
        elif kind is discord.InteractionType.modal_submit and self.is_new(interaction):
            await forms.submitted(interaction)

    async def on_ready(self) -> None:
        """Every guild of these shards is known; some may be missing since the last time."""
        self._keep(departed.forget_departed(self))

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """A guild may come back."""
        self._left.discard(guild.id)
        await self.services.store.enter_guilds(self.application_id or 0, (guild.id,))

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """The bot was removed."""
        await self.forget_guild(guild.id)

    async def forget_guild(self, guild_id: int) -> None:
        """End the jobs of a guild that the bot is not in; everything stored for it goes."""
        self._left.add(guild_id)
        services = self.services
        services.cancel_where(guild_id=guild_id)
        services.shelf.forget_guild(guild_id)
        await services.guilds.forget(guild_id)
        _log.info("left guild %s, its rows are deleted", guild_id)

    async def on_error(self, event_method: str, /, *args: object, **kwargs: object) -> None:
        """What fails outside of an answer: by type and place in the log, never with its text."""
        _log.exception("the event %s failed", event_method)

    async def goodbye(self) -> None:
        """End the jobs, give their askers a moment to be told, and disconnect."""
        await self.services.queue.close()
        for asked in self.services.asked.values():
            if asked.reading is not None:
                asked.reading.cancel()
        async with asyncio.timeout(_GOODBYE_S):
            while self.services.asked:
                await asyncio.sleep(0.05)

    async def close(self) -> None:
        """Disconnect, after what runs beside the client has let go of the database."""
        for task in self._at_work:
            task.cancel()
        await asyncio.gather(*self._at_work, return_exceptions=True)
        await super().close()

    def state(self) -> health.State:
        """What the health check is told."""
        queue = self.services.queue.state()
        connected = self.is_ready() and not self.is_ws_ratelimited() and not self._is_away()
        return health.State(connected, queue.models, queue.running, queue.waiting)

    def _is_away(self) -> bool:
        return all(shard.is_closed() for shard in self.shards.values())

    async def _sweep(self) -> None:
        """Delete what has expired, at once and then every quarter of an hour."""
        while True:
            try:
                await self.services.store.sweep(datetime.now(UTC))
            except DatabaseError as error:
                _log.warning("nothing was swept", exc_info=error)
            await asyncio.sleep(_SWEEP_S)

    async def _announce_models(self) -> None:
        await self.services.queue.ready.wait()
        _log.info("models ready")

    def _keep(self, work: Coroutine[None, None, None]) -> None:
        """Run ``work`` beside the client; the set holds it against the garbage collector."""
        task = asyncio.create_task(work)
        self._at_work.add(task)
        task.add_done_callback(self._at_work.discard)


def run(settings: Settings) -> int:
    """Serve until SIGTERM, SIGINT or a token that Discord refuses; the exit status."""
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # there is no voice here
    if settings.discord_token is None:
        raise StartError("no_token")
    token = settings.discord_token.get_secret_value()
    configure(settings.log_level, secrets=(token,))
    _point(settings)
    return asyncio.run(_serve(settings, token))


def _sharding(shards: Shards) -> dict[str, Any]:
    """The client's arguments; Discord decides what is not given."""
    ids = {"shard_ids": list(shards.ids)} if shards.ids else {}
    return {**ids, "shard_count": shards.count}


def _point(settings: Settings) -> None:
    """Where Discord is: behind a proxy of the operator's, or Discord itself."""
    if settings.discord_api_url:
        discord_http.Route.BASE = settings.discord_api_url
    if settings.discord_gateway_url:
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(settings.discord_gateway_url)


async def _serve(settings: Settings, token: str) -> int:
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopping.set)
    async with open_services(settings) as services, Hustings(services) as client:
        client.watch()
        serving = asyncio.create_task(_connect(client, token))
        waiting = asyncio.create_task(stopping.wait())
        await asyncio.wait((serving, waiting), return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        if not serving.done():
            _log.info("stopping")
            with suppress(TimeoutError):
                await client.goodbye()
            serving.cancel()  # a login that is tried again would use a session that is closed
            await client.close()
        with suppress(asyncio.CancelledError):
            await serving
    return 0


async def _connect(client: Hustings, token: str) -> None:
    """Log in, again and again while Discord cannot be reached, and stay connected."""
    pause = _FIRST_PAUSE_S
    while True:
        try:
            await client.login(token)
            break
        except discord.LoginFailure as error:
            raise StartError("token_refused") from error
        except (OSError, aiohttp.ClientError, discord.DiscordServerError) as error:
            await client.http.close()  # each login opens a session of its own, on this connector
            client.http.connector = discord.utils.MISSING
            name = type(error).__name__
            _log.warning("Discord cannot be reached (%s), next try in %.0f s", name, pause)
            await asyncio.sleep(pause)
            pause = min(2 * pause, _LONGEST_PAUSE_S)
    await client.connect(reconnect=True)
