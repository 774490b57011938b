import pytest

from models.stance.assertion import assertion, asserts


@pytest.mark.parametrize(
    ("title", "language"),
    [
        ("Bread Is Too Dear and Nobody Cares", "en"),
        ("Town paints its own crossing after a long wait", "en"),
        ("University abolishes marks in the first year", "en"),
        ("Das Tempolimit muss kommen", "de"),
        ("原発を再稼働すべきだ", "ja"),
    ],
)
def test_headline_with_a_verb_asserts(title, language):
    """A headline that is a sentence can be disputed."""
    assert asserts(title, language)


@pytest.mark.parametrize(
    "title",
    ["The Bread Question", "Three reasons why bread is dear", "How to bake", "Bread vs Cake"],
)
def test_label_asserts_nothing(title):
    """A name, a list or a question word is no claim."""
    assert not asserts(title, "en")


def test_judgement_asserts_more_than_a_report():
    """What somebody did on a day is not what people dispute."""
    judged = "The city should never have closed the bridge because it is safe."
    told = "The bridge was closed on Monday, the mayor said."
    assert assertion(judged, "en") > 0.5 > assertion(told, "en")
