"""What a Discord message holds: files before words, words before a link."""

import pytest

from bot.errors import SourceError
from bot.sources import links
from bot.sources.attachment import Attachment
from bot.sources.message import Found, choose, page
from models.types import Page

TEXT = Attachment("message.txt", "http://127.0.0.1/1", 9)
COMMENTS = Attachment("comments.txt", "http://127.0.0.1/2", 9)
CAT = Attachment("cat.png", "http://127.0.0.1/3", 9, "image/png")
LINK = "https://example.org/ferry"
LONG = "The ferry will take cash again. " * 20


def test_the_words_of_a_message_are_digested() -> None:
    """Short ones too: nobody else can say that they are none."""
    assert choose("Cash only, again?", ()) == Found("Cash only, again?")


def test_text_files_outrank_the_words_beside_them() -> None:
    """Discord turns a long paste into a file; pictures beside it are left alone."""
    found = choose(f"look: {LINK}", (CAT, TEXT, COMMENTS))
    assert found == Found("", (TEXT, COMMENTS), LINK)


@pytest.mark.parametrize("content", [LINK, f"read <{LINK}>!", f"**{LINK}** and {LINK}/2"])
def test_a_link_alone_means_the_page_behind_it(content: str) -> None:
    """A few words around it change nothing."""
    assert page(choose(content, ())) == links.behind(LINK)


def test_an_article_around_a_link_keeps_it_as_its_address() -> None:
    """So many words are themselves what is to be read."""
    assert choose(f"{LONG}({LINK}).", ()).url == LINK


@pytest.mark.parametrize(
    ("content", "files", "words"),
    [("", (), "nothing to digest"), (" \n", (CAT,), "type of file"), ("", (CAT,), "type of file")],
)
def test_a_message_without_text_is_said(
    content: str, files: tuple[Attachment, ...], words: str
) -> None:
    """Nothing at all is told from files of another type."""
    with pytest.raises(SourceError, match=words):
        choose(content, files)


def test_embeds_are_asked_where_nobody_wrote_anything() -> None:
    """A bot's post is an embed; a preview of a link somebody posted is not the message."""
    assert choose("", (), ("A title", "A text.")).text == "A title\n\nA text."
    assert choose("My words.", (), ("A preview.",)).text == "My words."


def test_words_become_a_page_with_their_link() -> None:
    """Nothing is fetched for them."""
    assert page(Found("Words.", url=LINK)) == Page("Words.", url=LINK)


def test_a_second_file_named_after_comments_is_the_comments() -> None:
    """The first one is the article then, and nothing of it a comment."""
    pages = (Page("Article."), Page("Ann: no"))
    assert page(Found("", (TEXT, COMMENTS)), pages) == Page("Article.", comments="Ann: no")


@pytest.mark.parametrize(
    ("kinds", "joined"),
    [
        (("text/plain", "text/plain", "text/plain"), "text/plain"),
        (("text/markdown", "text/plain"), "text/plain"),
        (("text/html", "text/html"), "text/html"),
        (("application/json",), "application/json"),
    ],
)
def test_files_of_one_type_are_joined_in_order(kinds: tuple[str, ...], joined: str) -> None:
    """A message that was too long for one file goes on in the next."""
    pages = [Page(f"part {n}", kind) for n, kind in enumerate(kinds)]
    whole = page(Found("", (TEXT,) * len(pages)), pages)
    expected = "\n\n".join(f"part {n}" for n in range(len(kinds)))
    assert (whole.content, whole.media_type) == (expected, joined)


@pytest.mark.parametrize(
    "kinds", [("text/html", "text/plain"), ("application/json", "application/json")]
)
def test_files_that_do_not_go_together_are_refused(kinds: tuple[str, ...]) -> None:
    """Half of them would be lost without a word."""
    with pytest.raises(SourceError, match="cannot be read together"):
        page(Found("", (TEXT, TEXT)), [Page("x", kind) for kind in kinds])


def test_a_message_of_a_million_marks_is_read_at_once() -> None:
    """Finding links takes time in proportion to the text."""
    assert choose("https://" * 100_000 + " " + "<https:/" * 100_000, ()).text
