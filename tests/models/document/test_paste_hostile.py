"""Input made to be slow: each of these took minutes with a pattern or loop that is not linear."""

import pytest

from models.document.paste import parse

N = 20_000
PAGES = {
    "blank lines in a comment": "Ann Lee • 2 days ago\n" + "\n" * 5 * N + "I like the idea.",
    "spaces in a name": "2 days ago\nAnn" + " " * 10 * N + "x",
    "spaces in a mail header": "From: a" + " " * 20 * N + "b\nDate: x",
    "addresses in a mail header": "From: " + "a@" * 20 * N + "\nDate: x",
    "headings": "Comments\n" * 2 * N + "x" * 150 + "\nAnn • 2 days ago\nhello\n",
    "short lines": "a b c d\n" * 4 * N,
    "loose lines": "A line of prose that says something, and ends with a stop.\n" + "a b\n" * 2 * N,
    "quotations": "Ann • 2 days ago\n" + "Quote:\n" * N + "\nx",
    "attributions": "Ann • 2 days ago\n" + "Ann wrote:\n" * N,
    "numbers": "11111111111x\n" * N,
    "separators": "\n".join(f"Ann {'-' * (i % 7)}{'·' * (i % 5)} 2 days ago\nhi" for i in range(N)),
    "marks": ">" * 50 * N,
    "marked lines": ">\n" * 5 * N,
    "brackets": "[" * 10 * N + "\n" + "(" * 10 * N,
    "stars": "**a" * 10 * N,
}


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES.keys())
def test_a_page_made_to_be_slow_is_read(page: str) -> None:
    """It ends, and something of it is kept."""
    document = parse(page)
    assert document.comments or document.article.paragraphs
