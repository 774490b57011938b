"""A PDF becomes a Document: the text of its pages as paragraphs, up to a number of pages.

It reads what is written as text, no pictures of text; columns come in the order of the file.
"""

import io
import logging
import re
import statistics
from itertools import pairwise
from typing import Any

from models.deadline import Deadline
from models.document import language
from models.document.lines import clean
from models.document.paste import parse
from models.errors import DocumentError
from models.types import Article, Document, Page

MAX_PAGES = 200
_MAX_BYTES = 20_000_000
_MAX_CHARACTERS = 3_000_000
_SECONDS = 20.0
_LEAST = 60  # characters under which the pages are pictures
_COMMENTS = 2  # fewer are a coincidence in a document
_PASTE = "Paste the text of the page instead."
_ENDS = re.compile(r"[.!?…:»”\"')\]]$")
_PAGE_NUMBER = re.compile(
    r"(?:page |seite |página |стор\. )?\d{1,4}(?: ?(?:/|of|von|sur|de|з) ?\d{1,4})?", re.I
)
_UNTITLED = re.compile(
    r"^(?:untitled|microsoft word|document\d*$|.*\.(?:docx?|pdf|indd|tex)$)", re.I
)


def read(page: Page) -> Document:
    """The document of a PDF whose bytes stand in ``page.content`` as Latin-1.

    At most 200 pages, 20 seconds and 3,000,000 characters are read. Raises DocumentError where
    the file is broken, locked, or holds pictures only.
    """
    pages, told = _pages(page.content.encode("latin-1", "replace"))
    lines = _without_margins(pages)
    text = "\n".join("\n".join(rows) for rows in lines)
    if len("".join(text.split())) < _LEAST:
        raise DocumentError(
            f"This PDF holds no text, only pictures of it. {_PASTE}", "pdf_pictures"
        )
    pasted = parse(text, page.url)
    if len(pasted.comments) >= _COMMENTS:
        return pasted
    paragraphs = tuple(_paragraphs(lines))
    return Document(
        Article(
            title=_told(told, "title") or pasted.article.title,
            author=_told(told, "author") or pasted.article.author,
            published=pasted.article.published,
            url=page.url,
            language=language.detect("\n".join(paragraphs)),
            paragraphs=paragraphs,
        )
    )


def _pages(raw: bytes) -> tuple[list[list[str]], Any]:
    """(the lines of each page, what the file says of itself)."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    if len(raw) > _MAX_BYTES:
        raise DocumentError(f"This PDF is too large to be read. {_PASTE}", "pdf_large")
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    deadline, size = Deadline(_SECONDS), 0
    pages: list[list[str]] = []
    try:
        reader = PdfReader(io.BytesIO(raw), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise DocumentError(f"This PDF is locked with a password. {_PASTE}", "pdf_locked")
        for number, leaf in enumerate(reader.pages):
            if number >= MAX_PAGES or deadline.passed() or size > _MAX_CHARACTERS:
                break
            rows = [row.strip() for row in clean(leaf.extract_text() or "").split("\n")]
            size += sum(map(len, rows))
            pages.append(rows)
        told = reader.metadata
    except DocumentError:
        raise
    except (PyPdfError, ArithmeticError, LookupError, TypeError, ValueError, AttributeError,
            RecursionError, NotImplementedError, ImportError, OSError) as error:  # fmt: skip
        raise DocumentError(
            f"This PDF is broken and cannot be read. {_PASTE}", "pdf_broken"
        ) from error
    return pages, told


def _without_margins(pages: list[list[str]]) -> list[list[str]]:
    """The pages without page numbers and without lines that stand on top or bottom of most."""
    edges: dict[str, int] = {}
    for rows in pages:
        written = [row for row in rows if row]
        for row in {_form(row) for row in (*written[:2], *written[-2:])}:
            edges[row] = edges.get(row, 0) + 1
    often = {row for row, count in edges.items() if count > max(2, 0.5 * len(pages))}
    return [
        [row for row in rows if not (_form(row) in often or _PAGE_NUMBER.fullmatch(row))]
        for rows in pages
    ]


def _form(row: str) -> str:
    return re.sub(r"\d+", "#", row)[:200]


def _paragraphs(pages: list[list[str]]) -> list[str]:
    """Lines joined again: a short line that ends a sentence, or a blank one, ends a paragraph."""
    rows = [row for page in pages for row in page]
    full = [len(row) for row in rows if len(row) > 20]
    usual = statistics.quantiles(full, n=10)[-3] if len(full) > 2 else 80
    out: list[str] = []
    run: list[str] = []
    for row in [*rows, ""]:
        if row:
            run.append(row)
        if run and (not row or (len(row) < 0.8 * usual and _ENDS.search(row))):
            out.append(_joined(run))
            run = []
    return [block for block in out if len(block) > 1]


def _joined(run: list[str]) -> str:
    """One paragraph; a word that a hyphen broke at the end of a line is whole again."""
    words = [run[0]]
    for before, row in pairwise(run):
        if before.endswith("-") and len(before) > 1 and before[-2].isalpha() and row[0].islower():
            words[-1] = words[-1][:-1] + row
        else:
            words.append(row)
    return " ".join(" ".join(words).split())


def _told(metadata: Any, name: str) -> str | None:
    """What the file names as its title or author; None for what a program put there."""
    value = getattr(metadata, name, None) if metadata else None
    line = " ".join(clean(value).split())[:300] if isinstance(value, str) else ""
    return line if line and not _UNTITLED.match(line) else None
