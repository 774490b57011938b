"""The gateway of the double: one session, which may be resumed."""

import json
from collections.abc import Sequence
from typing import Any

from aiohttp import web


class Gateway:
    """Sends events to the bot that is connected; ``broken`` is what the bot did wrong.

    ``guilds`` are those of a new session, ``user`` is the bot, ``address`` where it connects.
    """

    def __init__(
        self, guilds: Sequence[dict[str, Any]], user: dict[str, Any], broken: list[str]
    ) -> None:
        self.address = ""
        self.resumed = 0
        self.broken = broken
        self._guilds = guilds
        self._user = user
        self._events: list[dict[str, Any]] = []
        self._socket: web.WebSocketResponse | None = None

    @property
    def connected(self) -> bool:
        """Whether a bot has a session."""
        return self._socket is not None

    async def dispatch(self, event: str, data: dict[str, Any]) -> None:
        """Sends an event, or keeps it until the session is resumed."""
        frame = {"op": 0, "t": event, "s": len(self._events) + 1, "d": data}
        self._events.append(frame)
        if self._socket is not None:
            await self._socket.send_json(frame)

    async def reconnect(self) -> None:
        """Asks the bot to connect anew; what is sent until it has comes with its resume."""
        socket, self._socket = self._socket, None
        assert socket is not None
        await socket.send_json({"op": 7, "d": None})

    async def talk(self, request: web.Request) -> web.WebSocketResponse:
        """One connection: hello, then an identify or a resume, then heartbeats."""
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"op": 10, "d": {"heartbeat_interval": 40_000}})
        async for message in socket:
            frame = json.loads(message.data)
            match frame["op"]:
                case 1:
                    await socket.send_json({"op": 11})
                case 2:
                    self._socket, self._events = socket, []
                    await self._welcome(frame["d"])
                case 6:
                    self.resumed += 1
                    for event in self._events[frame["d"]["seq"] :]:
                        await socket.send_json(event)
                    self._socket = socket
                    await self.dispatch("RESUMED", {})
        return socket

    async def _welcome(self, identified: dict[str, Any]) -> None:
        if identified["intents"] != 1:
            self.broken.append(f"other intents than guilds: {identified['intents']}")
        ready = {
            "v": 10, "user": self._user, "session_id": "session", "shard": identified.get("shard"),
            "guilds": [{"id": guild["id"], "unavailable": True} for guild in self._guilds],
            "application": {"id": self._user["id"], "flags": 0},
            "resume_gateway_url": self.address,
        }  # fmt: skip
        await self.dispatch("READY", ready)
        for guild in self._guilds:
            await self.dispatch("GUILD_CREATE", guild)
