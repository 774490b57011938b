"""Reads a file or a stream into a Page; it does not know what an article is."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from bot.errors import SourceError
from models.document.encoding import decode
from models.types import Page

_LINK = re.compile(r"\s*(?:https?|ftp)://", re.IGNORECASE)
_MARKUP = re.compile(r"[\s\ufeff]*<(?:!doctype\s+html|html)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Paste:
    """A page and what its reader should know about how it was read."""

    page: Page
    notes: tuple[str, ...] = ()


def read(source: str, stdin: BinaryIO, max_bytes: int) -> Paste:
    """The text of a file, or of ``stdin`` for ``-``; raises SourceError or DocumentError."""
    if _LINK.match(source):
        raise SourceError("links are not read yet; copy the page's text into a file or pipe it in")
    raw = stdin.read(max_bytes + 1) if source == "-" else _read_file(Path(source), max_bytes)
    if len(raw) > max_bytes:
        raise SourceError(f"the input is larger than {max_bytes:,} bytes (HUSTINGS_MAX_BYTES)")
    if raw.startswith(b"%PDF-"):
        raise SourceError("this is a PDF, which is not read yet; copy the text it shows")
    text, notes = decode(raw)
    if not text.strip():
        raise SourceError("the input is empty")
    if _MARKUP.match(text):
        raise SourceError("this is HTML, which is not read yet; copy the text the page shows")
    return Paste(Page(text), notes)


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
