import numpy as np

from models.summary.coverage import Coverage, tokens

TEXTS = (
    "The bridge in Ember is closed for a year.",
    "In Ember the bridge is closed for a year.",
    "Drivers lose forty minutes on the way to Ashford.",
    "Nothing else happened.",
)


def choose(clash, count=2, given=None):
    """The chosen indices without any bonus."""
    return Coverage(TEXTS).choose(range(len(TEXTS)), np.zeros(len(TEXTS)), clash, count, given)


def test_second_sentence_brings_new_words():
    """A repetition covers nothing more, so another sentence is taken."""
    assert choose(np.zeros((4, 4), dtype=bool), given=0) == [0, 2]


def test_clashing_pair_is_never_chosen():
    """Where every pair clashes one sentence remains."""
    assert choose(np.ones((4, 4), dtype=bool), count=3, given=1) == [1]


def test_tokens_fold_words_and_pair_unspaced_characters():
    """Inflections meet in their first letters; Japanese is read by pairs."""
    assert tokens("Negotiating NEGOTIATION") == ["negoti", "negoti"]
    assert tokens("再稼働") == ["再稼", "稼働"]
