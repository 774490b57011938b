"""A page of every readable type becomes a document."""

import json

import pytest

from models.document.read import read, read_within
from models.errors import DocumentError
from models.types import Document, Page

BODY = (
    "The island ferry has taken only cards since 2021. From Monday it will take only coins.",
    "The skipper says that the reader stops working half way across, when the fare is due.",
)
SAID = (("Ann", "They took my last coin on that boat."), ("Ben", "Nobody asked us about it."))
TEXT = "\n\n".join(("Cash only again", "By Corinne Halloway", *BODY, "2 Comments")) + "".join(
    f"\n\n{name} says:\nMay {n}, 2023 at 7:16 am\n\n{text}\n\nReply"
    for n, (name, text) in enumerate(SAID, 3)
)
MARKDOWN = TEXT.replace("Cash only again", "# Cash [only](https://example.org) again")
HTML = (
    "<!doctype html><html><head><title>Site</title><script>var x='<p>';</script></head><body>"
    "<nav><a href='/'>Home</a></nav><article><h1>Cash only again</h1>"
    f"<p>By Corinne Halloway</p><p>{BODY[0]}</p><p>{BODY[1]}</p></article><h2>2 Comments</h2><ol>"
    + "".join(
        f"<li><footer><b>{name}</b> <span>says:</span><div><time>May {n}, 2023 at 7:16 am</time>"
        f"</div></footer><p>{text}</p><div><a href='#'>Reply</a></div><ol>"
        for n, (name, text) in enumerate(SAID, 3)
    )
    + "</ol></li></ol></body></html>"
)
JSON = json.dumps(
    {
        "article": {"title": "Cash only again", "author": "Corinne Halloway", "paragraphs": BODY},
        "comments": [{"author": name, "text": text} for name, text in SAID],
    }
)
PAGES = [
    Page(TEXT),
    Page(MARKDOWN, "text/markdown"),
    Page(HTML, "text/html"),
    Page(JSON, "application/json"),
    Page(TEXT, "text/unheard-of"),
]


def said(document: Document) -> tuple[tuple[str | None, str], ...]:
    """Author and text of every comment."""
    return tuple((c.author, c.text) for c in document.comments)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.media_type)
def test_every_type_gives_the_same_document(page: Page) -> None:
    """Title, author, paragraphs, comments: the type is only how they were written down."""
    document = read(page)
    article = document.article
    assert (article.title, article.author, article.paragraphs, said(document)) == (
        "Cash only again", "Corinne Halloway", BODY, SAID,
    )  # fmt: skip


def test_html_keeps_who_answers_whom() -> None:
    """A list inside a list is an answer."""
    assert [c.parent_id for c in read(Page(HTML, "text/html")).comments] == [None, "c1"]


def test_comments_given_apart_come_before_those_of_a_list() -> None:
    """And are answered under their new numbers."""
    row = {"id": 1, "author": "Cleo", "text": "Yes.", "replies": [{"author": "Dan", "text": "No."}]}
    document = read(Page(json.dumps([row]), "application/json", comments="Ann: Hm.\nBen: Ha."))
    assert [(c.id, c.author, c.parent_id) for c in document.comments] == [
        ("c1", "Ann", None), ("c2", "Ben", None), ("c3", "Cleo", None), ("c4", "Dan", "c3"),
    ]  # fmt: skip


@pytest.mark.parametrize("kind", ["text/plain", "text/html", "text/markdown"])
def test_a_page_that_shows_nothing_is_refused(kind: str) -> None:
    """A page of scripts shows nothing either."""
    with pytest.raises(DocumentError, match="no text"):
        read(Page("<script>x</script>" if kind == "text/html" else " \n", kind))


def length(document: Document) -> int:
    """The characters of its paragraphs and comments."""
    texts = [*document.article.paragraphs, *(comment.text for comment in document.comments)]
    return sum(map(len, texts))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.media_type)
def test_a_long_page_is_cut_at_its_end(page: Page) -> None:
    """What is counted is text, whatever stands around it."""
    document, left_out = read_within(page, 100)
    assert length(document) <= 100 and left_out > 0


def test_comments_given_apart_are_cut_after_the_article() -> None:
    """Both parts share the room."""
    document, left_out = read_within(Page("a" * 60, comments="b" * 60), 100)
    assert (length(document), left_out) == (100, 20)


def test_a_list_loses_whole_comments() -> None:
    """Half a comment could not be told from a whole one."""
    document, left_out = read_within(PAGES[3], sum(map(len, BODY)) + len(SAID[0][1]) + 5)
    assert said(document) == SAID[:1]
    assert left_out == len(SAID[1][1])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.media_type)
def test_a_short_page_is_left_alone(page: Page) -> None:
    """Nothing is left out of it."""
    document, left_out = read_within(page, 10_000)
    assert (said(document), left_out) == (SAID, 0)


def test_much_markup_around_little_text_leaves_nothing_out() -> None:
    """A linked page may be far larger than its text."""
    page = Page(f"<!--{'x' * 50_000}-->{PAGES[2].content}", "text/html", "https://example.org/a")
    assert read_within(page, 10_000)[1] == 0


N = 100_000
HOSTILE = {
    "signs": Page("<" * 10 * N, "text/html"),
    "items": Page("<ul><li>x" * (N // 4), "text/html"),
    "five megabytes of HTML": Page(f"<p>{'word ' * 1_000}</p>\n" * 1_000, "text/html"),
    "a wrong charset": Page("\ufffd" * N),
    "marks": Page("\ufeff" * N + "A word."),
    "zeros": Page("A\0 \0\0word.\0" * 1_000),
    "rows": Page(json.dumps([{"author": "A", "text": "x"}] * (N // 4)), "application/json"),
    "headings": Page("# x\n" * (N // 4), "text/markdown"),
    "surrogates": Page("\ud800 A word." * 10),
}


@pytest.mark.parametrize("page", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_page_is_read(page: Page) -> None:
    """It ends, and something of it is kept."""
    document = read(page)
    assert document.comments or document.article.paragraphs


@pytest.mark.parametrize("text", ["[" * N, '{"comments":' * N, '[{"replies":' * N, '{"a"' * N])
def test_a_deep_list_is_refused(text: str) -> None:
    """Depth is an error in a sentence."""
    with pytest.raises(DocumentError, match="JSON"):
        read(Page(text, "application/json"))
