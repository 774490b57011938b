"""A digest says what it read and what it left out."""

import pytest

from models.notes import Coverage, rewrite, write
from models.types import Article, Comment, Document, Note, Stance, StanceLabel

TWO = (Comment("c1", "Ada", "Yes."), Comment("c2", "Ada", "word " * 300))
PAGE = Document(Article(language="de", paragraphs=("Text.",)), TWO)
SIDES = (
    Stance("c1", "k1", StanceLabel.FAVOR, 0.9),
    Stance("c2", "k1", StanceLabel.UNCLEAR, 0.4),
    Stance("c1", "k2", StanceLabel.UNCLEAR, 0.4),
    Stance("c2", "k2", StanceLabel.UNCLEAR, 0.4),
)


@pytest.mark.parametrize(
    ("coverage", "note"),
    [
        (Coverage(read=2), Note("counted", (("read", 2), ("total", 2), ("unclear", 1)))),
        (Coverage(read=2), Note("again", (("count", 1),))),
        (Coverage(0, ("de",)), Note("foreign", (("count", 1), ("languages", "de")))),
        (Coverage(0, ("de", "fr")), Note("foreign", (("count", 2), ("languages", "de, fr")))),
        (Coverage(read=1), Note("not_all_read")),
        (Coverage(2, (), 100, 1_000), Note("cut", (("characters", 100), ("left", 1_000)))),
        (Coverage(read=2), Note("long_comments")),
    ],
)
def test_what_was_left_out_is_said(coverage: Coverage, note: Note) -> None:
    """Every kind of loss has its note."""
    assert note in write(PAGE, SIDES, coverage)


@pytest.mark.parametrize(
    ("authors", "texts", "name"),
    [
        (("Ada", "ADA"), ("Yes.", "No."), "again"),
        (("Ada", "Bo"), ("The buses are late again.",) * 2, "folded"),
    ],
)
def test_people_are_counted_as_positions_count_them(
    authors: tuple[str, str], texts: tuple[str, str], name: str
) -> None:
    """A name written otherwise is the same person, and a copy is no second voice."""
    assert _notes_of(authors, texts)[1:] == (Note(name, (("count", 1),)),)


def test_nameless_people_are_not_one_person() -> None:
    """Two guests are two people, so nobody wrote before."""
    assert len(_notes_of(("Guest", "Guest"), ("Yes.", "No."))) == 1


def _notes_of(authors: tuple[str, str], texts: tuple[str, str]) -> tuple[Note, ...]:
    said = zip(authors, texts, strict=True)
    comments = tuple(Comment(f"c{n}", *one) for n, one in enumerate(said, 1))
    return write(Document(PAGE.article, comments), (), Coverage(read=2))


def test_an_empty_comment_section_is_said() -> None:
    """No comments is a finding, not a blank."""
    assert write(Document(PAGE.article), (), Coverage(read=0)) == (Note("no_comments"),)


def test_comments_alone_are_said() -> None:
    """The reader learns why there is no summary."""
    notes = write(Document(Article(), TWO[:1]), SIDES[:1], Coverage(read=1))
    assert Note("no_article") in notes


def test_notes_about_the_page_outlive_other_sides() -> None:
    """Only what depends on the sides is written anew."""
    broken = Note("broken", (("count", 2),))
    before = (*write(PAGE, SIDES, Coverage(2, (), 100, 1)), broken)
    after = rewrite(before, PAGE, SIDES, Coverage(read=1))
    assert {note.name for note in after} == {
        "counted",
        "again",
        "not_all_read",
        "long_comments",
        "cut",
        "broken",
    }
    assert dict(after[0].values)["read"] == 1
