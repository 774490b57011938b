"""Pages made to be slow or large are read in time, or refused."""

import time

import pytest

from models.document.web import page as web
from models.document.web import tree
from models.errors import DocumentError
from models.types import Page
from tests.models.document.markup.layouts import ARTICLE, page

N = 20_000
HOSTILE = {
    "nested": "<div>" * N + "x" + "</div>" * N,
    "unclosed": "<p>" + "<b>" * N + "x",
    "attributes": "<div " + " ".join(f"a{i}=1" for i in range(N)) + ">x</div>",
    "a large attribute": f"<img src='data:{'x' * 40 * N}'>",
    "siblings": "<i></i>" * N,
    "entities": "<p>" + "&amp;&nosuch;&#xfffffffffff;" * N + "</p>",
    "signs": "<" * 10 * N,
    "quotes": "<a '" * N,
    "comments": "<!--" * N + "-->",
    "lists": "<ul><li>" * (N // 4),
    "tables": "<table><tr><td>" * (N // 4),
    "classes": f"<div class='{'comment ' * N}'>x</div>",
    "sections": "<div class=comments>" * 300 + "x" + "</div>" * 300,
    "dates": "<div id=comments>" + "<span>3 May 2020</span>" * (N // 8) + "</div>",
    "headings": "<h2>3 Comments</h2>" * (N // 8),
    "JSON": "<script type='application/ld+json'>" + '{"comment":[' * N + "</script>",
    "style": "<style>" + ".a{display:none}@media{" * (N // 10) + "</style>",
    "hidden": "<i hidden>x</i>y" * N,
    "zeros": "\0<p>\0" * N,
    "halves": "\ud800" * N,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_markup_costs_seconds_at_most(name: str) -> None:
    """And the article beside it is read."""
    start = time.process_time()
    document = web.read(Page(page(HOSTILE[name]), "text/html", "https://gazette.example/a"))
    assert time.process_time() - start < 10
    assert document.article.paragraphs[: len(ARTICLE)] == ARTICLE


def test_a_page_of_millions_of_tags_is_refused() -> None:
    """Before anything is built of it."""
    with pytest.raises(DocumentError, match="too many elements"):
        tree.parse("<i></i>" * (tree.MAX_TAGS // 2 + 1))


def test_what_is_deeper_than_a_parser_goes_keeps_its_text() -> None:
    """libxml2 ends a document at a depth of 2,048."""
    root = tree.parse("<div>" * 5_000 + "deep" + "</div>" * 5_000 + "<p>below</p>")
    assert "".join(root.itertext()).split() == ["deep", "below"]
