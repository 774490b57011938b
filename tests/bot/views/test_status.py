"""What stands in a message before its digest: always a way out, never a button on a refusal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.jobs.queue import Running, Waiting
from bot.views.card import Button, Card, Row
from bot.views.press import Action, read
from bot.views.status import plain_card, progress_card, refusal_card, shared_card
from bot.words import LANGUAGES, speak
from models.types import Step

EN = speak("en")
STATES = st.one_of(
    st.builds(Waiting, st.integers(0, 500), st.floats(0, 100_000)),
    st.builds(Running, st.sampled_from(Step), st.integers(0, 20_000), st.integers(0, 20_000)),
)


def text(card: Card) -> str:
    """All the words of a card."""
    return "\n".join(card.texts)


def buttons(card: Card) -> list[Button]:
    """The buttons of a card."""
    rows = [row for row in (*card.blocks, *card.rows) if isinstance(row, Row)]
    return [item for row in rows for item in row.items if isinstance(item, Button)]


def test_a_waiting_job_tells_its_place_and_an_estimate() -> None:
    """How many go first, and about how long it takes."""
    said = text(progress_card(EN, Waiting(2, 130), "job"))
    assert ("2 digests go first" in said, "about 2 minutes" in said) == (True, True)


def test_a_running_job_tells_its_step_with_counts() -> None:
    """What is weighed, how much of it is done, and which step of how many this is."""
    said = text(progress_card(EN, Running(Step.SIDES, 40, 120), "job"))
    assert said == "**Weighing 120 comments**\n▰▰▰▰▱▱▱▱▱▱▱▱ 40 of 120\n-# Step 4 of 6"


@given(STATES, st.sampled_from(LANGUAGES))
def test_progress_always_can_be_cancelled(state: Waiting | Running, language: str) -> None:
    """One button, with the job's id, in any state and language; the message stays short."""
    card = progress_card(speak(language), state, "k3y")
    [button] = buttons(card)
    press = read(button.custom_id)
    assert press is not None
    assert (press.action, press.key) == (Action.CANCEL, "k3y")
    assert card.characters < 400


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_refusal_has_no_button_and_names_its_incident(language: str) -> None:
    """Nothing to press, and the id that stands in the log."""
    card = refusal_card(speak(language), "No.", "ab12cd")
    assert (buttons(card), "`ab12cd`" in text(card)) == ([], True)


def test_words_from_outside_in_a_refusal_are_inert() -> None:
    """An error may repeat what somebody typed."""
    said = text(refusal_card(EN, "There is no setting @everyone [x](https://evil.example)."))
    assert ("@everyone" in said.replace("\\@", ""), "](" in said) == (False, False)


def test_a_shared_digest_tells_where() -> None:
    """The channel is named as Discord links it."""
    assert text(shared_card(EN, 42)) == "Shared in <#42>."
    assert text(plain_card(EN, "Done.")) == "Done."
