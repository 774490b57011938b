"""Comments given apart from their article: all of them comments, the article none."""

import pytest

from models.document.paste import parse
from models.errors import DocumentError

ARTICLE = """\
The ferry will take cash again, and only cash

Ann Lee:
May 8, 2023 at 7:16 am
The island ferry has taken only cards since 2021. From Monday it will take only coins and notes.
"""


def said(comments: str) -> list[tuple[str | None, str]]:
    """Author and text of the comments that are read apart."""
    return [(c.author, c.text) for c in parse(ARTICLE, comments=comments).comments]


def test_the_article_is_never_split() -> None:
    """Whatever in it looks like a comment."""
    assert parse(ARTICLE, comments="").comments == ()


@pytest.mark.parametrize(
    "comments",
    [
        "Ann says:\nMay 3, 2023 at 7:16 am\n\nGood.\n\nReply\n\nBen says:\nMay 4, 2023 at 8:00 am"
        "\n\nBad.\n\nReply\n",
        "Ann • 2 days ago\nGood.\n\nBen • 1 day ago\nBad.",
        "Ann: Good.\nBen: Bad.",
        "Ann\nGood.\n\nBen\nBad.",
        "Ann\n\nGood.\n\nBen\n\nBad.\n",
    ],
)
def test_every_layout_is_tried(comments: str) -> None:
    """Also a bare name over each text, which an article's headings would be taken for."""
    assert said(comments) == [("Ann", "Good."), ("Ben", "Bad.")]


def test_blocks_that_no_layout_explains_are_comments_by_nobody() -> None:
    """Headings, buttons and counters between them are not."""
    comments = "2 Comments\n\nI like it a lot.\nReally.\n\nReply\n3\n\nThey will lose the tourists."
    assert said(comments) == [
        (None, "I like it a lot.\nReally."),
        (None, "They will lose the tourists."),
    ]


def test_without_blank_lines_every_line_is_a_comment() -> None:
    """So are they typed into a box."""
    assert said("I like it.\nNobody asked me.") == [
        (None, "I like it."),
        (None, "Nobody asked me."),
    ]


def test_what_stands_before_the_first_header_is_kept() -> None:
    """The first comment may have lost its header when it was copied."""
    comments = "I was first.\n\nAnn • 2 days ago\nGood.\n\nBen • 1 day ago\nBad."
    assert said(comments) == [(None, "I was first."), ("Ann", "Good."), ("Ben", "Bad.")]


def test_comments_alone_are_a_document() -> None:
    """With the language of the comments."""
    document = parse("", comments="They took my last coin on that boat.\n\nI never pay by card.")
    assert (document.article.paragraphs, document.article.language) == ((), "en")


def test_nothing_in_both_parts_is_refused() -> None:
    """Blank is not written."""
    with pytest.raises(DocumentError, match="no text"):
        parse(" \n", comments="\t")


@pytest.mark.parametrize(
    "comments",
    ["a\n" * 10_000, "Ann\nhi\n\n" * 10_000, "x\n\n" * 10_000, "Ann: x\n" * 10_000, "9" * 100_000],
)
def test_a_section_made_to_be_slow_is_read(comments: str) -> None:
    """It ends, and nothing of it becomes the article."""
    assert parse("An article.", comments=comments).article.paragraphs == ("An article.",)
