"""Whatever was pasted, nothing is invented and the replies are a forest."""

from hypothesis import given, settings
from hypothesis import strategies as st

from models.document.lines import clean
from models.document.paste import parse
from models.types import Document

FRAGMENTS = [
    "", "", "  ", "5 Comments", "Reply", "Share ›", "12", "•", "Ann says:", "Ben", "@Ann no.",
    "@ben_k", "May 3, 2023 at 7:16 am", "2 days ago", "  1. Cleo", "      2. Ben",
    "Posted by: Ann | May 3, 2023", "> They took my coin.", "Ann wrote:",
    "On Mon, 21 Oct 2024 at 07:30, Ann <a@b.example> wrote:",
    "[12/03/23, 14:05:33] Ann: They took my coin.", "Ben: no", "**Cleo** (2 days ago): yes",
    "### Ben", "From: Ann <a@b.example>", "Date: Mon, 21 Oct 2024 07:30:00 +0100",
    "Subject: Re: coin", "-- ",
    "The ferry will take cash again, and only cash, from Monday until the end of the season.",
    "さくら より:", "2023年3月14日 10:12", "返信", "level 2", "Replying to @ann", "Leave a Reply",
]  # fmt: skip
PAGES = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=40), min_size=1, max_size=60)


def read(fragments: list[str]) -> Document:
    """The document of a page made of ``fragments``, one a line, under a title."""
    return parse("\n".join(["A title of four words", *fragments]))


def words(text: str) -> str:
    """The text with every run of white space as one space."""
    return " ".join(text.split())


@given(PAGES)
@settings(max_examples=150, deadline=None)
def test_every_line_of_a_document_stands_in_the_page(fragments: list[str]) -> None:
    """Comments and paragraphs are made of lines of the page."""
    document = read(fragments)
    source = words(clean("\n".join(["A title of four words", *fragments])))
    said = [line for c in document.comments for line in c.text.split("\n")]
    assert all(words(text) in source for text in (*said, *document.article.paragraphs))


@given(PAGES)
@settings(max_examples=150, deadline=None)
def test_replies_are_a_forest(fragments: list[str]) -> None:
    """Every parent is a comment of the page, and following parents always ends."""
    parents = {c.id: c.parent_id for c in read(fragments).comments}
    for start in parents:
        seen, at = set(), start
        while (parent := parents[at]) is not None and parent not in seen:
            seen.add(parent)
            at = parent
        assert parent is None
