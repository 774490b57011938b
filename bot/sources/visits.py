"""Tells in a digest that its page changed since the guild's last digest of it.

Known of the last one are a hash and a number of comments, no text and nobody's name.
"""

import hashlib
import json
from dataclasses import replace
from datetime import datetime

from config.pages import Visit, page_id
from config.store import Store
from models.types import Digest, Document, Note


async def compared(digest: Digest, url: str, guild_id: int, store: Store, now: datetime) -> Digest:
    """The digest with a note where its page is another than a month or less ago.

    The note is ``updated`` (before, now: comments). For guilds that store something only. Raises
    DatabaseError.
    """
    document = digest.document
    link, count = page_id(url.partition("#")[0]), len(document.comments)
    before = await store.visit(Visit(guild_id, link, state(document), count, now))
    if before is None or before.content_hash == state(document):
        return digest
    note = Note("updated", (("before", before.comments), ("now", count)))
    return replace(digest, notes=(*digest.notes, note))


def state(document: Document) -> str:
    """A hash of what a reader reads, whatever the order of the comments."""
    article = document.article
    said = sorted((comment.author or "", comment.text) for comment in document.comments)
    text = json.dumps([article.title, article.paragraphs, said])
    return hashlib.sha256(text.encode()).hexdigest()
