"""A file attached in Discord: what is refused before it is fetched, its bytes, its page.

Discord's own addresses are fetched as they are, on loopback too; no other address is ever asked.
"""

from dataclasses import dataclass

import aiohttp

from bot.errors import SourceError
from bot.sources import media
from models.document.encoding import decode
from models.types import Page

_TIMEOUT = aiohttp.ClientTimeout(total=15)
_CHUNK = 65_536
_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Attachment:
    """What Discord says about a file: its size in bytes, the type its sender names."""

    name: str
    url: str
    size: int
    media_type: str | None = None


def check(attachment: Attachment, max_bytes: int) -> None:
    """Raises SourceError for what need not be fetched: another type, empty, too large."""
    if media.by_name(attachment.name, attachment.media_type) is None:
        raise SourceError("wrong_type", types=media.SHOWN)
    if attachment.size == 0:
        raise SourceError("empty_file")
    if attachment.size > max_bytes:
        raise _too_large(max_bytes)


async def fetch(session: aiohttp.ClientSession, attachment: Attachment, max_bytes: int) -> bytes:
    """The bytes of a file, at most ``max_bytes`` of them, within 15 seconds.

    No redirect is followed; nothing is unpacked on the way. Raises SourceError.
    """
    if session.trust_env:
        raise ValueError("attachments are fetched without a proxy: build the session so")
    try:
        async with session.get(
            attachment.url,
            timeout=_TIMEOUT,
            allow_redirects=False,
            headers={"Accept-Encoding": "identity"},
            auto_decompress=False,
        ) as response:
            if response.status != 200:
                raise SourceError("download_failed")
            return await _bounded(response, max_bytes)
    except (TimeoutError, aiohttp.ClientError, OSError, ValueError) as error:
        raise SourceError("download_failed") from error


async def _bounded(response: aiohttp.ClientResponse, max_bytes: int) -> bytes:
    parts = bytearray()
    async for chunk in response.content.iter_chunked(_CHUNK):
        parts += chunk
        if len(parts) > max_bytes:
            raise _too_large(max_bytes)
    return bytes(parts)


def page(raw: bytes, attachment: Attachment) -> Page:
    """The page that a file's bytes hold.

    Raises SourceError where it is empty or not of a type that is read, DocumentError where its
    content is no text, whatever its name says.
    """
    kind = media.by_name(attachment.name, attachment.media_type)
    if kind is None:
        raise SourceError("wrong_type", types=media.SHOWN)
    if media.is_pdf(raw):
        return media.pdf(raw)
    text, _ = decode(raw)
    if not text.strip("\ufeff \t\r\n\v\f"):
        raise SourceError("empty_file")
    if kind == "text/plain":
        kind = media.of_content(text)
    return Page(text, kind)


def _too_large(max_bytes: int) -> SourceError:
    return SourceError("too_large", limit=max(max_bytes // _MEGABYTE, 1))
