"""The comments behind one position: each is reached, whole or up to the end of a sentence."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.views.card import MAX_CHARACTERS, MAX_COMPONENTS, Button, Card
from bot.views.comments import PAGE, comments_card
from bot.views.digest import Look
from bot.views.hidden import cleaned
from bot.views.press import Action, read
from bot.words import LANGUAGES, speak
from models.types import (
    Article,
    Claim,
    Comment,
    Digest,
    Document,
    Position,
    StanceLabel,
    Summary,
)
from tests.bot.views.any_digest import SCRIPTS, any_digest
from tests.bot.views.discord_markdown import read as read_markdown
from tests.bot.views.discord_markdown import seen

LOOK = Look("k3y", speak("en"))
LABEL = StanceLabel.FAVOR


def _behind(*texts: str, **facts: str) -> Digest:
    comments = tuple(Comment(f"c{n}", "Ada", text, **facts) for n, text in enumerate(texts, 1))
    ids = tuple(comment.id for comment in comments)
    return Digest(
        document=Document(Article("A market", language="en"), comments),
        summary=Summary(),
        claims=(Claim("k1", "The town should keep its market."),),
        positions=(Position("k1", LABEL, len(ids), ids),) if ids else (),
    )


def _said(card: Card) -> str:
    return "\n".join(card.texts)


def _buttons(card: Card) -> list[Button]:
    return [item for row in card.rows for item in row.items if isinstance(item, Button)]


@settings(max_examples=25, deadline=None)
@given(
    st.integers(0, 10_000),
    st.integers(1, 40),
    st.sampled_from(sorted(SCRIPTS)),
    st.sampled_from([1, 5, 200]),
    st.integers(-3, 9),
    st.sampled_from(LANGUAGES),
    st.sampled_from(["", "_x" * 2_500]),
)
def test_every_page_fits_and_alters_nothing(
    seed: int, count: int, script: str, longest: int, page: int, language: str, author: str
) -> None:
    """Within the limits, nothing live, every text the beginning of its comment."""
    digest = any_digest(seed, count, 3, script, longest=longest, author=author)
    look = Look("k3y", speak(language))
    position = digest.positions[0]
    card = comments_card(digest, position.claim_id, position.label, page, look)
    assert card.characters <= MAX_CHARACTERS
    assert card.components <= MAX_COMPONENTS
    assert read_markdown(_said(card)).rules <= {"heading", "subtext", "quote", "bold", "italic"}
    texts = [cleaned(comment.text) for comment in digest.document.comments]
    texts.append(cleaned(digest.claims[0].text))
    quoted = [seen(found) for found in re.findall("^> (.*)$", _said(card), re.MULTILINE)]
    assert [q for q in quoted if not any(text.startswith(q) for text in texts)] == []


def test_a_comment_is_shown_with_its_facts() -> None:
    """Author, number, date, what it answers, and its words on one line."""
    digest = _behind("Yes.\nKeep it.", published="2025-05-02", parent_id="c1")
    assert "**Ada** #1 · 2 May 2025 · answers Ada #1\n> Yes. Keep it." in _said(
        comments_card(digest, "k1", LABEL, 0, LOOK)
    )


def test_a_long_comment_ends_with_a_sentence() -> None:
    """And the line says how much is missing."""
    said = _said(comments_card(_behind("One is here. " * 500), "k1", LABEL, 0, LOOK))
    shown = re.findall("> (One.*)", said)[0]
    assert shown.endswith("here.")
    assert f"and {6_500 - len(shown):,} more characters; Export shows them" in said


def test_a_comment_without_an_end_is_counted() -> None:
    """Not one word of a sentence that does not fit is shown."""
    said = _said(comments_card(_behind("a" * 9_000), "k1", LABEL, 0, LOOK))
    assert "aaa" not in said
    assert "and 9,000 more characters" in said


def test_short_comments_leave_their_place_to_long_ones() -> None:
    """A comment of three thousand characters is whole beside four small ones."""
    digest = _behind("b" * 3_000, *("Yes." for _ in range(4)))
    assert "b" * 3_000 in _said(comments_card(digest, "k1", LABEL, 0, LOOK))


def test_every_comment_is_on_some_page() -> None:
    """Ten thousand comments, each once, in their order."""
    digest = _behind(*(f"Number {n}." for n in range(10_000)))
    found: list[str] = []
    for page in range(10_000 // PAGE):
        found += re.findall(
            r"Number (\d+)\.", _said(comments_card(digest, "k1", LABEL, page, LOOK))
        )
    assert found == [str(number) for number in range(10_000)]


def test_the_ends_have_one_way() -> None:
    """Previous is off on the first page, Next on the last."""
    digest = _behind(*("Yes." for _ in range(2 * PAGE + 1)))
    off = [
        [button.disabled for button in _buttons(comments_card(digest, "k1", LABEL, page, LOOK))]
        for page in (0, 1, 2)
    ]
    assert off == [[True, False], [False, False], [False, True]]


def test_the_next_page_is_named_in_the_button() -> None:
    """The digest, the claim, the side and the page."""
    digest = _behind(*("Yes." for _ in range(2 * PAGE)))
    press = read(_buttons(comments_card(digest, "k1", LABEL, 0, LOOK))[1].custom_id)
    assert press is not None
    assert (press.action, press.key, press.argument) == (Action.PAGE, "k3y", "k1:favor:1")


def test_one_page_needs_no_buttons() -> None:
    """Where all is shown there is nowhere to go."""
    assert _buttons(comments_card(_behind("Yes."), "k1", LABEL, 0, LOOK)) == []


@pytest.mark.parametrize(("claim", "label"), [("k9", LABEL), ("k1", StanceLabel.UNCLEAR)])
def test_a_position_that_is_not_there_says_so(claim: str, label: StanceLabel) -> None:
    """A made-up press ends in a sentence."""
    said = _said(comments_card(_behind("Yes."), claim, label, 0, LOOK))
    assert said == "There are no comments here."
