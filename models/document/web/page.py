"""A linked or saved web page becomes a Document: its article, and its comments where they are.

Comments are taken from the place the page names, else from the page's own markup, else there are
none; a note says which.
"""

from dataclasses import replace

from models.document import language, platforms, sources, walls
from models.document.markup import schema, section
from models.document.markup.fields import Said
from models.document.platforms import Found, PlatformError
from models.document.web import extract, meta, tree
from models.types import Article, Comment, Document, Page

_SAMPLE = 5_000
_SAME = 0.7  # of the page's own comments that the list for search engines must at least have


def read(page: Page) -> Document:
    """The article and comments of a page of HTML.

    Raises DocumentError for a page that cannot be read or is no article: an error page, a login,
    a wall, a page with next to no text.
    """
    root = tree.parse(page.content)
    alive = list(root.iter())  # else lxml makes each element's proxy anew whenever it is asked
    feeds = _feeds(page)
    is_thread = meta.is_thread(root, page.url)
    code = (root.get("lang") or "")[:2].lower() or None
    own = section.find(root, is_thread, code)
    listed = schema.find(root).comments
    comments, source = _chosen(feeds, own.comments, listed)
    part, total = sources.further(root)
    if feeds is not None and source == feeds.source:
        part, total = False, feeds.total
    said = "\n".join(c.text for c in (*comments, *own.comments))
    stamps = meta.stamps(root)
    evidence = walls.look(root)
    alive.clear()
    found = extract.article(root, own.shown_in, said, page.url)
    found = replace(found, date=meta.published(stamps, found.date))
    article = _article(found, own.opening, feeds, page.url)
    walls.check(evidence, article, len(comments))
    notes = sources.notes(page, source, len(comments), total, part)
    return Document(article, comments, notes=notes)


def _feeds(page: Page) -> Found | None:
    if not page.feeds:
        return None
    try:
        return platforms.read(page)
    except PlatformError:
        return None


def _chosen(
    feeds: Found | None, own: tuple[Comment, ...], listed: tuple[Comment, ...]
) -> tuple[tuple[Comment, ...], str]:
    """(the comments, where they are from)."""
    if feeds is not None and feeds.comments:
        return feeds.comments, feeds.source
    if own and len(own) >= _SAME * len(listed):
        return own, "page"
    return (listed, "schema") if listed else (own, "")


def _article(
    found: extract.Extract, opening: Said | None, feeds: Found | None, url: str | None
) -> Article:
    """The article, or the post that opens the discussion."""
    paragraphs, author, date = found.paragraphs, found.author, found.date
    if opening is not None and opening.text:
        paragraphs = tuple(opening.text.split("\n"))
        author, date = opening.author or author, opening.published or date
    article = Article(
        title=found.title,
        author=author,
        published=date,
        url=url,
        site=found.site,
        paragraphs=paragraphs,
    )
    if feeds is not None and feeds.article is not None and feeds.article.paragraphs:
        article = feeds.article
    spoken = " ".join(article.paragraphs)[:_SAMPLE]
    return replace(article, language=article.language or language.detect(spoken))
