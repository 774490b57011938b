"""Reads a file or a stream into a Page: bytes to text, with a clear error where it is not text.

It decodes and judges nothing else; it does not know what an article is.
"""

import codecs
import re
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from bot.errors import SourceError
from models.types import Page

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = frozenset(range(0x20)) - frozenset(b"\t\n\v\f\r\x1b")
_LINK = re.compile(r"\s*(?:https?|ftp)://", re.IGNORECASE)
_MARKUP = re.compile(r"[\s\ufeff]*<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_SAMPLE = 65_536
_MAX_CONTROL_SHARE = 0.01
_MAX_BROKEN_SHARE = 0.01


@dataclass(frozen=True, slots=True)
class Paste:
    """A page and what its reader should know about how it was read."""

    page: Page
    notes: tuple[str, ...] = ()


def read(source: str, stdin: BinaryIO, max_bytes: int) -> Paste:
    """The text of a file, or of ``stdin`` for ``-``; raises SourceError in one sentence."""
    if _LINK.match(source):
        raise SourceError("links are not read yet; copy the page's text into a file or pipe it in")
    raw = stdin.read(max_bytes + 1) if source == "-" else _read_file(Path(source), max_bytes)
    if len(raw) > max_bytes:
        raise SourceError(f"the input is larger than {max_bytes:,} bytes (HUSTINGS_MAX_BYTES)")
    text, notes = decode(raw)
    if not text.strip():
        raise SourceError("the input is empty")
    if _MARKUP.match(text):
        raise SourceError("this is HTML, which is not read yet; copy the text the page shows")
    return Paste(Page(text), notes)


def decode(raw: bytes) -> tuple[str, tuple[str, ...]]:
    """The text and notes; a byte order mark, UTF-8, UTF-16 and Windows-1252 are understood.

    Raises SourceError for what is not text. A few broken bytes in UTF-8 become U+FFFD.
    """
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            return _decode_as(raw[len(mark) :], encoding)
    if encoding_of_pairs := _wide(raw):
        return _decode_as(raw, encoding_of_pairs)
    if _is_binary(raw):
        raise SourceError("this is not text; give a text file or pipe the text in")
    return _decode_narrow(raw)


def _read_file(path: Path, max_bytes: int) -> bytes:
    """At most one byte more than ``max_bytes``, so that an endless device ends too."""
    try:
        with path.open("rb") as file:
            return file.read(max_bytes + 1)
    except FileNotFoundError as error:
        raise SourceError(f"there is no file {path}") from error
    except IsADirectoryError as error:
        raise SourceError(f"{path} is a directory; give a file") from error
    except PermissionError as error:
        raise SourceError(f"{path} may not be read (permission denied)") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise SourceError(f"{path} cannot be read: {reason}") from error


def _decode_as(raw: bytes, encoding: str) -> tuple[str, tuple[str, ...]]:
    text = raw.decode(encoding, errors="replace")
    _check_text(text)
    broken = text.count("\ufffd")
    if broken > _MAX_BROKEN_SHARE * len(text) + 1:
        raise SourceError(f"this is not {encoding.upper()} text, though it starts like it")
    return text, _broken_note(broken)


def _wide(raw: bytes) -> str | None:
    """UTF-16 without a mark, known by the zero half of most of its letters or spaces."""
    sample = raw[: _SAMPLE & ~1]
    pairs = len(sample) // 2
    if not pairs or len(raw) % 2:
        return None
    high_last, high_first = sample[1::2].count(0), sample[0::2].count(0)
    for encoding, zeros, others in (
        ("utf-16-le", high_last, high_first),
        ("utf-16-be", high_first, high_last),
    ):
        if zeros >= max(1, pairs // 20) and others == 0:
            return encoding
    return None


def _is_binary(raw: bytes) -> bool:
    sample = raw[:_SAMPLE]
    controls = sum(sample.count(code) for code in _CONTROLS)
    return b"\0" in raw or controls > _MAX_CONTROL_SHARE * len(sample)


def _check_text(text: str) -> None:
    sample = text[:_SAMPLE]
    controls = sum(sample.count(chr(code)) for code in _CONTROLS)
    if "\0" in text or controls > _MAX_CONTROL_SHARE * len(sample):
        raise SourceError("this is not text; give a text file or pipe the text in")


def _decode_narrow(raw: bytes) -> tuple[str, tuple[str, ...]]:
    """UTF-8, or UTF-8 with few broken bytes, or Windows-1252 where that is the better reading."""
    try:
        return raw.decode("utf-8"), ()
    except UnicodeDecodeError:
        text = raw.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    whole = sum(1 for char in text if char > "\x7f" and char != "\ufffd")
    if broken <= _MAX_BROKEN_SHARE * len(text) + 1 and whole >= broken:
        return text, _broken_note(broken)
    return _decode_western(raw), ("The text was read as Windows-1252.",)


def _decode_western(raw: bytes) -> str:
    """Windows-1252, where bytes above ASCII are rare and stand for letters or punctuation."""
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError as error:
        raise SourceError("the encoding of this text is unknown; save it as UTF-8") from error
    foreign = [char for char in text if char > "\x7f"]
    fitting = sum(char.isalpha() or char in "–—‘’“”„…«»€£§°·• \xa0" for char in foreign)
    if len(foreign) > 0.3 * len(text) or fitting < 0.9 * len(foreign):
        raise SourceError("the encoding of this text is unknown; save it as UTF-8")
    return text


def _broken_note(broken: int) -> tuple[str, ...]:
    return (f"{broken} broken bytes of the text are shown as \ufffd.",) if broken else ()
