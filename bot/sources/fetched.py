"""The answer of a site becomes a page: its status, its type and its text, or why it is none.

It does not look into the page; walls and error pages sent as pages are told by the parser.
"""

from bot.errors import SourceError
from bot.sources import charset, media
from bot.sources.exchange import Answer, safe_type
from models.types import Page

PDF = "application/pdf"
"""The one type whose content is no text: its bytes stand in ``Page.content`` as Latin-1."""

ACCEPT = (
    "text/html, application/xhtml+xml, text/plain;q=0.8, text/markdown;q=0.8, "
    "application/pdf;q=0.7, application/json;q=0.7, */*;q=0.1"
)
_READ = {
    "text/html": "text/html",
    "application/xhtml+xml": "text/html",
    "text/plain": "text/plain",
    "text/markdown": "text/markdown",
    "text/x-markdown": "text/markdown",
    "application/json": "application/json",
    "application/feed+json": "application/json",
    "text/json": "application/json",
    PDF: PDF,
    "application/x-pdf": PDF,
}
_KEPT = ("link", "last-modified", "etag", "cache-control")
_LONGEST = 8_192
"""Characters of a header's value that are kept."""
_PDF_MARK = b"%PDF-"
_SNIFFED = 1_024
_SAYS = {
    401: "needs_login",
    402: "needs_login",
    403: "site_refuses",
    404: "page_gone",
    407: "needs_login",
    410: "page_gone",
    429: "site_busy",
    451: "site_refuses",
    503: "site_busy",
}


def page(answer: Answer) -> Page:
    """The page that was sent; raises SourceError, which names the reason, where it is none."""
    _check_status(answer.status)
    kind = _kind(answer)
    if not answer.body:
        raise SourceError("empty_page")
    if kind == PDF:
        content = answer.body.decode("latin-1")
    else:
        content = charset.decode(answer.body, answer.charset, markup=kind == "text/html")
        kind = kind or media.of_content(content)
    if not content.strip("\ufeff \t\r\n\v\f"):
        raise SourceError("empty_page")
    kept = tuple(
        (name, answer.headers[name][:_LONGEST]) for name in _KEPT if name in answer.headers
    )
    return Page(content, kind, answer.target.url, headers=kept)


def _kind(answer: Answer) -> str:
    """The media type that is read, "" where the site named none."""
    sent = answer.media_type
    if _PDF_MARK in answer.body[:_SNIFFED] and sent in ("", "application/octet-stream", *_READ):
        return PDF
    if sent and sent not in _READ:
        raise SourceError("not_a_page", type=safe_type(sent))
    kind = _READ.get(sent, "")
    if kind == PDF:
        raise SourceError("not_a_page", type="?")
    return kind


def _check_status(status: int) -> None:
    if status in (200, 203):
        return
    if status in (204, 205):
        raise SourceError("empty_page")
    if name := _SAYS.get(status):
        raise SourceError(name)
    raise SourceError("site_broken" if 500 <= status < 600 else "bad_status", status=status)
