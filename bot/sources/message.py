"""What a Discord message holds to digest, given as plain data.

Its text attachments are the page where it has any; else its text; else what its link leads to.
Discord turns a long paste into an attachment, so a file outranks the words beside it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.errors import SourceError
from bot.sources import links, media
from bot.sources.attachment import Attachment
from models.types import Page


@dataclass(frozen=True, slots=True)
class Found:
    """Files to fetch, or a text, or neither: then the page behind ``url``, the first link."""

    text: str
    attachments: tuple[Attachment, ...] = ()
    url: str | None = None


def choose(content: str, attachments: Sequence[Attachment], embeds: Sequence[str] = ()) -> Found:
    """What of a message is digested.

    ``embeds`` are the texts of its embeds, asked only where nobody wrote anything: a bot's post.
    Raises SourceError where it holds files of other types only, or nothing.
    """
    readable = tuple(a for a in attachments if media.by_name(a.name, a.media_type))
    url = links.first(content)
    if readable:
        return Found("", readable, url)
    text = content if content.strip() else "\n\n".join(embeds)
    if url and links.stands_for_page(text):
        return Found("", url=url)
    if text.strip():
        return Found(text, url=url)
    if attachments:
        raise SourceError("wrong_type", types=media.SHOWN)
    raise SourceError("nothing_in_message")


def page(found: Found, pages: Sequence[Page] = ()) -> Page:
    """The page of a message, ``pages`` being those of its attachments in order.

    Of two files the second is the comments where its name says so. Other files of one type are
    joined in order; raises SourceError where their types do not go together.
    """
    if not pages:
        return Page(found.text, url=found.url) if found.text else links.behind(found.url or "")
    first, *others = pages
    names = [attachment.name for attachment in found.attachments]
    if len(pages) == 2 and media.says_comments(names[1]) and _is_text(others[0]):
        return Page(first.content, first.media_type, found.url, others[0].content)
    return Page("\n\n".join(p.content for p in pages), _common(pages), found.url)


def _is_text(page: Page) -> bool:
    return page.media_type in ("text/plain", "text/markdown")


def _common(pages: Sequence[Page]) -> str:
    kinds = {page.media_type for page in pages}
    if len(kinds) == 1 and (len(pages) == 1 or kinds != {"application/json"}):
        return kinds.pop()
    if all(map(_is_text, pages)):
        return "text/plain"
    raise SourceError("mixed_files")
