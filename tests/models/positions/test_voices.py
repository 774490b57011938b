import time

import pytest

from models.positions.voices import copies, voices
from models.types import Comment

LONG = "the council should close the old bridge because it is dangerous and nobody needs it "


def section(*pairs):
    """Comments from (author, text) pairs."""
    return [Comment(f"c{i}", author, text) for i, (author, text) in enumerate(pairs, start=1)]


def people(*pairs):
    """How many voices the pairs have."""
    return len(set(voices(section(*pairs)).values()))


def test_one_author_is_one_voice():
    """Case, spaces and an "@" make no new person."""
    assert people(("Ann Lee", "One."), ("ann  lee", "Two."), ("@Ann Lee", "Three.")) == 1


@pytest.mark.parametrize("name", [None, "", "Anonymous", "Guest", "[deleted]"])
def test_nameless_comments_are_voices_of_their_own(name):
    """A shared placeholder is not one person."""
    assert people((name, "One thing."), (name, "Another thing.")) == 2


def test_near_copies_fold_into_the_first():
    """A text of forty words with one changed is the same voice."""
    text = LONG * 4
    made = section(("Ann", text), ("Bo", text.upper()), ("Cy", text + "now"), ("Di", "Not at all."))
    assert copies(made) == {"c1": "c1", "c2": "c1", "c3": "c1", "c4": "c4"}
    assert len(set(voices(made).values())) == 2


def test_like_opinions_are_not_copies():
    """Sharing half of the words, or saying "I agree", is not copying."""
    half = LONG + "said my aunt on the telephone yesterday when she had read of it in the paper"
    made = section(("Ann", LONG), ("Bo", half), ("Cy", "I agree."), ("Di", "I agree."))
    assert all(own == first for own, first in copies(made).items())


def test_author_of_a_copy_keeps_their_own_words():
    """Who copied once still speaks for themselves elsewhere."""
    assert people(("Ann", LONG), ("Bo", LONG), ("Bo", "I bake my own bread at home.")) == 2


def test_ten_thousand_comments_with_one_beginning():
    """A shared template does not make the comparison quadratic."""
    made = section(*((f"A{i}", LONG * 5 + f"number {i} of them " * 9) for i in range(10_000)))
    start = time.perf_counter()
    assert len(copies(made)) == 10_000
    assert time.perf_counter() - start < 30
