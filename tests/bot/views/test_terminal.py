"""The digest in a terminal: people counted, quotations marked, nothing interpreted."""

from dataclasses import replace

import pytest
from rich.cells import cell_len

from bot.views.terminal import render
from bot.words import speak
from models.types import (
    Article,
    Claim,
    Comment,
    Digest,
    Document,
    KeyPoint,
    Length,
    Note,
    Position,
    Reply,
    ReplyLabel,
    Span,
    Stance,
    StanceLabel,
    Summary,
)

PARAGRAPHS = (
    "The town should keep its Saturday market on the square.",
    "Forty traders live from it, and so do the shops around them.",
)
COMMENTS = (
    Comment("c1", "Ada", "Keep it, the square is dead without it.", "2025-05-02T09:00"),
    Comment("c2", "Boris", "It blocks the buses. It should go.", None, "2 days ago", "c1"),
    Comment("c3", None, "What time is it?"),
)


def whole(source: str, text: str) -> Span:
    """A span over all of ``text``."""
    return Span(source, 0, len(text), text)


THESIS = whole("a1", PARAGRAPHS[0])
KEEP, GO = whole("c1", COMMENTS[0].text), whole("c2", COMMENTS[1].text)
DIGEST = Digest(
    document=Document(
        Article("Keep the market", "Mara Quill", "2025-05-01", None, None, "en", PARAGRAPHS),
        COMMENTS,
    ),
    summary=Summary(THESIS, (whole("a2", PARAGRAPHS[1]),)),
    claims=(Claim("k1", THESIS.text, THESIS),),
    stances=(
        Stance("c1", "k1", StanceLabel.FAVOR, 0.9),
        Stance("c2", "k1", StanceLabel.AGAINST, 0.9),
        Stance("c3", "k1", StanceLabel.UNCLEAR, 0.3),
    ),
    replies=(Reply("c2", "c1", ReplyLabel.DISAGREE, 0.9),),
    positions=(
        Position("k1", StanceLabel.FAVOR, 1, ("c1",), (KeyPoint(KEEP, ("c1",), 1),), ()),
        Position("k1", StanceLabel.AGAINST, 1, ("c2",), (), (GO,)),
        Position("k1", StanceLabel.UNCLEAR, 1, ("c3",)),
    ),
    notes=(Note("counted", (("read", 3), ("total", 3), ("unclear", 1))),),
    models={"stance": "small", "replies": "small", "embedder": "other"},
)


def shown(digest: Digest = DIGEST, length: Length = Length.SHORT, width: int = 80) -> str:
    """The digest as plain text."""
    return render(digest, length, width, speak("en")).plain


def test_the_whole_digest_reads_well() -> None:
    """What a reader sees, line by line."""
    assert (
        shown(width=60)
        == """\
Keep the market
By Mara Quill · 1 May 2025

In one sentence ────────────────────────────────────────────
  The town should keep its Saturday market on the square.
  ¶1

Points ─────────────────────────────────────────────────────
  • Forty traders live from it, and so do the shops around
    them.  ¶2

The thesis ─────────────────────────────────────────────────
  The town should keep its Saturday market on the square.
  ¶1

  For      █████████                   1 of 3
  Against  █████████                   1 of 3
  Unclear  █████████                   1 of 3

  For — 1 person  #1
    • Keep it, the square is dead without it.  1 of 1 · #1
      Ada

  Against — 1 person  #2
    “It blocks the buses. It should go.”
    — #2 Boris

Who answers whom ───────────────────────────────────────────
  #2 Boris → #1 Ada: disagrees

Notes ──────────────────────────────────────────────────────
  · 3 of 3 comments read, 1 unclear.
  · Models: small (stance, replies), other (embedder)."""
    )


@pytest.mark.parametrize("width", [24, 40, 80, 200])
@pytest.mark.parametrize("length", list(Length))
def test_lines_fit_and_carry_no_spare_space(width: int, length: Length) -> None:
    """Narrow windows and pipes get clean lines."""
    lines = shown(length=length, width=width).split("\n")
    assert max(map(cell_len, lines)) <= width
    assert [line for line in lines if line != line.rstrip()] == []


def test_percent_needs_twenty_people() -> None:
    """A share of a handful says more than it knows."""
    many = replace(DIGEST.positions[0], people=15), replace(DIGEST.positions[1], people=5)
    assert "15 of 20 (75 %)" in shown(replace(DIGEST, positions=many))
    few = replace(DIGEST.positions[0], people=14), many[1]
    assert "%" not in shown(replace(DIGEST, positions=few))


def test_markup_in_names_and_texts_is_text() -> None:
    """Square brackets are what somebody wrote."""
    loud = replace(COMMENTS[0], author="[bold]Ada[/bold]")
    document = replace(DIGEST.document, comments=(loud, *COMMENTS[1:]))
    assert "→ #1 [bold]Ada[/bold]: disagrees" in shown(replace(DIGEST, document=document))


def test_gist_is_one_sentence_and_one_count() -> None:
    """The shortest form has no points, no key points and no replies."""
    text = shown(length=Length.GIST)
    assert ("In one sentence" in text, "1 of 3" in text) == (True, True)
    assert not any(word in text for word in ("Points", "Boris", "Ada"))


def test_full_lists_every_comment_with_its_side() -> None:
    """Nobody is missing from the long form."""
    text = shown(length=Length.FULL)
    assert "#1 Ada · 2 May 2025, 09:00  For" in text
    assert "#2 Boris · 2 days ago  Against" in text
    assert "#3 no name  Unclear" in text


def test_a_claim_of_ones_own_is_named_so() -> None:
    """A claim without a span is not shown as the article's."""
    text = shown(replace(DIGEST, claims=(Claim("k1", "Markets are good"),)))
    assert "Your claim" in text
    assert "The thesis" not in text


def test_comments_without_an_article_have_a_heading() -> None:
    """Nothing is invented where there is no title."""
    bare = replace(DIGEST, document=Document(Article(), COMMENTS), summary=Summary())
    assert shown(bare).startswith("Comments without an article\n")


def test_long_quotations_are_cut_with_a_mark() -> None:
    """What is not shown whole says so."""
    text = "word " * 200
    long = replace(DIGEST, summary=Summary(whole("a1", text)))
    assert "word word …  ¶1" in " ".join(shown(long).split("\n")).replace("   ", " ")
