"""The HTML export holds everything, runs nothing, and asks nothing of the network."""

from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.views.hidden import cleaned
from bot.views.html import to_html
from bot.words import LANGUAGES, speak
from models.types import Digest
from tests.bot.views.samples import written

EN = speak("en")
LOADING = {
    "src",
    "srcset",
    "action",
    "data",
    "poster",
    "background",
    "formaction",
    "style",
    "xlink:href",
}
TEXTS = st.lists(st.text(max_size=80), max_size=5)


class Read(HTMLParser):
    """Everything in a document: its tags, attributes, and text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.text: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keeps the tag and its attributes."""
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        """Keeps the text."""
        self.text.append(data)

    def values(self, name: str) -> list[str]:
        """All values of one attribute."""
        return [value for key, value in self.attributes if key == name]


def exported(digest: Digest, language: str = "en") -> Read:
    """The export, read back."""
    return Read(to_html(digest, speak(language)))


@given(TEXTS, st.text(max_size=40), st.text(max_size=20))
@settings(max_examples=100, deadline=None)
def test_outside_text_stays_text(texts: list[str], title: str, author: str) -> None:
    """The same tags, attributes and addresses whatever people wrote, and their words whole."""
    plain = exported(written(tuple("x" for _ in texts), "x", "x"))
    read = exported(written(tuple(texts), title, author))
    assert read.tags <= plain.tags
    assert {name for name, _ in read.attributes} <= {name for name, _ in plain.attributes}
    assert {cleaned(line) for text in texts for line in text.splitlines()} <= {*read.text, ""}


def test_markup_in_comments_is_shown() -> None:
    """A script in a comment is words."""
    read = exported(written(("<script>alert(1)</script>", '"><img src=x onerror=alert(1)>')))
    assert "<script>alert(1)</script>" in read.text
    assert {"script", "img"} & read.tags == set()


def test_nothing_is_fetched_and_nothing_runs() -> None:
    """No script, no attribute that loads or runs, and a policy that would forbid both."""
    read = exported(written(("Yes.", "No.")))
    names = {name for name, _ in read.attributes}
    assert {"script", "link", "iframe", "object", "img", "base", "form"} & read.tags == set()
    assert {name for name in names if name in LOADING or name.startswith("on")} == set()
    assert any("default-src 'none'" in value for value in read.values("content"))


def test_links_lead_into_the_document_or_to_the_article() -> None:
    """Every quotation's mark has a place to go."""
    read = exported(written(tuple(f"Comment {n}." for n in range(12))))
    links, anchors = set(read.values("href")), read.values("id")
    assert {link for link in links if not link.startswith("#")} == {"https://example.org/a"}
    assert {link[1:] for link in links if link.startswith("#")} <= set(anchors)
    assert len(anchors) == len(set(anchors))


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "https://x y", 'http://"']
)
def test_an_unsafe_address_is_left_out(url: str) -> None:
    """Only http and https are opened from a file."""
    digest = written(("Yes.",))
    article = replace(digest.document.article, url=url)
    read = exported(replace(digest, document=replace(digest.document, article=article)))
    assert [link for link in read.values("href") if not link.startswith("#")] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_everybody_is_in_it(language: str) -> None:
    """Every comment with its anchor, and the document says which language it speaks."""
    texts = tuple(f"Comment {n} says so." for n in range(40))
    read = exported(written(texts), language)
    assert set(texts) <= set(read.text)
    assert {f"c{n}" for n in range(1, 41)} <= set(read.values("id"))
    assert read.values("lang")[0] == language
