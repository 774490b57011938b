"""The article begins with its first sentence: title, author and date stand apart."""

import pytest

from models.document.web import page as web
from models.types import Article, Page
from tests.models.document.markup.layouts import ARTICLE

BODY = "".join(f"<p>{paragraph}</p>" for paragraph in ARTICLE)
WINDOW = "<title>Bridge to close | Town Gazette</title>"
FORM = '<form><label for="author">Name</label><input id="author"><textarea></textarea></form>'
SITE = '<h1><a href="/">Town Gazette</a></h1><h2>Bridge to close</h2>'


def article(above: str, head: str = WINDOW, below: str = "", query: str = "") -> Article:
    """The article of a page whose text stands between ``above`` and ``below``."""
    html = f"<html><head>{head}</head><body>{above}{BODY}{below}</body></html>"
    url = f"https://gazette.example/{query or '2021/03/bridge'}"
    return web.read(Page(html, "text/html", url)).article


@pytest.mark.parametrize(
    "above",
    [
        "<h1>Bridge to close</h1><p>By Jane Doe</p>",
        "<p>Bridge to close</p><p>By Jane Doe | March 3, 2021</p>",
        "<h1>Bridge to close</h1><h2>Bridge to close</h2><p>March 3, 2021</p><p>Von Jane Doe</p>",
    ],
)
def test_title_byline_and_date_are_no_paragraphs(above: str) -> None:
    """Who wrote it is known from them where the page says it nowhere else."""
    found = article(above)
    assert (found.title, found.author, found.paragraphs) == ("Bridge to close", "Jane Doe", ARTICLE)


def test_the_title_for_links_is_no_paragraph() -> None:
    """It may differ from the heading."""
    told = '<meta property="og:title" content="The bridge will close">'
    above = "<h1>Bridge to close</h1><h2>The bridge will close</h2>"
    assert article(above, WINDOW + told).paragraphs == ARTICLE


@pytest.mark.parametrize(
    "first",
    [
        "By the time he left, all was lost",
        "Von der Leyen tritt zurück",
        "Yesterday was a bad day for the town.",
        "On 3 March 2021 the bridge was closed to all traffic.",
    ],
)
def test_a_sentence_that_begins_like_a_byline_stays(first: str) -> None:
    """A byline names people and nothing else."""
    assert article(f"<h1>Bridge to close</h1><p>{first}</p>").paragraphs == (first, *ARTICLE)


@pytest.mark.parametrize("query", ["2021/03/bridge", "?p=101"])
def test_a_heading_that_leads_home_names_the_site(query: str) -> None:
    """The title is another that the window shows."""
    assert article(SITE, query=query).title == "Bridge to close"


@pytest.mark.parametrize("query", ["2021/03/bridge", "2021/03/bridge?page=1&ref=2"])
def test_a_heading_that_leads_to_the_article_is_its_title(query: str) -> None:
    """Whatever other headings say."""
    above = '<h1><a href="/2021/03/bridge">Bridge to close</a></h1><h3>Town Gazette</h3>'
    assert article(above, query=query).title == "Bridge to close"


def test_a_label_of_a_form_is_nobody() -> None:
    """People write their name beside it."""
    assert article("<h1>Bridge to close</h1>", below=FORM).author is None
