import pytest

from models.positions.keypoints import read, windows
from models.types import Comment

GOOD = "The old bridge should be closed because it is dangerous."


def best(text, names=("Otto Lindqvist",)):
    """The sentences of ``text`` that can be key points."""
    pool = read([Comment("c1", "Ann", text)], "en", 10, names)
    return [sentence.text for sentence in pool if sentence.quality > 0]


@pytest.mark.parametrize(
    "text",
    [
        "@Otto you should close the old bridge now.",
        "Otto, the old bridge is not dangerous at all.",
        "Thanks for this long and thoughtful piece.",
        "Why should anybody close the old bridge?",
        "> The old bridge should be closed for good.",
        "“The old bridge should be closed for good.”",
        "Close it.",
        "Yes, the bridge should be closed for good.",
    ],
)
def test_key_point_is_no_greeting_question_or_quotation(text):
    """What is said to somebody, asked or quoted cannot stand for a side."""
    assert best(text) == []


def test_good_sentence_comes_first():
    """The sentence that stands alone is ranked before the one that leans."""
    assert best(f"This makes me so very angry. {GOOD}")[0] == GOOD


def test_every_comment_speaks_before_any_speaks_twice():
    """The cap is shared between comments."""
    talker = Comment("c1", "Ann", " ".join([GOOD] * 10))
    pool = read([talker, Comment("c2", "Bo", GOOD)], "en", 3)
    assert [sentence.comment_id for sentence in pool] == ["c1", "c2", "c1"]


def test_quote_is_whole_sentences():
    """A short sentence is quoted with the next one, a long one alone, none is cut."""
    comment = Comment("c1", "Ann", f"{GOOD} Everybody in town knows this. Short.")
    quotes = [window.text for window in windows(comment, "en")]
    assert quotes[0] == f"{GOOD} Everybody in town knows this."


def test_long_sentence_is_quoted_where_there_is_no_shorter():
    """A side whose one sentence is long still has a quote."""
    text = "The bridge " + "and the road " * 25 + "should be closed."
    assert [window.text for window in windows(Comment("c1", "Ann", text), "en")] == [text]
