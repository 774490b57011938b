"""The markup of a comment becomes the text that it shows."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.document.fragment import either, name_of, paragraphs_of, plain, text_of


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>One.</p><p>Two<br>three.</p>", "One.\n\nTwo\nthree."),
        ("<p>A\n  long   line</p>", "A long line"),
        ("see <a href='https://x.example'>this</a>", "see this"),
        ("a < b &amp; c &#8212; d", "a < b & c — d"),
        ("<blockquote><p>One</p><p>Two</p></blockquote>Mine", "> One\n\n> Two\n\nMine"),
        ("<pre>x = 1\ny = 2</pre>", "x = 1\ny = 2"),
        ("<ul><li>a</li><li>b</li></ul>", "a\nb"),
        ("<script>bad()</script><style>p{}</style>ok", "ok"),
        (
            '<p hidden>no</p><span style="display:none">no</span><i aria-hidden="true">no</i>ok',
            "ok",
        ),
        ('<span style="font-size: 0">no</span><span style="font-size:0.9em">yes</span>', "yes"),
        ('<span class="screen-reader-text">no</span>ok', "ok"),
        ("<div hidden><div>no</div>no</div>ok", "ok"),
        ('fine <img class="emoji" alt="🙂" src="x"> <img alt="a cat" src="y">', "fine 🙂"),
        ("<!-- no -->ok<!doctype x>", "ok"),
        ("a&#x202e;b\u200bc\U000e0041d", "abcd"),
        ("&#99999999999999;", "\ufffd"),
        ("I <3 you", "I <3 you"),
        ("", ""),
        ("<p>", ""),
        ('<a title="', ""),
    ],
)
def test_a_fragment_shows_what_a_reader_sees(markup: str, text: str) -> None:
    """Paragraphs, lines, links' words; nothing hidden, no control characters."""
    assert text_of(markup) == text


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("<b>Ann</b> O&#8217;Hara", "Ann O’Hara"),
        ("&lt;script&gt;Ann&lt;/script&gt;", "Ann"),
        (" Bo\u202e\nLi\x00 ", "Bo Li"),
        ("Ann <3", "Ann <3"),
        ("<img src=x onerror=y>", None),
        ("\u200b", None),
        ("", None),
        (7, None),
        (None, None),
    ],
)
def test_names_are_bare(told: object, name: str | None) -> None:
    """One line without tags, entities and invisible characters."""
    assert name_of(told) == name


def test_plain_text_keeps_its_lines() -> None:
    """What looks like a tag there is none."""
    assert plain("if x<y\r\n\n\n\nthen  z>q") == "if x<y\n\nthen z>q"


@pytest.mark.parametrize(
    ("told", "text"), [("x<y and y>z", "x<y and y>z"), ("a<br/>b", "a\nb"), ("a &amp; b", "a & b")]
)
def test_text_of_an_unknown_kind_is_markup_where_tags_are(told: str, text: str) -> None:
    """Common tags tell it."""
    assert either(told) == text


def test_paragraphs_are_lines() -> None:
    """A break inside one is a space."""
    assert paragraphs_of("<p>a<br>b</p><p>c</p>") == ("a b", "c")


@given(st.text(alphabet=st.sampled_from(list("<>/ab\"'=&#;! -x\u202e\ud800pre")), max_size=300))
def test_no_markup_breaks_it(markup: str) -> None:
    """Whatever comes, text leaves that can be encoded and hides nothing."""
    for text in (text_of(markup), either(markup), plain(markup), name_of(markup) or ""):
        assert "\u202e" not in text
        assert text.encode() or not text


@pytest.mark.parametrize(
    "piece",
    ["<", "<p", "<p ", '<p a="', "<p a='\"", "</p>", "<div hidden>", "&#1;", "<!--", "<pre>\n"],
)
def test_long_fragments_take_linear_time(piece: str) -> None:
    """A comment of a million characters made of one mark."""
    before = time.perf_counter()
    text_of(piece * (1_000_000 // len(piece)))
    name_of(piece * 100_000)
    assert time.perf_counter() - before < 5
