"""A real Isso behind a page that embeds it, read end to end."""

import os

import pytest

from tests.bot.sources.linked import document, expected, fetch, pairs
from tests.servers.threads import THREADS, Thread

SITE, ISSO = os.environ["TEST_ISSO_URL"].split()


def _slug(thread: Thread) -> str:
    return thread.slug


@pytest.mark.parametrize("thread", THREADS, ids=_slug)
def test_every_comment_is_read(thread: Thread) -> None:
    """Text, author, date and parent, nested as Isso nests: two levels; none held or deleted."""
    rows = tuple(row for row in thread.seen)
    found = pairs(document(fetch(f"{SITE}/{thread.slug}.html", ISSO)))
    assert found == expected(thread, depth=2, rows=rows)


@pytest.mark.parametrize("thread", THREADS, ids=_slug)
def test_the_article_is_read(thread: Thread) -> None:
    """Title and paragraphs of the page around the comments."""
    article = document(fetch(f"{SITE}/{thread.slug}.html", ISSO)).article
    assert (article.title, article.paragraphs) == (thread.title, thread.paragraphs)
