"""A saved page shows the lines that a browser would copy, however it was made."""

import pytest

from models.document.html import lines


@pytest.mark.parametrize(
    ("markup", "shown"),
    [
        (
            "<h1>Fish &amp; chips</h1><p>One <b>two</b>\n three</p>",
            "Fish & chips\n\nOne two three\n",
        ),
        ("<div>Ann</div><div>2 days ago</div>", "Ann\n2 days ago"),
        ("a<br>b<BR/>c", "a\nb\nc"),
        ("1 < 2 <3", "1 < 2 <3"),
        ("<p>a<!-- <p>b -->c", "ac"),
        ("<title>t</title><style>p{}</style><script>if (a<b) '<p>x'</script>y", "y"),
        ("<p hidden>a</p><div style='color:red; display: none'>b<div>c</div></div>d", "d"),
        ("<p class='a hidden sm:block' title=\"hidden\">a<p class=b hidden=until-found>b", "a"),
        ("<nav><ul><li>Home</ul></nav><template><p>x</template>y", "y"),
        ("<pre>a\n  b</pre>", "a\nb\n"),
        ("<td>a</td><td>b</td>", "a b"),
        ("<a title='1 > 2'>x</a>", "x"),
        ("<img alt='picture'>&#x48;&#105;&nbsp;&lt;p&gt;", "Hi <p>"),
        ("&#99999999999999999999;", "\ufffd"),
        ("", ""),
    ],
)
def test_markup_becomes_lines(markup: str, shown: str) -> None:
    """Block elements break lines, what is not seen is not there."""
    assert lines(markup) == shown


def test_a_list_in_a_list_is_indented() -> None:
    """That is how nested answers are marked up."""
    markup = "<ol><li>Ann<ol><li>Ben<ol><li>Cleo</ol></ol><li>Dora</ol>"
    assert [x for x in lines(markup).split("\n") if x] == [
        "Ann", "    Ben", "        Cleo", "Dora",
    ]  # fmt: skip


@pytest.mark.parametrize("markup", ["</div></ul></pre></p>x", "<p<p>x", "<ul></ul></ul></ul>x"])
def test_broken_markup_is_read(markup: str) -> None:
    """End tags without a start close nothing."""
    assert lines(markup).strip() == "x"


N = 200_000
SLOW = {
    "signs": "<" * N,
    "open tags": "<a" * N,
    "open quotations": "<a href='" * N,
    "crossed quotations": "<a \"><b '>" * N,
    "open comments": "<!--" * N,
    "open sections": "<![CDATA[" * N,
    "open end tags": "</a" * N,
    "scripts": "<script>" + "</scrip" * N,
    "references": "&#" * N + "1" * N,
    "attributes": "<a " + "a='" * N,
    "styles": "<p " + "style=" * N + ">",
    "values": "<p " + "a=' hidden" * N + ">",
    "spaces": "<p" + " " * N + ">",
    "depth": "<ul><li>" * N,
    "hidden": "<p hidden>" * N,
    "breaks": "<pre>" + "\n" * N,
}


@pytest.mark.parametrize("markup", SLOW.values(), ids=SLOW.keys())
def test_a_page_made_to_be_slow_ends(markup: str) -> None:
    """Every character is read once: the library's own parser takes minutes for some of these."""
    assert len(lines(markup)) <= 2 * len(markup)
