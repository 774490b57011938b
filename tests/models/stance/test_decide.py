import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.stance.decide import decide, marginals
from models.types import Claim, Comment, ReplyScores, Scores, StanceLabel

CLAIM = Claim("k1", "the claim")
AGREE, DISAGREE = ReplyScores(0.9, 0.05, 0.05), ReplyScores(0.05, 0.9, 0.05)
CRITIC, OPEN = Scores(0.05, 0.9, 0.05), Scores(0.34, 0.34, 0.32)


def comment(name, parent=None):
    """A comment of this name."""
    return Comment(name, "someone", "text", parent_id=parent)


def labels(comments, scores, replies, threshold=0.45):
    """Only the labels of the decision."""
    return [x.label for x in decide(comments, CLAIM, scores, replies, threshold)]


def test_who_contradicts_a_critic_is_for_the_claim():
    """A reply without a side of its own gets one from what it answers."""
    found = labels(
        [comment("c1"), comment("c2", "c1")], {"c1": CRITIC, "c2": OPEN}, {"c2": DISAGREE}
    )
    assert found == [StanceLabel.AGAINST, StanceLabel.FAVOR]


def test_who_agrees_with_a_critic_is_against_the_claim():
    """Agreeing with a critic is not agreeing with the article."""
    found = labels([comment("c1"), comment("c2", "c1")], {"c1": CRITIC, "c2": OPEN}, {"c2": AGREE})
    assert found == [StanceLabel.AGAINST, StanceLabel.AGAINST]


def test_replies_tell_about_what_they_answer():
    """Evidence runs up the tree as well as down."""
    comments = [comment("c1"), comment("c2", "c1"), comment("c3", "c1")]
    scores = {"c1": OPEN, "c2": CRITIC, "c3": CRITIC}
    assert labels(comments, scores, {"c2": DISAGREE, "c3": DISAGREE})[0] is StanceLabel.FAVOR


def test_under_the_threshold_is_unclear():
    """The model abstains rather than guesses."""
    assert labels([comment("c1")], {"c1": OPEN}, {}) == [StanceLabel.UNCLEAR]


def test_comment_without_evidence_is_unclear_at_any_threshold():
    """Nothing known gives no side, and still a stance is returned."""
    assert labels([comment("c1")], {}, {}, threshold=0.0) == [StanceLabel.UNCLEAR]


def test_without_replies_scores_are_kept():
    """A comment alone keeps the probabilities it came with."""
    (stance,) = decide([comment("c1")], CLAIM, {"c1": CRITIC}, {}, 0.5)
    assert stance.confidence == pytest.approx(0.9)


def test_unknown_parents_and_cycles_are_survived():
    """A parent that is not there, a comment that answers itself, and two that answer each other."""
    comments = [comment("c1", "c9"), comment("c2", "c2"), comment("c3", "c4"), comment("c4", "c3")]
    scores = {x.id: CRITIC for x in comments}
    found = labels(comments, scores, {x.id: AGREE for x in comments})
    assert found == [StanceLabel.AGAINST] * 4


def test_newest_first_pages_are_decided_alike():
    """The order of the comments does not matter to the tree."""
    pair = [comment("c1"), comment("c2", "c1")]
    given_scores = {"c1": CRITIC, "c2": OPEN}
    forward = labels(pair, given_scores, {"c2": DISAGREE})
    assert labels(pair[::-1], given_scores, {"c2": DISAGREE}) == forward[::-1]


def test_chain_of_ten_thousand_is_decided():
    """Depth costs no recursion and no precision."""
    chain = [comment("c0"), *(comment(f"c{n}", f"c{n - 1}") for n in range(1, 10_000))]
    found = decide(chain, CLAIM, {"c0": CRITIC}, {f"c{n}": AGREE for n in range(1, 10_000)}, 0.5)
    assert len(found) == 10_000 and np.isfinite([x.confidence for x in found]).all()


@given(st.integers(1, 5), st.randoms(use_true_random=False))
def test_marginals_are_exact(size, rng):
    """On any small forest they equal those of the full joint table."""
    parents = [rng.choice([None, *range(at)]) for at in range(size)]
    unary = np.array([[rng.uniform(0.05, 1) for _ in range(3)] for _ in range(size)])
    ties = [np.array([[rng.uniform(0.1, 2) for _ in range(3)] for _ in range(3)])] * size
    exact = np.zeros((size, 3))
    for sides in itertools.product(range(3), repeat=size):
        weight = np.prod([unary[at, side] for at, side in enumerate(sides)])
        for at, parent in enumerate(parents):
            weight *= 1 if parent is None else ties[at][sides[parent], sides[at]]
        for at, side in enumerate(sides):
            exact[at, side] += weight
    exact /= exact.sum(axis=1, keepdims=True)
    assert np.allclose(marginals(unary, parents, ties), exact)
