"""The options and the form of ``/digest``: boxes and a file become a page.

It knows texts and pages that were read, not where they come from.
"""

from bot.errors import SourceError
from bot.sources import links, media
from models.types import Page


def from_text(text: str) -> Page:
    """The page of the ``text`` option, or behind it; raises SourceError where it is blank."""
    if not text.strip():
        raise SourceError("no_source")
    url = links.first(text)
    return links.behind(url) if url and links.stands_for_page(text) else Page(text, url=url)


def from_form(article: str, comments: str, file: Page | None = None, name: str = "") -> Page:
    """The page of the form's boxes and its file, which is called ``name``.

    The file is the comments where its name says so, else it follows the article's box; a link
    alone in that box is the file's address or, without a file, the page. Raises SourceError where
    everything is blank or where box and file do not go together.
    """
    article, said, url = article.strip(), comments.strip() or None, links.first(article)
    if file is None:
        if not article and said is None:
            raise SourceError("empty_form")
        if url and links.stands_for_page(article):
            return links.behind(url, said)
        return Page(article, url=url, comments=said)
    if links.stands_for_page(article):
        article = ""
    plain = file.media_type in ("text/plain", "text/markdown")
    if article and plain and said is None and media.says_comments(name):
        return Page(article, url=url, comments=file.content)
    if not article:
        return Page(file.content, file.media_type, url, said)
    if not plain:
        raise SourceError("mixed_files")
    return Page(f"{article}\n\n{file.content}", file.media_type, url, said)
