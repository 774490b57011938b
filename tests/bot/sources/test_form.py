"""The options and the form of /digest: boxes and a file become one page."""

import pytest

from bot.errors import SourceError
from bot.sources import links
from bot.sources.form import from_form, from_text
from models.types import Page

LINK = "https://example.org/ferry"
FILE = Page("From the file.")


def test_text_becomes_a_page() -> None:
    """As it was written."""
    assert from_text("Some words.") == Page("Some words.")


def test_blank_text_is_refused() -> None:
    """There is nothing to digest in it."""
    with pytest.raises(SourceError, match="Nothing was given"):
        from_text(" \n")


@pytest.mark.parametrize("text", [LINK, f"Look: <{LINK}>!"])
def test_text_that_is_a_link_means_the_page_behind_it(text: str) -> None:
    """A few words around it change nothing."""
    assert from_text(text) == links.behind(LINK)


def test_a_link_in_the_article_box_keeps_the_comments_given_apart() -> None:
    """The page is fetched, its comments are the ones that were pasted."""
    assert from_form(LINK, "Ann: no") == links.behind(LINK, "Ann: no")


@pytest.mark.parametrize(
    ("article", "comments", "page"),
    [
        ("Article.", "", Page("Article.")),
        ("Article.", "Ann: no", Page("Article.", comments="Ann: no")),
        ("", "Ann: no", Page("", comments="Ann: no")),
        (" Article.\n", " \n", Page("Article.")),
    ],
)
def test_boxes_become_a_page(article: str, comments: str, page: Page) -> None:
    """A blank Comments box leaves the splitting to the parser."""
    assert from_form(article, comments) == page


@pytest.mark.parametrize(
    ("article", "comments", "words"),
    [("", "", "empty"), (" ", "\n\t", "empty")],
)
def test_an_empty_form_is_said(article: str, comments: str, words: str) -> None:
    """Blanks are nothing."""
    with pytest.raises(SourceError, match=words):
        from_form(article, comments)


@pytest.mark.parametrize(
    ("article", "comments", "name", "page"),
    [
        ("", "", "a.txt", FILE),
        ("", "Ann: no", "a.txt", Page("From the file.", comments="Ann: no")),
        (LINK, "", "a.txt", Page("From the file.", url=LINK)),
        ("Article.", "", "comments.txt", Page("Article.", comments="From the file.")),
        ("Article.", "", "rest.txt", Page("Article.\n\nFrom the file.")),
    ],
)
def test_a_file_joins_the_boxes(article: str, comments: str, name: str, page: Page) -> None:
    """It is the article, the comments by its name, or what follows the article's box."""
    assert from_form(article, comments, FILE, name) == page


def test_html_after_a_box_of_text_is_refused() -> None:
    """The two cannot be one page."""
    with pytest.raises(SourceError, match="cannot be read together"):
        from_form("Article.", "", Page("<p>x", "text/html"), "a.html")
