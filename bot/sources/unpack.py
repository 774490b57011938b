"""The content codings of HTTP, undone piece by piece within a limit of bytes and of their ratio.

It knows gzip, deflate, Brotli and Zstandard, one at a time, and nothing of what is packed.
"""

import sys
import zlib
from collections.abc import Callable, Iterator
from typing import Protocol

import brotli

from bot.errors import SourceError

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

ACCEPTED = "gzip, deflate, br, zstd"

_STEP = 65_536
_MOST_MEMBERS = 1_000
"""Parts that a gzip or Zstandard body may be put together of."""
_FREE = 1_000_000
"""Bytes of a page from which on the ratio counts."""
_WINDOW = 23
"""Zstandard's window may be 8 MB at most on the web (RFC 9659)."""
_GZIP = b"\x1f\x8b"
_MEGABYTE = 1_000_000


class _Coding(Protocol):
    def feed(self, data: bytes) -> Iterator[bytes]: ...
    def end(self) -> None: ...


class Unpacker:
    """Undoes one body's coding: ``feed`` the wire's bytes, then ``finish``."""

    def __init__(self, coding: str, max_bytes: int, max_ratio: int) -> None:
        """Raises SourceError where ``coding`` (the header's value) is none that is read."""
        self._coding = _coding(coding)
        self._max_bytes = max_bytes
        self._max_ratio = max_ratio
        self._taken = 0
        self._body = bytearray()

    def feed(self, data: bytes) -> None:
        """Takes the next bytes; raises SourceError: too large, too dense, broken."""
        self._taken += len(data)
        try:
            for piece in self._coding.feed(data):
                self._body += piece
                self._check()
        except (zlib.error, brotli.error, zstd.ZstdError, ValueError, EOFError) as error:
            raise SourceError("bad_packing") from error

    @property
    def size(self) -> int:
        """Bytes unpacked so far."""
        return len(self._body)

    def so_far(self, count: int) -> bytes:
        """The first ``count`` bytes of what is unpacked."""
        return bytes(self._body[:count])

    def finish(self) -> bytes:
        """The whole body; raises SourceError where its end did not come."""
        self._coding.end()
        return bytes(self._body)

    def _check(self) -> None:
        size = len(self._body)
        if size > self._max_bytes:
            raise SourceError("page_too_large", limit=max(self._max_bytes // _MEGABYTE, 1))
        if size > _FREE and size > self._max_ratio * self._taken:
            raise SourceError("too_dense")


def _coding(named: str) -> _Coding:
    names = [name for part in named.lower().split(",") if (name := part.strip(" \t"))]
    if not names or names == ["identity"]:
        return _Plain()
    if len(names) == 1 and (make := _CODINGS.get(names[0])):
        return make()
    raise SourceError("bad_packing")


class _Plain:
    def feed(self, data: bytes) -> Iterator[bytes]:
        yield data

    def end(self) -> None:
        """A body that is not packed ends where it ends."""


class _Zlib:
    """Gzip, whose members follow one another, and deflate, with or without its wrapping."""

    def __init__(self, gzip: bool) -> None:
        self._gzip = gzip
        self._stream = zlib.decompressobj(31) if gzip else None
        self._members = 1
        self._begun = False
        self._held = b""

    def feed(self, data: bytes) -> Iterator[bytes]:
        data = self._held + data
        self._held = b""
        while data:
            if self._stream is None:
                self._stream = zlib.decompressobj(15 if _is_wrapped(data) else -15)
            if self._stream.eof and not self._next_member(data):
                return
            piece = self._stream.decompress(data, _STEP)
            self._begun = True
            if piece:
                yield piece
            data = self._stream.unused_data if self._stream.eof else self._stream.unconsumed_tail

    def _next_member(self, data: bytes) -> bool:
        """Begins another member of a gzip body; what else follows its end is left unread."""
        if not self._gzip or not data.startswith(_GZIP[: len(data)]):
            return False
        if len(data) < len(_GZIP):
            self._held = data
            return False
        self._members += 1
        if self._members > _MOST_MEMBERS:
            raise ValueError("a body of too many parts")
        self._stream = zlib.decompressobj(31)
        return True

    def end(self) -> None:
        if self._begun and self._stream is not None and not self._stream.eof:
            raise SourceError("cut_off")


def _is_wrapped(data: bytes) -> bool:
    """Whether deflate comes as it should, in zlib's wrapping (RFC 9110, section 8.4.1.2)."""
    if data[0] & 0x0F != 8:
        return False
    return len(data) < 2 or int.from_bytes(data[:2], "big") % 31 == 0


class _Brotli:
    def __init__(self) -> None:
        self._stream = brotli.Decompressor()
        self._begun = False

    def feed(self, data: bytes) -> Iterator[bytes]:
        if self._stream.is_finished():
            return
        self._begun = self._begun or bool(data)
        piece = self._stream.process(data, output_buffer_limit=_STEP)
        while piece:
            yield piece
            if self._stream.is_finished():
                return
            piece = self._stream.process(b"", output_buffer_limit=_STEP)

    def end(self) -> None:
        if self._begun and not self._stream.is_finished():
            raise SourceError("cut_off")


class _Zstandard:
    def __init__(self) -> None:
        self._stream = self._new()
        self._begun = False
        self._members = 1

    def feed(self, data: bytes) -> Iterator[bytes]:
        self._begun = self._begun or bool(data)
        while data or not self._stream.needs_input:
            if self._stream.eof:
                self._members += 1
                if self._members > _MOST_MEMBERS:
                    raise ValueError("a body of too many parts")
                self._stream = self._new()
            piece = self._stream.decompress(data, max_length=_STEP)
            if piece:
                yield piece
            data = self._stream.unused_data if self._stream.eof else b""
            if self._stream.eof and not data:
                return

    @staticmethod
    def _new() -> "zstd.ZstdDecompressor":
        return zstd.ZstdDecompressor(options={zstd.DecompressionParameter.window_log_max: _WINDOW})

    def end(self) -> None:
        if self._begun and not self._stream.eof:
            raise SourceError("cut_off")


_CODINGS: dict[str, Callable[[], _Coding]] = {
    "gzip": lambda: _Zlib(gzip=True),
    "x-gzip": lambda: _Zlib(gzip=True),
    "deflate": lambda: _Zlib(gzip=False),
    "br": _Brotli,
    "zstd": _Zstandard,
}
