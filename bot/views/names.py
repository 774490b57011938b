"""A digest without the names of the people who commented, for guilds that do not show them.

The article's author stays, and so does a name inside quoted text: both are the source's words.
"""

from dataclasses import replace

from models.types import Digest


def without_names(digest: Digest) -> Digest:
    """The same digest with no comment's author; people stay counted as they were."""
    comments = tuple(replace(comment, author=None) for comment in digest.document.comments)
    return replace(digest, document=replace(digest.document, comments=comments))
