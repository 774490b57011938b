import pytest

from models.document.wording import finished, fragment, leaning, question, size


@pytest.mark.parametrize("text", ["Is it?", "“Is it?”", "本当ですか？", "Really?)"])
def test_question_is_seen_behind_its_marks(text):
    """Closing marks do not hide the question mark."""
    assert question(text)


@pytest.mark.parametrize(
    "text",
    [
        "He left early.",
        "But nobody came.",
        "“They won.”",
        "When they can’t, they leave.",
        "Er ging.",
    ],
)
def test_sentence_that_points_back_leans(text):
    """An opening pronoun or conjunction needs the sentence before."""
    assert leaning(text)


@pytest.mark.parametrize(
    "text",
    ["It is clear that bread is dear.", "There is no plan.", "Bread is dear.", "Herbert left."],
)
def test_sentence_about_something_named_stands_alone(text):
    """An expletive "it" or "there" points at nothing."""
    assert not leaning(text)


@pytest.mark.parametrize("text", ["Too short.", "No mark at the end", "and went home that day."])
def test_fragment_is_not_a_sentence(text):
    """Short, unfinished or begun in the middle."""
    assert fragment(text)


def test_script_without_spaces_has_a_size():
    """Two characters count as a word."""
    assert size("原発を再稼働すべきだ") == 5
    assert finished("再稼働すべきだ。")
