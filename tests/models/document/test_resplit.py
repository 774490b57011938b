"""A page split anew begins its comments where the reader says, and loses nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.document.read import read
from models.document.resplit import MOST, NONE, candidates, resplit
from models.types import Article, Comment, Document

ARTICLE = Article(
    "Cash only again", "Corinne Halloway", "2023-05-08", "https://example.org/ferry", None, "en",
    ("The ferry has taken only cards since 2021.", "It will take coins.", "Ann", "I like it."),
)  # fmt: skip
COMMENTS = (
    Comment("c1", "Ben", "No, never.", "2023-05-09", "May 9, 2023"),
    Comment("c2", "Cleo", "Why?\n\n  Reply\n3", None, "2 days ago", "c1", 4),
    Comment("c3", "Ben", "Ann says: because.", None, None, "c2"),
)
DOCUMENT = Document(ARTICLE, COMMENTS, unsure=True)
WORDS = st.text(st.sampled_from("abc. ,\n:@#>0123456789"), min_size=1, max_size=40)


def authors(document: Document) -> list[str | None]:
    """Who wrote the comments, in order."""
    return [c.author for c in document.comments]


def test_the_same_split_is_the_same_document() -> None:
    """Names, dates, votes, answers and lines that look like buttons; nobody is unsure now."""
    again = read(resplit(DOCUMENT, "c1"))
    assert again == Document(ARTICLE, COMMENTS)


def test_comments_may_begin_in_the_article() -> None:
    """The paragraphs from there on are read as comments, before those that were known."""
    again = read(resplit(DOCUMENT, "a3"))
    assert again.article.paragraphs == ARTICLE.paragraphs[:2]
    assert [c.text for c in again.comments[-3:]] == [c.text for c in COMMENTS]
    assert "I like it." in "\n".join(c.text for c in again.comments[:-3])


def test_comments_may_begin_later() -> None:
    """What stood before is part of the article, its author over it; nobody answers it."""
    again = read(resplit(DOCUMENT, "c2"))
    assert again.article.paragraphs == (*ARTICLE.paragraphs, "Ben", "No, never.")
    assert [(c.author, c.parent_id) for c in again.comments] == [("Cleo", None), ("Ben", "c1")]


def test_there_may_be_no_comments() -> None:
    """Then everything is the article."""
    again = read(resplit(DOCUMENT, NONE))
    assert again.comments == ()
    assert again.article.paragraphs[-1] == "Ann says: because."


def test_the_first_paragraph_may_be_a_comment() -> None:
    """Then there is no article."""
    again = read(resplit(Document(ARTICLE), "a1"))
    assert (again.article.paragraphs, len(again.comments)) == ((), 4)


def test_names_over_moved_paragraphs_are_found() -> None:
    """They were paragraphs of their own."""
    talk = ("Ann", "I like it.", "Ben", "No, never again.", "Cleo", "Why not?")
    document = Document(Article(paragraphs=(*ARTICLE.paragraphs[:2], *talk)))
    assert authors(read(resplit(document, "a3"))) == ["Ann", "Ben", "Cleo"]


def test_comments_of_nobody_are_read_again() -> None:
    """Where the plain fallback made them, their names may be among their lines."""
    talk = (Comment("c1", None, "By our staff"), Comment("c2", None, "Ann: yes\nBen: no\nCleo: ha"))
    assert authors(read(resplit(Document(ARTICLE, talk), "c2"))) == ["Ann", "Ben", "Cleo"]


@pytest.mark.parametrize("first", ["a0", "a5", "c4", "title", "", "x", "a1x", "none "])
def test_a_block_that_is_not_there_is_refused(first: str) -> None:
    """A choice can be made up by whoever sends it."""
    with pytest.raises(ValueError, match="no block"):
        resplit(DOCUMENT, first)


def test_candidates_stand_around_the_split() -> None:
    """In page order, as many as a menu holds."""
    long = Document(
        Article(paragraphs=tuple(f"Paragraph {n}." for n in range(40))),
        tuple(Comment(f"c{n}", "Ann", "Yes.") for n in range(1, 41)),
    )
    names = [block.source for block in candidates(long)]
    assert names == [f"a{n}" for n in range(29, 41)] + [f"c{n}" for n in range(1, 13)]
    assert len(names) == MOST


def test_without_comments_candidates_stand_where_paragraphs_grow_short() -> None:
    """The article's are longer than what people say about it."""
    paragraphs = ("A long paragraph of an article. " * 10,) * 30 + ("No.", "Yes, why not?") * 20
    names = [block.source for block in candidates(Document(Article(paragraphs=paragraphs)))]
    assert "a31" in names
    assert len(names) == MOST


def test_every_block_of_a_short_page_is_a_candidate() -> None:
    """Seven are seven."""
    assert [block.source for block in candidates(DOCUMENT)] == [
        "a1", "a2", "a3", "a4", "c1", "c2", "c3",
    ]  # fmt: skip


@given(st.lists(WORDS, max_size=30), st.lists(WORDS, max_size=30))
def test_openings_are_exact_spans(paragraphs: list[str], texts: list[str]) -> None:
    """Each can be shown as a quotation: it stands in its source."""
    comments = tuple(Comment(f"c{n}", "Ann", text) for n, text in enumerate(texts, 1))
    document = Document(Article(paragraphs=tuple(paragraphs)), comments)
    for block in candidates(document):
        span, source = block.opening, document.source(block.source)
        assert source is not None
        assert span.text == source[span.start : span.end]


@given(st.lists(WORDS, min_size=1, max_size=8), st.data())
def test_every_candidate_can_be_chosen(texts: list[str], data: st.DataObject) -> None:
    """Known comments keep their texts, whatever stands in them."""
    texts = [text for text in texts if text.strip()] or ["x"]
    comments = tuple(Comment(f"c{n}", "Ann", text) for n, text in enumerate(texts, 1))
    document = read(resplit(Document(ARTICLE, comments), "c1"))
    block = data.draw(st.sampled_from(candidates(document)))
    kept = [c.text for c in document.comments]
    at = int(block.source[1:]) - 1 if block.source[0] == "c" else 0
    again = read(resplit(document, block.source))
    assert [c.text for c in again.comments][-len(kept[at:]) :] == kept[at:]
