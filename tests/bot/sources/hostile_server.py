"""A web server on loopback that says exactly what a test tells it to, and canaries beside it."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

Speech = Callable[[asyncio.StreamWriter], Awaitable[None]]
Script = bytes | Speech
ROBOTS = "/robots.txt"
NO_ROBOTS = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"


def answer(
    body: bytes = b"<p>Read me.</p>",
    *headers: str,
    status: str = "200 OK",
    kind: str | None = "text/html; charset=utf-8",
    length: int | None = None,
) -> bytes:
    """A well-formed answer with a length and a type, unless they are told."""
    lines = [f"HTTP/1.1 {status}", *headers]
    if kind is not None:
        lines.append(f"Content-Type: {kind}")
    lines.append(f"Content-Length: {len(body) if length is None else length}")
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def redirect(to: str, status: int = 302) -> bytes:
    """An answer that leads on."""
    return answer(b"", f"Location: {to}", status=f"{status} On")


@dataclass
class Server:
    """What it says by path, and what it was asked: path and headers, in order."""

    scripts: dict[str, Script | Sequence[Script]]
    port: int = 0
    asked: list[str] = field(default_factory=list)
    heads: list[Mapping[str, str]] = field(default_factory=list)
    now: int = 0
    most: int = 0

    @property
    def pair(self) -> tuple[str, int]:
        """Address and port."""
        return "127.0.0.1", self.port

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        """A link to it."""
        return f"http://{host}:{self.port}{path}"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection."""
        self.now += 1
        self.most = max(self.most, self.now)
        try:
            with suppress(OSError, asyncio.IncompleteReadError):
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
                path = head[0].split(" ")[1]
                self.asked.append(path)
                pairs = (line.partition(":") for line in head[1:] if line)
                self.heads.append({name.lower(): value.strip() for name, _, value in pairs})
                await self._say(self._script(path), writer)
        finally:
            self.now -= 1
            writer.close()

    def _script(self, path: str) -> Script:
        default = NO_ROBOTS if path == ROBOTS else answer(status="404 Not Found")
        script = self.scripts.get(path, default)
        if isinstance(script, bytes) or callable(script):
            return script
        return script[min(self.asked.count(path), len(script)) - 1]

    async def _say(self, script: Script, writer: asyncio.StreamWriter) -> None:
        if isinstance(script, bytes):
            writer.write(script)
            await writer.drain()
        else:
            await script(writer)


@asynccontextmanager
async def serving(
    scripts: dict[str, Script | Sequence[Script]] | None = None, host: str = "127.0.0.1"
) -> AsyncIterator[Server]:
    """A server that runs; a connection that still talks is ended with it."""
    server = Server(scripts or {})
    talks: set[asyncio.Task[None]] = set()

    def met(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        talk = asyncio.ensure_future(server.serve(reader, writer))
        talks.add(talk)
        talk.add_done_callback(talks.discard)

    listening = await asyncio.start_server(met, host, 0)
    server.port = listening.sockets[0].getsockname()[1]
    try:
        yield server
    finally:
        listening.close()
        for talk in list(talks):
            talk.cancel()
        await asyncio.gather(*talks, return_exceptions=True)
        await listening.wait_closed()


def endless(start: bytes, piece: bytes, pause: float = 0.0) -> Speech:
    """Says ``start`` and then ``piece`` for ever."""

    async def speak(writer: asyncio.StreamWriter) -> None:
        writer.write(start)
        while True:
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(pause)

    return speak


def then_silent(start: bytes) -> Speech:
    """Says ``start`` and keeps the connection."""

    async def speak(writer: asyncio.StreamWriter) -> None:
        writer.write(start)
        await writer.drain()
        await asyncio.sleep(60)

    return speak


def slowly(start: bytes, rest: bytes, pause: float) -> Speech:
    """Says ``rest`` byte by byte."""

    async def speak(writer: asyncio.StreamWriter) -> None:
        writer.write(start)
        for at in range(len(rest)):
            writer.write(rest[at : at + 1])
            await writer.drain()
            await asyncio.sleep(pause)

    return speak


def reset(start: bytes) -> Speech:
    """Says ``start`` and breaks the connection."""

    async def speak(writer: asyncio.StreamWriter) -> None:
        writer.write(start)
        await writer.drain()
        await asyncio.sleep(0.02)
        writer.transport.abort()

    return speak
