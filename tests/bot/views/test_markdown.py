"""The Markdown export holds everything, and outside text in it is text for CommonMark."""

import html
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from bot.views.hidden import cleaned
from bot.views.markdown import escaped, to_markdown
from bot.words import LANGUAGES, speak
from tests.bot.views.samples import written

EN = speak("en")
HOSTILE = (
    "# not a heading",
    "- not a list",
    "12. not a list",
    "1) not a list",
    "+ plus",
    "> quote",
    "---",
    "===",
    "```python",
    "~~~",
    "| a | b |",
    "<script>alert(1)</script>",
    "<https://evil.example>",
    "[click](https://evil.example)",
    "![pixel](https://evil.example/p.png)",
    "[ref]: https://evil.example",
    "**bold** _em_ `code`",
    "back\\slash \\*star\\*",
    "&lt;entity&gt; &#35;",
    "trailing backslash \\",
    "*",
    "\u202egnp.exe",
)
MARKUP = st.text(st.sampled_from("\\`*_{}[]()<>#+-.!|~$^=&@:/ 1aW\n\t\"'"), max_size=60)


def tokens(text: str) -> list[Token]:
    """Every token of CommonMark, those inside of lines too."""
    found = MarkdownIt("commonmark").parse(text)
    return [inner for token in found for inner in (token, *(token.children or ()))]


def shown(text: str) -> str:
    """What a reader sees of one line."""
    return "".join(t.content for t in tokens(text) if t.type in ("text", "text_special"))


@pytest.mark.parametrize("line", HOSTILE)
def test_a_line_of_outside_text_is_shown_as_it_was_written(line: str) -> None:
    """One paragraph of text, word for word."""
    text = escaped(cleaned(line))
    types = {token.type for token in tokens(text)}
    assert types <= {"paragraph_open", "paragraph_close", "inline", "text", "text_special"}
    assert shown(text) == cleaned(line)


@given(MARKUP)
@settings(max_examples=400)
def test_any_mixture_of_marks_is_shown_as_it_was_written(line: str) -> None:
    """No sequence of marks is read as markup, in a list item or a quotation either."""
    text = cleaned(line)
    for before in ("", "> ", "- "):
        assert shown(f"{before}{escaped(text)}") == text


@given(st.lists(MARKUP, max_size=6))
@settings(max_examples=100, deadline=None)
def test_nothing_in_a_comment_becomes_a_link_or_html(texts: list[str]) -> None:
    """Links lead into the document or to the article; HTML is the bot's own anchors."""
    found = tokens(to_markdown(written(tuple(texts), title="<b>[x](y)"), EN))
    links = {token.attrs["href"] for token in found if token.type == "link_open"}
    code = {t.content for t in found if t.type in ("html_inline", "html_block", "code_inline")}
    assert {link for link in links if not str(link).startswith("#")} == {"https://example.org/a"}
    assert {piece for piece in code if piece != "</a>" and not piece.startswith('<a id="')} == set()


def test_every_link_inside_leads_somewhere() -> None:
    """Quotations link to their comment or paragraph."""
    found = tokens(to_markdown(written(("Yes.", "No.", "Perhaps.", "What?")), EN))
    links = {str(token.attrs["href"]) for token in found if token.type == "link_open"}
    anchors = {token.content[7:-2] for token in found if token.content.startswith('<a id="')}
    assert {link[1:] for link in links if link.startswith("#")} <= anchors


@pytest.mark.parametrize("language", LANGUAGES)
def test_everybody_is_in_it(language: str) -> None:
    """Every comment whole, with its anchor and its side, in every language."""
    texts = tuple(f"Comment {n} says so." for n in range(40))
    text = html.unescape(to_markdown(written(texts), speak(language)))
    assert [
        n for n, said in enumerate(texts, 1) if f'id="c{n}"' not in text or said not in text
    ] == []


def test_an_unsafe_address_is_left_out() -> None:
    """Only http and https are opened from a file."""
    digest = written(("Yes.",))
    article = replace(digest.document.article, url="javascript:alert(1)")
    unsafe = replace(digest, document=replace(digest.document, article=article))
    assert "javascript" not in to_markdown(unsafe, EN)
