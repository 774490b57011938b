"""Comments are found in a page's own markup, whoever's software wrote it."""

import json

import pytest

from models.document.web import page as web
from models.types import Document, Page
from tests.models.document.markup.layouts import (
    ARTICLE,
    LAYOUTS,
    OPENING,
    PARENTS,
    SAID,
    THREADS,
    page,
)

URL = "https://gazette.example/2021/03/bridge"
EXACT = sorted(set(LAYOUTS) - {"by_margin", "meaningless", "blogger", "drupal", "disqus"})


def read(html: str, url: str = URL) -> Document:
    """The document of a linked page."""
    return web.read(Page(html, "text/html", url))


@pytest.mark.parametrize("name", LAYOUTS)
def test_everybody_is_heard(name: str) -> None:
    """Author and text of each comment, in order, without buttons, forms, pings and held ones."""
    found = read(page(LAYOUTS[name])).comments
    assert [(c.author, c.text) for c in found] == [(c.author, c.text) for c in SAID]


@pytest.mark.parametrize("name", LAYOUTS)
def test_it_is_known_who_answers_whom(name: str) -> None:
    """By nesting, by a box of answers, by a number, or by how far it is pushed to the right."""
    found = read(page(LAYOUTS[name])).comments
    places = {c.id: at for at, c in enumerate(found)}
    assert [places.get(c.parent_id or "") for c in found] == PARENTS


@pytest.mark.parametrize("name", EXACT)
def test_dates_for_machines_are_taken_as_they_are(name: str) -> None:
    """With their offset."""
    assert [c.published for c in read(page(LAYOUTS[name])).comments] == [c.when for c in SAID]


@pytest.mark.parametrize("name", sorted(set(LAYOUTS) - set(EXACT)))
def test_dates_for_people_are_understood(name: str) -> None:
    """They have no offset, and here and there no time."""
    found = read(page(LAYOUTS[name])).comments
    assert [(c.published or "")[:10] for c in found] == [c.when[:10] for c in SAID]


@pytest.mark.parametrize("name", LAYOUTS)
def test_the_article_keeps_every_paragraph_and_gets_no_comment(name: str) -> None:
    """Not one word more."""
    assert read(page(LAYOUTS[name])).article.paragraphs == ARTICLE


@pytest.mark.parametrize("name", THREADS)
def test_a_thread_is_its_first_post_and_the_answers(name: str) -> None:
    """Ranks, dates of joining and signatures are not said by anybody."""
    document = read(THREADS[name], "https://forum.example/1")
    assert document.article.paragraphs == tuple(OPENING.text.split("\n"))
    said = [(c.author, c.text, c.published) for c in document.comments]
    assert said == [(c.author, c.text, c.when) for c in SAID]


def test_comments_for_search_engines_are_read_where_the_page_shows_none() -> None:
    """JSON-LD, with answers inside of what they answer."""
    listed = {
        "@type": "NewsArticle",
        "comment": [
            {"@type": "Comment", "author": {"name": "Ann <b>Lee</b>"}, "dateCreated": "2021-03-05",
             "text": "Yes.", "comment": {"author": {"name": "Bob"}, "text": "No."}},
        ],
    }  # fmt: skip
    script = f'<script type="application/ld+json">{json.dumps(listed)}</script>'
    found = read(page("", head=script)).comments
    assert [(c.author, c.text, c.published, c.parent_id) for c in found] == [
        ("Ann Lee", "Yes.", "2021-03-05", None), ("Bob", "No.", None, "c1"),
    ]  # fmt: skip


def test_a_large_script_is_skipped() -> None:
    """Half a megabyte of JSON-LD lists nothing that a reader sees."""
    value = {"comment": {"author": "A", "text": "x" * 600_000}}
    script = f'<script type="application/ld+json">{json.dumps(value)}</script>'
    assert read(page("", head=script)).comments == ()


def test_deleted_comments_hand_their_answers_up() -> None:
    """Nobody said what was removed."""
    gone = LAYOUTS["by_number"].replace(f"<p>{SAID[0].text}</p>", "<p>[deleted]</p>")
    found = read(page(gone)).comments
    assert [(c.author, c.parent_id) for c in found] == [("Jürgen Maier", None), ("hal9000", None)]


@pytest.mark.parametrize(
    "box",
    [
        '<div class="comments-closed">Comments are closed.</div>',
        '<div id="comments"><h3>Leave a comment</h3><form><textarea></textarea></form></div>',
        '<ul class="latest-comments"><li class="comment"><b class="author">Zed</b> '
        '<time datetime="2021-03-01">1 March</time> <p>On another page.</p></li></ul>',
        '<div class="faq"><div class="answer"><p>Because it is old.</p></div></div>',
    ],
)
def test_what_only_looks_like_a_section_has_no_comments(box: str) -> None:
    """A form, a list of the newest ones elsewhere, answers of nobody."""
    document = read(page(box))
    assert (document.comments, document.article.paragraphs) == ((), ARTICLE)


def test_an_article_inside_of_a_comment_class_is_kept() -> None:
    """What holds the article is no comment section, whatever it is called."""
    body = "".join(f"<p>{p}</p>" for p in ARTICLE)
    html = f"<html><head></head><body><div class='page-with-comments'>{body}</div></body></html>"
    assert read(html).article.paragraphs == ARTICLE
