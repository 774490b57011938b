"""A digest says what it read and what it left out."""

import pytest

from models.notes import Coverage, write
from models.types import Article, Comment, Document, Stance, StanceLabel

TWO = (Comment("c1", "Ada", "Yes."), Comment("c2", "Ada", "word " * 300))
PAGE = Document(Article(language="de", paragraphs=("Text.",)), TWO)
SIDES = (
    Stance("c1", "k1", StanceLabel.FAVOR, 0.9),
    Stance("c2", "k1", StanceLabel.UNCLEAR, 0.4),
    Stance("c1", "k2", StanceLabel.UNCLEAR, 0.4),
    Stance("c2", "k2", StanceLabel.UNCLEAR, 0.4),
)


@pytest.mark.parametrize(
    ("coverage", "words"),
    [
        (Coverage(read=2), "2 of 2 comments read, 1 unclear."),
        (Coverage(read=2), "1 comment was by somebody who wrote before"),
        (Coverage(read=0, foreign=("de",)), "not in this language (de)"),
        (Coverage(read=0, foreign=("de", "fr")), "not in these languages (de, fr)"),
        (Coverage(read=1), "Not every comment was read for a side"),
        (Coverage(read=2, characters=100, cut=1_000), "after 100 characters; 1,000 more"),
        (Coverage(read=2), "long comments were read from their beginning and end"),
    ],
)
def test_what_was_left_out_is_said(coverage: Coverage, words: str) -> None:
    """Every kind of loss has its sentence."""
    assert any(words in note for note in write(PAGE, SIDES, coverage))


@pytest.mark.parametrize(
    ("authors", "texts", "words"),
    [
        (("Ada", "ADA"), ("Yes.", "No."), "1 comment was by somebody who wrote before"),
        (("Ada", "Bo"), ("The buses are late again.",) * 2, "1 comment was nearly the same"),
    ],
)
def test_people_are_counted_as_positions_count_them(
    authors: tuple[str, str], texts: tuple[str, str], words: str
) -> None:
    """A name written otherwise is the same person, and a copy is no second voice."""
    folded = [note for note in _notes_of(authors, texts) if "count" in note]
    assert len(folded) == 1
    assert words in folded[0]


def test_nameless_people_are_not_one_person() -> None:
    """Two guests are two people, so nobody wrote before."""
    assert len(_notes_of(("Guest", "Guest"), ("Yes.", "No."))) == 1


def _notes_of(authors: tuple[str, str], texts: tuple[str, str]) -> tuple[str, ...]:
    said = zip(authors, texts, strict=True)
    comments = tuple(Comment(f"c{n}", *one) for n, one in enumerate(said, 1))
    return write(Document(PAGE.article, comments), (), Coverage(read=2))


def test_an_empty_comment_section_is_said() -> None:
    """No comments is a finding, not a blank."""
    assert write(Document(PAGE.article), (), Coverage(read=0)) == ("No comments were found.",)


def test_comments_alone_are_said() -> None:
    """The reader learns why there is no summary."""
    notes = write(Document(Article(), TWO[:1]), SIDES[:1], Coverage(read=1))
    assert "No article was found, so there is nothing to summarize." in notes
