"""One thing that a server may do wrong, and what becomes of it."""

from typing import NamedTuple

from tests.bot.sources.hostile_server import Script

PAGE = b"<p>Read me.</p>"
TEXT = "<p>Read me.</p>"
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
LENGTH = b"Content-Length: 15\r\n\r\n"


class Case(NamedTuple):
    """A server's answer to the page's request; ``expected`` is an error's name or "= text"."""

    name: str
    script: Script
    expected: str
