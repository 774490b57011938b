"""Reads a file or a stream into a Page; it does not know what an article is."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from bot.errors import SourceError
from bot.sources import media
from models.document.encoding import decode
from models.types import Note, Page

_LINK = re.compile(r"\s*(?:https?|ftp)://", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Paste:
    """A page and what its reader should know about how it was read."""

    page: Page
    notes: tuple[Note, ...] = ()


def is_link(source: str) -> bool:
    """Whether what was given is a link, and no file."""
    return _LINK.match(source) is not None


def read(source: str, stdin: BinaryIO, max_bytes: int) -> Paste:
    """The page of a file, or of ``stdin`` for ``-``; raises SourceError or DocumentError.

    Text under any name is read: its ending decides between HTML, Markdown, JSON and plain text,
    and text that begins as HTML does is HTML.
    """
    raw = stdin.read(max_bytes + 1) if source == "-" else _read_file(Path(source), max_bytes)
    if len(raw) > max_bytes:
        raise SourceError("too_many_bytes", limit=max_bytes)
    if media.is_pdf(raw):
        return Paste(media.pdf(raw))
    text, notes = decode(raw)
    if not text.strip():
        raise SourceError("empty_input")
    kind = media.by_name(source) or "text/plain"
    if kind == "text/plain":
        kind = media.of_content(text)
    return Paste(Page(text, kind), notes)


def _read_file(path: Path, max_bytes: int) -> bytes:
    """At most one byte more than ``max_bytes``, so that an endless device ends too."""
    try:
        with path.open("rb") as file:
            return file.read(max_bytes + 1)
    except FileNotFoundError as error:
        raise SourceError("no_file", path=str(path)) from error
    except IsADirectoryError as error:
        raise SourceError("directory", path=str(path)) from error
    except PermissionError as error:
        raise SourceError("denied", path=str(path)) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise SourceError("unreadable_file", path=str(path), reason=str(reason)) from error
