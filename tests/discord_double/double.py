"""The server of the double: the REST calls, and files, on a random port of loopback.

It does what Discord documents for the calls the bot makes, keeps every request, and remembers in
``broken`` each rule that a request broke, which it also refuses.
"""

import asyncio
import itertools
import json
import time
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

from aiohttp import web

from tests.discord_double import rules
from tests.discord_double.gateway import Gateway
from tests.discord_double.rules import LOADING, V2
from tests.discord_double.seen import Exchange, Sent, Shown

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

APPLICATION = 9000
NOW = "2025-05-02T09:00:00.000000+00:00"
_API = "/api/v10"
_EPOCH_MS = 1_420_070_400_000  # of Discord's ids, which hold the time
_BOT = {"id": str(APPLICATION), "username": "hustings", "discriminator": "0", "avatar": None}
_MESSAGE, _DEFERRED, _UPDATE, _CHOICES, _FORM = 4, 5, 6, 8, 9  # types of first responses


_SENT = web.RequestKey("sent", Sent)


@dataclass(slots=True)
class _Fault:
    method: str
    part: str
    status: int
    code: int
    after: bool


class Double:
    """A Discord with as many guilds as ``guilds`` holds; to be entered before use."""

    def __init__(self, guilds: Iterable[dict[str, Any]] = ()) -> None:
        self.guilds = list(guilds)
        self.requests: list[Sent] = []
        self.broken: list[str] = []
        self.commands: list[dict[str, Any]] = []
        self.command_writes = 0
        self.messages: dict[str, Shown] = {}
        self.files: dict[str, bytes] = {}
        self._exchanges: dict[str, Exchange] = {}
        self._faults: list[_Fault] = []
        self._ids = itertools.count((int(time.time() * 1_000) - _EPOCH_MS) << 22)
        self._address = ""
        self.gateway = Gateway(self.guilds, _BOT, self.broken)

    async def __aenter__(self) -> Self:
        app = web.Application(middlewares=[self._watch], client_max_size=64_000_000)
        hook, callback = "/webhooks/{app}/{token}", "/interactions/{id}/{token}/callback"
        table: list[tuple[str, str, Callable[[web.Request], Any]]] = [
            ("GET", "/users/@me", self._me),
            ("GET", "/oauth2/applications/@me", self._me),
            ("GET", "/gateway/bot", self._where),
            ("GET", "/applications/{app}/commands", self._read_commands),
            ("PUT", "/applications/{app}/commands", self._write_commands),
            ("GET", "/guilds/{guild}", self._guild),
            ("POST", callback, self._callback),
            ("POST", hook, self._followup),
            ("GET", hook + "/messages/{message}", self._get),
            ("PATCH", hook + "/messages/{message}", self._edit),
            ("DELETE", hook + "/messages/{message}", self._delete),
            ("POST", "/channels/{channel}/messages", self._post),
            ("DELETE", "/channels/{channel}/messages/{message}", self._remove),
            ("POST", "/channels/{channel}/messages/{message}/threads", self._thread),
        ]
        app.add_routes([web.route(method, _API + path, call) for method, path, call in table])
        app.add_routes(
            [web.get("/cdn/{id}/{name}", self._cdn), web.get("/gateway/", self.gateway.talk)]
        )
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self._address = f"127.0.0.1:{self._runner.addresses[0][1]}"
        self.gateway.address = f"ws://{self._address}/gateway/"
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._runner.cleanup()

    @property
    def api(self) -> str:
        """What stands for Discord's address."""
        return f"http://{self._address}{_API}"

    def fail(
        self,
        method: str,
        part: str,
        status: int,
        code: int = 0,
        *,
        times: int = 1,
        after: bool = False,
    ) -> None:
        """Refuses the next requests whose path holds ``part``; ``after`` they were carried out."""
        self._faults += [_Fault(method, part, status, code, after) for _ in range(times)]

    @property
    def pending(self) -> int:
        """How many requests are still to be refused."""
        return len(self._faults)

    def upload(self, name: str, content: bytes, media_type: str | None = None) -> dict[str, Any]:
        """A file that somebody sends, as a payload has it."""
        id_ = self._id()
        self.files[id_] = content
        url = f"http://{self._address}/cdn/{id_}/{name}"
        file = {"id": id_, "filename": name, "size": len(content), "url": url, "proxy_url": url}
        return {**file, "content_type": media_type} if media_type else file

    def message(self, channel_id: str, author: dict[str, Any], **fields: Any) -> Shown:
        """A message that stands in a channel."""
        shown = Shown(
            id=self._id(), channel_id=channel_id, author=author, content="", timestamp=NOW,
            edited_timestamp=None, tts=False, mention_everyone=False, mentions=[],
            mention_roles=[], attachments=[], embeds=[], pinned=False, type=0, flags=0,
            components=[],
        )  # fmt: skip
        shown.update(fields)
        self.messages[shown["id"]] = shown
        return shown

    async def interact(self, payload: dict[str, Any], copies: int = 1) -> Exchange:
        """Sends an interaction to the bot, perhaps more than once."""
        id_, token = self._id(), f"token-{next(self._ids)}"
        whole = {"id": id_, "token": token, "application_id": str(APPLICATION), "version": 1}
        exchange = Exchange(id_, token, {**whole, **payload})
        self._exchanges[token] = exchange
        for _ in range(copies):
            await self.gateway.dispatch("INTERACTION_CREATE", exchange.payload)
        return exchange

    def _id(self) -> str:
        return str(next(self._ids))

    @web.middleware
    async def _watch(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Keeps the request, lets it fail where a test wants so, and knows no other paths."""
        if not request.path.startswith(_API):
            return await handler(request)
        path = request.path.removeprefix(_API)
        sent = request[_SENT] = Sent(request.method, path, *await _read(request))
        self.requests.append(sent)
        for fault in self._faults:
            if fault.method == request.method and fault.part in path:
                self._faults.remove(fault)
                if fault.after:
                    await handler(request)
                return _error(fault.status, fault.code)
        try:
            return await handler(request)
        except web.HTTPNotFound:
            self.broken.append(f"no such call: {request.method} {path}")
            return _error(404, 0)
        except Exception as error:
            self.broken.append(f"the double failed at {request.method} {path}: {error!r}")
            raise

    def _breaks(self, found: Iterable[str]) -> bool:
        sentences = list(found)
        self.broken += sentences
        return bool(sentences)

    async def _me(self, request: web.Request) -> web.Response:
        app = {
            "name": "hustings", "description": "", "bot_public": True, "verify_key": "00",
            "bot_require_code_grant": False, "owner": _BOT, "icon": None, "flags": 0,
        }  # fmt: skip
        return _json({**_BOT, **app} if "oauth2" in request.path else _BOT)

    async def _where(self, request: web.Request) -> web.Response:
        start = {"total": 1000, "remaining": 999, "reset_after": 1, "max_concurrency": 1}
        return _json({"url": self.gateway.address, "shards": 1, "session_start_limit": start})

    async def _guild(self, request: web.Request) -> web.Response:
        named = request.match_info["guild"]
        found = next((guild for guild in self.guilds if guild["id"] == named), None)
        return _json(found) if found else _error(404, 10004)

    async def _read_commands(self, request: web.Request) -> web.Response:
        return _json(self.commands)

    async def _write_commands(self, request: web.Request) -> web.Response:
        self.command_writes += 1
        common = {"application_id": str(APPLICATION), "version": "1", "description": ""}
        self.commands = [{**common, **each, "id": self._id()} for each in request[_SENT].body]
        return _json(self.commands)

    async def _callback(self, request: web.Request) -> web.Response:
        exchange = self._exchanges.get(request.match_info["token"])
        if exchange is None or exchange.expired:
            return _error(404, 10062)
        if exchange.first is not None:
            self.broken.append("a second first response")
            return _error(400, 40060)
        kind, data = request[_SENT].body["type"], request[_SENT].body.get("data") or {}
        if kind == _DEFERRED and self._breaks(rules.deferral(data)):
            return _error(400, 50035)
        if kind == _FORM and self._breaks(rules.form(data)):
            return _error(400, 50035)
        message = None
        if kind in (_MESSAGE, _DEFERRED):
            message = self._answer(exchange, Shown(content="", components=[], attachments=[]))
            message["flags"] = int(data.get("flags") or 0) | (LOADING if kind == _DEFERRED else 0)
            if kind == _MESSAGE and not self._fill(message, data, request[_SENT].files):
                del self.messages[message["id"]]
                return _error(400, 50035)
            exchange.original, exchange.private = message["id"], message.private
        elif kind == _UPDATE:
            exchange.original = exchange.payload["message"]["id"]
        exchange.first = kind
        exchange.form = data if kind == _FORM else {}
        exchange.choices = data.get("choices", []) if kind == _CHOICES else []
        if message is not None and kind == _MESSAGE:
            exchange.history.append(message.text)
        resource = {"type": kind, **({"message": message} if message is not None else {})}
        about = {"id": exchange.id, "type": exchange.payload["type"]}
        return _json({"interaction": about, "resource": resource})

    async def _followup(self, request: web.Request) -> web.Response:
        exchange = self._exchanges[request.match_info["token"]]
        if refused := self._refuse(exchange):
            return refused
        message = self._answer(exchange, Shown())
        message["flags"] = int(request[_SENT].body.get("flags") or 0)
        if not self._fill(message, request[_SENT].body, request[_SENT].files):
            return _error(400, 50035)
        exchange.followups.append(message)
        return _json(message)

    async def _get(self, request: web.Request) -> web.Response:
        message = self._named(request)
        return _json(message) if message else _error(404, 10008)

    async def _edit(self, request: web.Request) -> web.Response:
        exchange = self._exchanges[request.match_info["token"]]
        if refused := self._refuse(exchange):
            return refused
        message = self._named(request)
        if message is None:
            return _error(404, 10008)
        if not self._fill(message, request[_SENT].body, request[_SENT].files):
            return _error(400, 50035)
        exchange.history.append(message.text)
        return _json(message)

    async def _delete(self, request: web.Request) -> web.Response:
        exchange = self._exchanges[request.match_info["token"]]
        if refused := self._refuse(exchange):
            return refused
        message = self._named(request)
        if message is None:
            return _error(404, 10008)
        del self.messages[message["id"]]
        return web.Response(status=204)

    async def _post(self, request: web.Request) -> web.Response:
        message = self.message(request.match_info["channel"], _BOT)
        if not self._fill(message, request[_SENT].body, request[_SENT].files):
            del self.messages[message["id"]]
            return _error(400, 50035)
        return _json(message)

    async def _remove(self, request: web.Request) -> web.Response:
        gone = self.messages.pop(request.match_info["message"], None)
        return web.Response(status=204) if gone else _error(404, 10008)

    async def _thread(self, request: web.Request) -> web.Response:
        name = request[_SENT].body["name"]
        if not 1 <= len(name) <= 100:
            self.broken.append("a thread's name of none or over 100 characters")
        channel, message = request.match_info["channel"], request.match_info["message"]
        guild = next(g for g in self.guilds if channel in {c["id"] for c in g["channels"]})
        about = {"archived": False, "auto_archive_duration": 1440, "archive_timestamp": NOW}
        return _json(
            {"id": message, "type": 11, "guild_id": guild["id"], "parent_id": channel,
             "name": name, "owner_id": str(APPLICATION), "message_count": 0, "member_count": 1,
             "thread_metadata": {**about, "locked": False}}
        )  # fmt: skip

    async def _cdn(self, request: web.Request) -> web.Response:
        content = self.files.get(request.match_info["id"])
        return web.Response(body=content) if content is not None else web.Response(status=404)

    def _answer(self, exchange: Exchange, fields: dict[str, Any]) -> Shown:
        asked = exchange.payload
        user = asked.get("user") or asked["member"]["user"]
        about = {
            "id": exchange.id, "type": asked["type"], "user": user,
            "authorizing_integration_owners": asked["authorizing_integration_owners"],
        }  # fmt: skip
        about |= {"interacted_message_id": asked["message"]["id"]} if "message" in asked else {}
        return self.message(asked["channel_id"], _BOT, interaction_metadata=about, **fields)

    def _refuse(self, exchange: Exchange) -> web.Response | None:
        """A token that is used before its time or after it."""
        if exchange.first is None:
            self.broken.append("a webhook call before the first response")
            return _error(404, 10015)
        return _error(401, 50027) if exchange.expired else None

    def _named(self, request: web.Request) -> Shown | None:
        name = request.match_info["message"]
        exchange = self._exchanges[request.match_info["token"]]
        return self.messages.get((exchange.original or "") if name == "@original" else name)

    def _fill(self, message: Shown, body: dict[str, Any], files: dict[str, bytes]) -> bool:
        """Carries a create or an edit out, or keeps what it breaks; whether it was carried out."""
        old = {file["id"]: file for file in message["attachments"]}
        wanted = body.get("attachments", list(old.values()))
        kept = [old[str(file["id"])] for file in wanted if str(file["id"]) in old]
        names = {file["filename"] for file in kept} | set(files)
        flags = int(body.get("flags") or 0) | message["flags"]
        if self._breaks(rules.message({**body, "flags": flags}, names)):
            return False
        new = [self.upload(name, content) for name, content in files.items()]
        message.update({key: body[key] or "" for key in ("content",) if key in body})
        message.update({key: body[key] or [] for key in ("components", "embeds") if key in body})
        message["attachments"] = kept + new
        message["flags"] = flags & ~LOADING
        if not flags & V2 and not (message["content"] or message["attachments"]):
            self.broken.append("an empty message")
        return True


async def _read(request: web.Request) -> tuple[Any, dict[str, bytes]]:
    """The JSON of a request and its files by name."""
    if not request.content_type.startswith("multipart/"):
        return (await request.json() if request.can_read_body else {}), {}
    body, files = {}, {}
    for name, part in (await request.post()).items():
        if isinstance(part, web.FileField):
            files[part.filename] = part.file.read()
            part.file.close()
        elif name == "payload_json":
            body = json.loads(str(part))
    return body, files


def _json(data: Any, status: int = 200) -> web.Response:
    body = json.dumps(data).encode()
    return web.Response(body=body, status=status, content_type="application/json")


def _error(status: int, code: int) -> web.Response:
    return _json({"code": code, "message": "refused"}, status)


async def until(true: Callable[[], object], seconds: float = 5.0) -> None:
    """Waits for what becomes true; raises TimeoutError where it does not."""
    async with asyncio.timeout(seconds):
        while not true():
            await asyncio.sleep(0.005)
