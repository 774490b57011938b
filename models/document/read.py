"""A page of any readable type becomes a Document: the one door between sources and the pipeline.

It knows which reader understands which media type, and nothing of what they do.
"""

from bisect import bisect_right
from dataclasses import replace
from itertools import accumulate
from types import ModuleType

from models.document import html, markdown, pdf, platforms, saved, sources
from models.document.paste import parse
from models.document.platforms import PlatformError
from models.document.web import page as web
from models.errors import DocumentError
from models.types import Comment, Document, Page

TYPES = ("text/plain", "text/markdown", "text/html", "application/json", "application/pdf")
"""The media types that are read; any other is taken for plain text."""

_THREAD = 2  # comments without which a page with next to no text is no thread


def read(page: Page) -> Document:
    """The article and comments of ``page``; raises DocumentError where nothing is written.

    The comments given apart come before those that a JSON page already lists.
    """
    if page.thread is not None or _is_looked_up(page):
        return _discussed(page)
    if page.media_type == "application/json":
        return _listed(page)
    if page.media_type == "application/pdf":
        return pdf.read(page)
    if page.media_type == "text/html" and page.comments is None:
        return linked(page) if page.url else _kept(page)
    document = parse(shown(page), page.url, page.comments)
    return _unmarked(document) if page.media_type == "text/markdown" else document


def shown(page: Page) -> str:
    """The text that the page's content shows to a person."""
    if page.media_type == "text/html":
        return html.lines(page.content)
    if page.media_type == "text/markdown":
        return markdown.without_links(page.content)
    return page.content


def read_within(page: Page, characters: int) -> tuple[Document, int]:
    """The document of at most so many characters of text, and how many were left out at its end.

    Plain text is cut before it is read; of everything else, whose size says little about its
    text, whole paragraphs and comments are left out after it was. Raises DocumentError.
    """
    if page.media_type not in ("text/plain", "text/markdown"):
        return _shortened(read(page), characters)
    text, said = page.content, page.comments
    kept = text[:characters]
    below = None if said is None else said[: characters - len(kept)]
    left_out = len(text) - len(kept) + len(said or "") - len(below or "")
    return read(replace(page, content=kept, comments=below)), left_out


def _shortened(document: Document, characters: int) -> tuple[Document, int]:
    article = document.article
    texts = [*article.paragraphs, *(comment.text for comment in document.comments)]
    ends = list(accumulate(map(len, texts)))
    if not ends or ends[-1] <= characters:
        return document, 0
    kept = bisect_right(ends, characters)
    above = article.paragraphs[:kept]
    below = document.comments[: max(kept - len(above), 0)]
    left_out = ends[-1] - (ends[kept - 1] if kept else 0)
    return replace(document, article=replace(article, paragraphs=above), comments=below), left_out


def _is_looked_up(page: Page) -> bool:
    """Whether comments were looked for where the page itself names none."""
    return any(feed.platform not in map(_name, platforms.candidates(page)) for feed in page.feeds)


def _name(platform: ModuleType) -> str:
    return str(platform.NAME)


def _discussed(page: Page) -> Document:
    """A page with comments from a discussion elsewhere: from a thread that was meant, always.

    Those of one that was looked up stand in where the page has none of its own.
    """
    named = set(map(_name, platforms.candidates(page)))
    own = tuple(f for f in page.feeds if f.platform in named) if page.thread is None else ()
    bare = replace(page, feeds=own, thread=None)
    try:
        found = platforms.read(replace(page, feeds=tuple(f for f in page.feeds if f not in own)))
    except PlatformError:
        return read(bare)
    try:
        document = read(bare)
    except DocumentError:
        if page.thread is None or found.article is None:
            raise
        document = Document(replace(found.article, url=page.url))  # the thread without its article
    if page.thread is None and document.comments:
        return document
    notes = sources.notes(page, found.source, len(found.comments), found.total)
    return replace(document, comments=found.comments, notes=notes)


def linked(page: Page) -> Document:
    """A page of HTML from the web; refuses what is no article, as ``web.page`` says.

    A thread whose markup says nothing is read as it would be pasted.
    """
    try:
        return web.read(page)
    except DocumentError as error:
        if error.name != "little_text":
            raise
        pasted = parse(shown(page), page.url)
        if len(pasted.comments) < _THREAD:
            raise
        return pasted


def _kept(page: Page) -> Document:
    """A page that somebody saved: its markup where that shows comments, else what it shows."""
    try:
        document = web.read(page)
    except DocumentError:
        document = None
    if document is None or not document.comments or not document.article.paragraphs:
        return parse(shown(page), page.url)
    return document


def _listed(page: Page) -> Document:
    document = saved.read(page.content, page.url)
    if not (page.comments or "").strip():
        return document
    above = parse("", comments=page.comments).comments
    article = document.article
    return Document(article, (*above, *_renumbered(document.comments, len(above))))


def _renumbered(comments: tuple[Comment, ...], by: int) -> tuple[Comment, ...]:
    """The same comments after ``by`` others."""

    def moved(name: str) -> str:
        return f"c{int(name[1:]) + by}"

    return tuple(
        replace(c, id=moved(c.id), parent_id=moved(c.parent_id) if c.parent_id else None)
        for c in comments
    )


def _unmarked(document: Document) -> Document:
    article = document.article
    paragraphs = (markdown.without_marks(p) for p in article.paragraphs)
    title = markdown.without_marks(article.title) if article.title else None
    bare = replace(article, title=title or None, paragraphs=tuple(p for p in paragraphs if p))
    return replace(document, article=bare, comments=tuple(map(_bare, document.comments)))


def _bare(comment: Comment) -> Comment:
    return replace(comment, text=markdown.without_marks(comment.text) or comment.text)
