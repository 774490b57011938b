import pytest

from models.document.sentences import sentences
from models.summary.attribution import attribute, labelled, quotations


def shown(paragraph):
    """What may be shown for each sentence of ``paragraph``."""
    bounds = attribute(paragraph, sentences(paragraph))
    return [paragraph[b[0] : b[1]] if b else None for b in bounds]


def test_authors_own_words_are_left_alone():
    """A sentence outside all marks comes back as it is, scare quotes included."""
    assert shown("Bread is dear. The “new deal” failed.") == [
        *("Bread is dear.", "The “new deal” failed."),
    ]


@pytest.mark.parametrize("marks", ["“”", '""', "«»", "‘’", "„“"])
def test_quotation_without_a_speaker_is_never_shown(marks):
    """Nobody is named for it, so it would read as the author's."""
    left, right = marks
    assert shown(f"{left}We will never pay for this.{right}") == [None]


def test_quotation_is_widened_to_its_speaker():
    """Both sentences of a quotation are shown with the words that attribute them."""
    whole = "“We will not pay for it. It is far too dear for us,” Ms Ray said."
    assert set(shown(whole)) == {whole}


def test_speaker_may_stand_in_the_next_sentence():
    """A short sentence of saying belongs to the quotation before it."""
    whole = "‘We have all worked so very hard.’ Locke said."
    assert shown(whole)[0] == whole


def test_quotation_that_goes_on_keeps_its_speaker():
    """The second half of a split quotation is shown with the first."""
    whole = "“We will not pay for it,” he said. “It is far too dear for us.”"
    assert shown(whole)[1] == whole


def test_quotation_whose_speaker_is_far_away_is_left_out():
    """What cannot be shown whole is not shown at all."""
    speech = " ".join(["This is one more sentence of the very long speech."] * 12)
    assert shown(f"“{speech}” she said.")[3] is None


def test_apostrophes_open_nothing():
    """A single mark inside or before a word is no quotation."""
    assert quotations("It's the workers' own fault, isn't it, and 'twas ever so.") == ()


def test_possessive_closes_nothing():
    """A plural's apostrophe inside single marks is part of the quotation."""
    text = "‘It was the workers’ own fault, I know’, he said."
    assert quotations(text) == ((0, text.index(", he")),)


def test_unclosed_mark_runs_to_the_end():
    """A quotation over several paragraphs is closed only in the last."""
    text = "“We will not pay for this and"
    assert quotations(text) == ((0, len(text)),)


def test_talk_is_told_by_its_labels():
    """Three paragraphs that open on a speaker make a talk."""
    paragraphs = ("Ann Lee: We bake.", "Bo: You burn.", "Intro without.", "Ann Lee: We do not.")
    assert labelled(paragraphs) == {0, 1, 3}
    assert labelled(paragraphs[:2]) == frozenset()


def test_marks_that_stand_apart_are_not_read():
    """Detached straight marks cannot be paired, so they take nothing away."""
    text = "He was ' very glad to see them all ' and left. They were ' glad too ' at home."
    assert quotations(text) == ()
