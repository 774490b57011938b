"""The article is what trafilatura takes for it, with or without comments below it."""

import re

import pytest
import trafilatura

from models.document.web import page as web
from models.types import Document, Page
from tests.models.document.markup.layouts import ARTICLE, LAYOUTS, page

P = [f"<p>{p}</p>" for p in ARTICLE]
BODIES = {
    "paragraphs": "".join(P),
    "headings": f"{P[0]}<h2>What it costs</h2>{P[1]}{P[2]}<h2>Who pays for it</h2>{P[3]}{P[4]}",
    "a list": f"{P[0]}{P[1]}<ul><li>Nine miles of detour</li><li>Eleven months of work</li></ul>"
    + "".join(P[2:]),
    "a table": f"{P[0]}{P[1]}<table><tr><th>Year</th><th>Cars</th></tr><tr><td>2019</td><td>4,100"
    f"</td></tr><tr><td>2020</td><td>3,900</td></tr></table>{''.join(P[2:])}",
    "a quotation": f"{P[0]}<blockquote>{P[3]}</blockquote>{P[1]}{P[2]}{P[4]}",
    "line breaks": "<p>" + "<br><br>".join(ARTICLE) + "</p>",
    "boxes": "".join(f"<div>{p}</div>" for p in ARTICLE),
    "inline marks": "".join(P).replace("bridge", "<em>bridge</em>").replace("ten", "<b>ten</b>"),
    "a figure": f"{P[0]}<figure><img src=x><figcaption>The bridge in May.</figcaption></figure>"
    + "".join(P[1:]),
}  # fmt: skip
HEAD = (
    '<meta property="og:site_name" content="Town Gazette"><meta property="article:published_time" '
    'content="2021-03-04T08:00:00Z"><meta name="author" content="Jane Doe">'
)


def read(html: str) -> Document:
    """The document of a linked page."""
    return web.read(Page(html, "text/html", "https://gazette.example/2021/03/bridge"))


def words(text: str) -> list[str]:
    """The words of a text."""
    return re.findall(r"\w+", text)


@pytest.mark.parametrize("name", BODIES)
def test_no_word_is_lost_to_what_stands_below(name: str) -> None:
    """As many words as trafilatura alone finds, in the same order, and no title again."""
    alone = trafilatura.extract(
        page("", BODIES[name]), favor_precision=True, include_comments=False
    )
    found = read(page(LAYOUTS["wordpress"], BODIES[name])).article.paragraphs
    assert words(" ".join(found)) == words(str(alone))


@pytest.mark.parametrize(
    "name", sorted(set(BODIES) - {"a list", "a table", "headings", "a figure"})
)
def test_paragraphs_stay_whole(name: str) -> None:
    """However they are written."""
    assert set(read(page("", BODIES[name])).article.paragraphs) == set(ARTICLE)


def test_the_page_says_who_wrote_when_and_where() -> None:
    """The date to the minute, with its offset."""
    article = read(page("", head=HEAD)).article
    assert (article.title, article.author, article.site, article.published) == (
        "Bridge to close", "Jane Doe", "Town Gazette", "2021-03-04T08:00:00+00:00",
    )  # fmt: skip


def test_a_time_without_an_offset_stays_without_one() -> None:
    """Where the site is, nobody knows."""
    html = page("", head=HEAD.replace("08:00:00Z", "08:00:00"))
    assert read(html).article.published == "2021-03-04T08:00:00"
