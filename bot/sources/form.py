"""The options and the form of ``/digest``: boxes and a file become a page.

It knows texts and pages that were read, not where they come from.
"""

from bot.errors import SourceError
from bot.sources import links, media
from models.types import Page


def from_text(text: str) -> Page:
    """The page of the ``text`` option; raises SourceError where it is blank or a link only."""
    if not text.strip():
        raise SourceError("no_source")
    links.refuse(text)
    return Page(text, url=links.first(text))


def from_link(url: str) -> Page:
    """The page behind the ``url`` option; raises SourceError: links are not read yet."""
    raise SourceError("link_later" if links.first(url) else "not_a_link")


def from_form(article: str, comments: str, file: Page | None = None, name: str = "") -> Page:
    """The page of the form's boxes and its file, which is called ``name``.

    The file is the comments where its name says so, else it follows the article's box; a link
    alone in that box is the file's address. Raises SourceError where everything is blank, where
    there is only a link, or where box and file do not go together.
    """
    article, said = article.strip(), comments.strip() or None
    if file is None:
        if not article and said is None:
            raise SourceError("empty_form")
        links.refuse(article)
        return Page(article, url=links.first(article), comments=said)
    url = links.first(article)
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
