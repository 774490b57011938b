"""Which files hold text that is read: by the name, by the type they are said to be, by content.

It knows four types of text, PDF, and no network.
"""

import re
from pathlib import PurePosixPath

from models.types import Page

_BY_NAME = {
    ".txt": "text/plain",
    ".text": "text/plain",
    ".log": "text/plain",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "text/html",
    ".json": "application/json",
    ".pdf": "application/pdf",
}
_DECLARED = {
    "text/plain": "text/plain",
    "text/markdown": "text/markdown",
    "text/x-markdown": "text/markdown",
    "text/html": "text/html",
    "application/xhtml+xml": "text/html",
    "application/json": "application/json",
    "text/json": "application/json",
    "application/pdf": "application/pdf",
}
_NEVER = ("image/", "audio/", "video/", "font/", "application/zip")
PDF = "application/pdf"
SHOWN = ".txt, .md, .html, .json, .pdf"
"""The types as a refusal names them."""

_ENDING = re.compile(r"\.[a-z0-9]{1,10}$", re.IGNORECASE)
_MARKUP = re.compile(r"[\s\ufeff]{0,1000}<(?:!doctype\s{1,10}html|html|head|body)\b", re.IGNORECASE)


def by_name(name: str, declared: str | None = None) -> str | None:
    """The media type of a file of that name, or None where it is not read.

    ``declared`` (the type the sender says it is) decides where the name has no ending: Discord
    drops what is not ASCII, and "日本語.txt" arrives as "txt". A picture, a recording, a PDF or an
    archive is refused whatever it is called.
    """
    said = (declared or "").split(";", 1)[0].strip().lower()
    if said.startswith(_NEVER):
        return None
    ending = _ENDING.search(name)
    if ending is None:
        return _BY_NAME.get(f".{name.lower()}") or _DECLARED.get(said)
    return _BY_NAME.get(ending.group().lower())


def of_content(text: str) -> str:
    """The media type of text that came without a name: HTML is known by its first tag."""
    return "text/html" if _MARKUP.match(text) else "text/plain"


def is_pdf(raw: bytes) -> bool:
    """Whether a file is a PDF, whatever its name."""
    return raw.startswith(b"%PDF-")


def pdf(raw: bytes) -> Page:
    """The page of a PDF: its bytes as Latin-1, which is how the pipeline takes them."""
    return Page(raw.decode("latin-1"), PDF)


def says_comments(name: str) -> bool:
    """Whether a file is named after comments ("comments.txt", "kommentare.md")."""
    stem = PurePosixPath(name).stem.lower()
    return any(word in stem for word in _COMMENTS)


_COMMENTS = ("comment", "kommentar", "commentaire", "comentario", "коментар", "replies")
