"""A real WordPress, read end to end: its interface, and its pages in every theme there is."""

import os

import pytest

from models.types import Note
from tests.bot.sources.linked import document, expected, fetch, pairs
from tests.servers.threads import THREADS, Thread
from tests.servers.variants import CLASSIC, Variant, closed_sites, open_sites, paged_sites

SERVER, *THEMES = os.environ["TEST_WORDPRESS_URL"].split()
OPEN, CLOSED, PAGED = open_sites(THEMES), closed_sites(THEMES), paged_sites(THEMES)
MIXED, DEEP, MANY, NONE = THREADS


def _name(value: Variant | Thread) -> str:
    return value.name if isinstance(value, Variant) else value.slug


def _url(site: Variant, thread: Thread) -> str:
    place = f"2025/03/{thread.slug}/" if site.pretty else f"?p={thread.key}"
    return f"{SERVER}/{site.name}/{place}"


@pytest.mark.parametrize("thread", THREADS, ids=_name)
@pytest.mark.parametrize("site", OPEN, ids=_name)
def test_the_interface_gives_every_comment(site: Variant, thread: Thread) -> None:
    """Text, author, date and parent of each, and nothing that is held, spam or a pingback."""
    assert pairs(document(fetch(_url(site, thread)))) == expected(thread)


@pytest.mark.parametrize("thread", THREADS, ids=_name)
@pytest.mark.parametrize("site", CLOSED, ids=_name)
def test_the_page_gives_every_comment_where_the_interface_is_closed(
    site: Variant, thread: Thread
) -> None:
    """The same from the markup, nested as the theme nests it."""
    page = fetch(_url(site, thread))
    assert page.failed == (("wordpress", "401"),)
    assert pairs(document(page)) == expected(thread, depth=site.depth, local=site.theme == CLASSIC)


@pytest.mark.parametrize("site", PAGED, ids=_name)
def test_a_page_of_comments_gives_what_it_shows(site: Variant) -> None:
    """Twenty threads with their answers, the newest or the oldest."""
    read = document(fetch(_url(site, MANY)))
    found = pairs(read)
    everything = expected(MANY, local=site.theme == CLASSIC)
    assert found.total() == 30
    assert found <= everything
    assert read.notes[0].name in ("from_page_part", "from_page_first")
    assert dict(read.notes[0].values)["kept"] == 30


@pytest.mark.parametrize("site", OPEN, ids=_name)
def test_a_note_names_the_interface(site: Variant) -> None:
    """With the number of comments that it has."""
    note = Note("from_place", (("source", "WordPress"), ("kept", 240), ("total", 240)))
    assert document(fetch(_url(site, MANY))).notes == (note,)


@pytest.mark.parametrize("thread", THREADS, ids=_name)
@pytest.mark.parametrize("site", (*OPEN, *CLOSED), ids=_name)
def test_the_article_is_the_post_alone(site: Variant, thread: Thread) -> None:
    """Its title and paragraphs, and nothing of what stands around them."""
    article = document(fetch(_url(site, thread))).article
    assert (article.title, article.paragraphs) == (thread.title, thread.paragraphs)
